"""Asks with exception(timeout=0), which raises at once if the job isn't done."""

from concurrent.futures import CancelledError, ThreadPoolExecutor


class CopyShop:
    def __init__(self, printers):
        self.printers = ThreadPoolExecutor(printers, thread_name_prefix="printer")
        self.tickets = {}

    def order(self, name, job):
        ticket = self.printers.submit(job)
        self.tickets[name] = ticket

    def status(self, name):
        ticket = self.tickets[name]
        try:
            error = ticket.exception(timeout=0)
        except CancelledError:
            return "cancelled"
        except TimeoutError:
            return "printing" if ticket.running() else "waiting"
        return "done" if error is None else "failed"

    def collect(self, name):
        ticket = self.tickets[name]
        error = ticket.exception()
        if error is not None:
            raise error
        return ticket.result()

    def cancel(self, name):
        return self.tickets[name].cancel()

    def close(self):
        self.printers.shutdown(wait=True, cancel_futures=False)

    def __enter__(self):
        self.printers.__enter__()
        return self

    def __exit__(self, *exception):
        return self.printers.__exit__(*exception)
