"""Money transfers that never freeze: lock two accounts, in an order that all agree on."""

import threading
from collections.abc import Callable


class Account:
    """One account. Given; do not change it."""

    def __init__(self, number: int, balance: int):
        self.number = number  # no two accounts have the same
        self.balance = balance
        self.lock = threading.Lock()


def transfer(src: Account, dst: Account, amount: int, fraud_check: Callable[[], None]) -> bool:
    """Move `amount` from src to dst.

    While both accounts are locked: if src has enough money, call fraud_check(), which is slow,
    move the money, and return True; otherwise return False.
    An exception of fraud_check goes on; no money moves then, and nothing stays locked.
    src and dst may be the same account.
    Transfers between different accounts run at the same time. Any number of transfers may run
    in any direction without blocking each other for ever.
    """
    # TODO: lock both accounts in an order that all transfers agree on.
    raise NotImplementedError("lock both accounts and move the money")


def total(accounts: list[Account]) -> int:
    """Return the sum of all balances at ONE moment: no transfer is half done."""
    # TODO: lock all of them first, in the same order.
    raise NotImplementedError("add up the balances while all accounts are locked")


if __name__ == "__main__":
    # Run this file to let Ann and Bob send money at the same time:  python lock_order.py
    # It must say 110 90 200. If it freezes, press Ctrl-C.
    ann, bob = Account(1, 100), Account(2, 100)
    both = [
        threading.Thread(target=transfer, args=(ann, bob, 10, lambda: None)),
        threading.Thread(target=transfer, args=(bob, ann, 20, lambda: None)),
    ]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    print(ann.balance, bob.balance, total([ann, bob]))
