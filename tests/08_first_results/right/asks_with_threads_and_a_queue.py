"""Threads of its own put their answers into a queue; a semaphore limits how many ask."""

import queue
import threading


def ask_all(ask, shops, at_once, stop):
    answers = queue.Queue()
    places = threading.Semaphore(at_once)

    def work(shop):
        with places:
            if stop.is_set():
                return
            try:
                answer = shop, ask(shop), None
            except Exception as error:
                stop.set()
                answer = shop, None, error
            answers.put(answer)

    for shop in shops:
        threading.Thread(target=work, args=(shop,), daemon=True).start()
    return answers


def as_they_arrive(ask, shops):
    answers = ask_all(ask, shops, len(shops), threading.Event())
    for _ in shops:
        shop, price, error = answers.get()
        if error is None:
            yield shop, price


def first_answer(ask, shops):
    try:
        return next(as_they_arrive(ask, shops))
    except StopIteration:
        raise LookupError("no answer") from None


def all_prices(ask, shops, at_once=10):
    answers = ask_all(ask, shops, at_once, threading.Event())
    prices = {}
    while len(prices) < len(shops):
        shop, price, error = answers.get()
        if error is not None:
            raise error
        prices[shop] = price
    return prices
