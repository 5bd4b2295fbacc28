"""The parts of a journal that are replayed at the same time, each in a process of its own.

Owns the processes and how far they are. Each reads the journal for itself, so that only sums go
from one to another; no file may be open in this process while another is made of it.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any, Final, cast

from returns_desk.adapters.safe_files import Progress
from returns_desk.application.policy_lab.replay_sum import ReplaySum
from returns_desk.domain.errors import EnvironmentFault

Part = Callable[[int, int, Progress], ReplaySum]
"""Replays the cases of part so and so of so many, and tells how far it is."""

EVENTS_WORTH_A_PROCESS: Final = 5_000
MOST_PARTS: Final = 4


def parts_for(events: int) -> int:
    """Into how many parts a journal is cut: one, where more would save nothing or do harm."""
    may_fork = sys.platform == "linux" and threading.active_count() == 1
    if not may_fork or events < EVENTS_WORTH_A_PROCESS:
        return 1
    return min(MOST_PARTS, len(os.sched_getaffinity(0)))


def replay_in_parts(part: Part, count: int, on_progress: Progress) -> ReplaySum:
    """The sum over all parts; whatever stops this process ends the others with it.

    Raises:
        EnvironmentFault: a part could not read its files, or ended before it was done.
    """
    if count == 1:
        return part(0, 1, on_progress)
    whole, done = ReplaySum(), [0] * count
    with _processes(part, count) as answers:
        waiting = dict(zip(answers, range(count), strict=True))
        while waiting:
            for answer in cast("list[Connection]", wait(list(waiting))):
                index = waiting[answer]
                told = _heard(answer)
                if isinstance(told, ReplaySum):
                    whole.add(told)
                    del waiting[answer]
                    continue
                done[index], total = told
                on_progress(sum(done) // count, total)
    return whole


def _heard(answer: Connection) -> Any:
    try:
        told = answer.recv()
    except EOFError as error:
        message = "A part of the replay ended early. Try it again; nothing was changed."
        raise EnvironmentFault(message, code="replay_ended") from error
    if isinstance(told, str):
        raise EnvironmentFault(told, code="replay_ended")
    return told


@contextmanager
def _processes(part: Part, count: int) -> Iterator[list[Connection]]:
    context = multiprocessing.get_context("fork")
    answers, processes = [], []
    try:
        for index in range(count):
            answer, end = context.Pipe(duplex=False)
            arguments = (part, index, count, end)
            process = context.Process(target=_replay, args=arguments, daemon=True)
            process.start()
            end.close()
            answers.append(answer)
            processes.append(process)
        yield answers
    finally:
        for process in processes:
            process.terminate()
            process.join()
            process.close()
        for answer in answers:
            answer.close()


def _replay(part: Part, index: int, count: int, end: Connection) -> None:
    """In the new process; a key that stops the command is the first process's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what the first process made is never looked through, nor copied for that
    try:
        end.send(part(index, count, lambda done, total: end.send((done, total))))
    except EnvironmentFault as fault:
        end.send(fault.message)
