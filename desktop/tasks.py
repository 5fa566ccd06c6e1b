"""Work beside the window: readers, one writer and long tasks; answers come on the GUI thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal

from core.errors import Cancelled, KnownError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

READERS = 2

Done = Callable[[Any], None]
Failed = Callable[[KnownError], None]


@dataclass(eq=False, slots=True)
class _Job:
    work: Callable[[], Any]
    done: Done | None
    failed: Failed | None
    owner: QObject | None
    key: Hashable = None
    ticket: int = 0
    result: Any = None
    error: BaseException | None = None
    long: LongTask | None = None
    only_reads: bool = False
    again: bool = False
    skipped: bool = field(default=False)

    def let_go(self) -> None:
        """Drop what the job held, on the window's thread.

        A callback may be the last to hold a widget. Dropped by a worker, the widget would be
        destroyed there with its timers still running, and the next tick would end the app.
        """
        self.work = _nothing
        self.done = self.failed = self.owner = self.result = self.error = None


def _nothing() -> None:
    pass


def _is_locked_out(error: BaseException) -> bool:
    """Whether the file could not be read because a long write has it for itself."""
    return isinstance(error, KnownError) and error.code == "shop_in_use"


class Progress:
    """What a long task tells of itself, and learns from the user, from its own thread."""

    def __init__(self, tell: Callable[[float, str], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._told = 0.0

    @property
    def cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask to stop at the next step."""
        self._stop.set()

    def step(self, done: int, total: int, text: str = "") -> None:
        """`done` of `total` pieces are finished. Raises Cancelled if the user asked to stop."""
        if self.cancelled:
            raise Cancelled()
        now = time.monotonic()
        # Ten times a second is all an eye needs; more would flood the window.
        if done >= total or now - self._told > 0.1:
            self._told = now
            self._tell(done / total if total else -1.0, text)

    def say(self, text: str) -> None:
        """What is going on, where pieces cannot be counted. Raises Cancelled."""
        if self.cancelled:
            raise Cancelled()
        self._tell(-1.0, text)


class LongTask(QObject):
    """A task that the user sees and may stop; a page may show it in a way of its own."""

    moved = Signal(float, str)
    ended = Signal()

    def __init__(self, title: str, shown_by: QWidget | None = None) -> None:
        super().__init__()
        self.title = title
        self.shown_by = shown_by
        self.key: Hashable = None
        self.running = True
        self.progress = Progress(self.moved.emit)

    def cancel(self) -> None:
        """Ask the task to stop; it ends as soon as it notices."""
        self.progress.cancel()


class Tasks(QObject):
    """Runs work in threads of its own; every callback comes on the GUI thread."""

    long_started = Signal(LongTask)
    _finished = Signal(object)

    def __init__(
        self,
        problem: Callable[[KnownError], None],
        crash: Callable[[BaseException], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._problem = problem
        self._crash = crash
        self._reading: SimpleQueue[_Job | None] = SimpleQueue()
        self._writing: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._long_tasks: list[LongTask] = []
        self._put_off: list[_Job] = []
        self._newest: dict[Hashable, int] = {}
        self._tickets = 0
        self._under_way = 0
        self._closed = False
        self._finished.connect(self._deliver)

    def read(
        self,
        work: Callable[[], Any],
        done: Done | None,
        failed: Failed | None = None,
        *,
        key: Hashable = None,
        owner: QObject | None = None,
    ) -> None:
        """Run `work` on a reader; with a key, only the newest request is answered."""
        job = _Job(work, done, failed, owner, key, only_reads=True)
        if key is not None:
            job.ticket = self._ticket(key)
        self._start(job, self._reading, "reader", READERS)

    def write(
        self,
        work: Callable[[], Any],
        done: Done | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Run `work` on the one writer, after everything that was asked before it."""
        self._start(_Job(work, done, failed, owner), self._writing, "writer", 1)

    def long(
        self,
        title: str,
        work: Callable[[Progress], Any],
        done: Done | None = None,
        failed: Failed | None = None,
        *,
        key: Hashable = None,
        owner: QObject | None = None,
        shown_by: QWidget | None = None,
    ) -> LongTask:
        """Run `work` on a thread of its own, with progress that the frame shows.

        With a key, a task begun earlier under it is stopped and says nothing any more. The
        frame is silent of it while `shown_by`, which shows it, is in view.
        """
        task = LongTask(title, shown_by)
        job = _Job(lambda: work(task.progress), done, failed, owner, key, long=task)
        if self._closed:
            return task
        if key is not None:
            self._stop_earlier(key)
            job.ticket = self._ticket(key)
        task.key = key
        self._under_way += 1
        self._long_tasks.append(task)
        self.long_started.emit(task)
        thread = threading.Thread(target=self._run, args=(job,), name="regulars-long")
        self._threads = [each for each in self._threads if each.is_alive()]
        self._threads.append(thread)
        thread.start()
        return task

    @property
    def busy(self) -> bool:
        """Whether anything is still to be delivered."""
        return self._under_way > 0

    def wait_idle(self, timeout_ms: int = 30_000) -> None:
        """Let the event loop run until nothing is under way. Raises TimeoutError."""
        until = time.monotonic() + timeout_ms / 1000
        for _round in range(3):
            QCoreApplication.processEvents()
        while self.busy:
            if time.monotonic() > until:
                raise TimeoutError
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.001)
        QCoreApplication.processEvents()
        if self.busy:
            self.wait_idle(max(0, round((until - time.monotonic()) * 1000)))

    def close(self) -> None:
        """Stop long tasks, finish what was asked to be written, and join every thread."""
        if self._closed:
            return
        self._closed = True
        for task in self._long_tasks:
            task.cancel()
        for thread in self._threads:
            if thread.name != "regulars-long":
                queue = self._reading if thread.name == "regulars-reader" else self._writing
                queue.put(None)
        for thread in self._threads:
            thread.join()

    def _ticket(self, key: Hashable) -> int:
        self._tickets += 1
        self._newest[key] = self._tickets
        return self._tickets

    def _stop_earlier(self, key: Hashable) -> None:
        for task in self._long_tasks:
            if task.key == key:
                task.cancel()

    def _start(self, job: _Job, queue: SimpleQueue[_Job | None], name: str, most: int) -> None:
        if self._closed:
            return
        self._under_way += 1
        queue.put(job)
        name = f"regulars-{name}"
        if sum(thread.name == name for thread in self._threads) < most:
            thread = threading.Thread(target=self._serve, args=(queue,), name=name)
            self._threads.append(thread)
            thread.start()

    def _serve(self, queue: SimpleQueue[_Job | None]) -> None:
        while (job := queue.get()) is not None:
            self._run(job)
            # Not kept until the next one comes: see `_Job.let_go`.
            del job

    def _run(self, job: _Job) -> None:
        if self._outdated(job) or (self._closed and job.key is not None):
            job.skipped = True
        else:
            try:
                job.result = job.work()
            except BaseException as error:  # noqa: BLE001 - carried to the GUI thread, judged there
                job.error = error
        if shiboken6.isValid(self):
            self._finished.emit(job)

    def _outdated(self, job: _Job) -> bool:
        return job.key is not None and self._newest.get(job.key) != job.ticket

    def _deliver(self, job: _Job) -> None:
        try:
            self._answer(job)
        finally:
            job.let_go()

    def _answer(self, job: _Job) -> None:
        self._under_way -= 1
        if job.long is not None:
            self._end(job.long)
        gone = job.owner is not None and not shiboken6.isValid(job.owner)
        if job.skipped or self._outdated(job) or (gone and job.error is None) or self._closed:
            return
        if job.error is None:
            if job.done is not None:
                job.done(job.result)
        elif job.only_reads and _is_locked_out(job.error) and (self._long_tasks or not job.again):
            self._put_off.append(replace(job, error=None, again=True))
            if not self._long_tasks:
                self._read_put_off()
        else:
            self._tell_failure(job, job.error, gone)

    def _end(self, task: LongTask) -> None:
        task.running = False
        task.shown_by = None
        self._long_tasks.remove(task)
        task.ended.emit()
        self._read_put_off()

    def _read_put_off(self) -> None:
        """Read what a long task kept from being read."""
        put_off, self._put_off = self._put_off, []
        for job in put_off:
            self._start(job, self._reading, "reader", READERS)

    def _tell_failure(self, job: _Job, error: BaseException, gone: bool) -> None:
        if not isinstance(error, KnownError):
            self._crash(error)
        elif job.failed is not None and not gone:
            job.failed(error)
        else:
            self._problem(error)
