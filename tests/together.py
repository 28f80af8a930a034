"""Several at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def at_once(times: int, task: Callable[[int], Any], threads: int = 8) -> list[Any]:
    """What `task` gave or raised, for each of 0..times-1, several at the same moment."""

    def run(number: int) -> Any:
        try:
            return task(number)
        except Exception as fault:  # The tests look at what was raised.
            return fault

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(times)))
