"""Money transfers that never freeze: lock two accounts, in an order that all agree on."""

import threading
from collections.abc import Callable
from contextlib import ExitStack


class Account:
    """One account. Given; do not change it."""

    def __init__(self, number: int, balance: int):
        self.number = number  # no two accounts have the same
        self.balance = balance
        self.lock = threading.Lock()


def locked(accounts: list[Account]) -> ExitStack:
    """Lock all accounts; leaving the stack unlocks them."""
    stack = ExitStack()
    # Everybody goes by the number, which never changes: so no circle of waiting can arise.
    # The set takes care of an account that is named twice.
    for account in sorted(set(accounts), key=lambda account: account.number):
        stack.enter_context(account.lock)
    return stack


def transfer(src: Account, dst: Account, amount: int, fraud_check: Callable[[], None]) -> bool:
    """Move `amount` from src to dst.

    While both accounts are locked: if src has enough money, call fraud_check(), which is slow,
    move the money, and return True; otherwise return False.
    An exception of fraud_check goes on; no money moves then, and nothing stays locked.
    src and dst may be the same account.
    Transfers between different accounts run at the same time. Any number of transfers may run
    in any direction without blocking each other for ever.
    """
    with locked([src, dst]):
        # Looking and taking under the same locks: nobody takes the money in between.
        if src.balance < amount:
            return False
        fraud_check()
        src.balance -= amount
        dst.balance += amount
        return True


def total(accounts: list[Account]) -> int:
    """Return the sum of all balances at ONE moment: no transfer is half done."""
    # All of them at once. One after the other would add balances of different moments.
    with locked(accounts):
        return sum(account.balance for account in accounts)


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
