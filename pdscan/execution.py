"""Where work on partitions runs: in this process, or in a pool of them."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any


class InlineExecutor(Executor):
    """Runs each task at once, in this process, so that one core and many take the same path."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run now; KeyboardInterrupt is not caught, everything else is kept in the future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def executor(workers: int) -> Iterator[Executor]:
    """An executor with that many processes; 1 means this process. Work not begun is dropped on the way out.

    Processes are spawned, not forked: database drivers and their connections don't survive a fork.
    """
    if workers <= 1:
        with InlineExecutor() as inline:
            yield inline
        return
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def in_order(
    pool: Executor, task: Callable[..., Any], arguments: Sequence[tuple[Any, ...]], *, ahead: int
) -> Iterator[Future[Any]]:
    """Submit the task for each tuple of arguments and yield the finished futures in order, `ahead` at most waiting."""
    waiting: list[Future[Any]] = []
    for args in arguments:
        waiting.append(pool.submit(task, *args))
        if len(waiting) > ahead:
            yield waiting.pop(0)
    yield from waiting
