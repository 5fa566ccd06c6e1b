"""Work beside the window: order, the newest answer, stopping, and what goes wrong."""

from __future__ import annotations

import threading
import time
import weakref

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QThread

from core.errors import KnownError
from desktop.desk import Desk
from desktop.tasks import Tasks


class Told:
    """What the tasks said went wrong."""

    def __init__(self) -> None:
        self.problems: list[KnownError] = []
        self.crashes: list[BaseException] = []


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def tasks(qapp, told):
    running = Tasks(told.problems.append, told.crashes.append)
    yield running
    running.close()


def fail(error: BaseException):
    raise error


def test_work_runs_off_the_gui_thread_and_the_answer_comes_back_on_it(tasks):
    seen = []
    tasks.read(threading.get_ident, lambda worker: seen.append((worker, threading.get_ident())))
    tasks.wait_idle()
    worker, home = seen[0]
    assert worker != home == threading.get_ident()
    assert QThread.currentThread().isMainThread()


def test_only_the_newest_of_several_requests_under_a_key_is_answered(tasks):
    gate, answers = threading.Event(), []
    for number in range(5):
        tasks.read(lambda n=number: gate.wait(5) and n, answers.append, key="search")
    gate.set()
    tasks.wait_idle()
    assert answers == [4]


def test_requests_under_different_keys_are_all_answered(tasks):
    answers = set()
    for number in range(5):
        tasks.read(lambda n=number: n, answers.add, key=number)
    tasks.wait_idle()
    assert answers == {0, 1, 2, 3, 4}


def test_an_outdated_request_that_has_not_begun_is_not_worked_on(tasks):
    gate, begun = threading.Event(), []
    for _reader in range(2):
        tasks.read(lambda: gate.wait(5), None)
    for number in range(3):
        tasks.read(lambda n=number: begun.append(n), None, key="search")
    gate.set()
    tasks.wait_idle()
    assert begun == [2]


def test_writes_are_done_one_after_the_other_in_order(tasks):
    done = []
    for number in range(50):
        tasks.write(lambda n=number: done.append(n))
    tasks.wait_idle()
    assert done == list(range(50))


def test_a_known_error_goes_to_the_one_who_asked(tasks, told):
    failed = []
    tasks.read(lambda: fail(KnownError("full", "The disk is full.")), None, failed.append)
    tasks.wait_idle()
    assert [error.code for error in failed] == ["full"]
    assert not told.problems


def test_a_known_error_that_nobody_takes_is_told_to_the_user(tasks, told):
    tasks.write(lambda: fail(KnownError("full", "The disk is full.")))
    tasks.wait_idle()
    assert [error.code for error in told.problems] == ["full"]


def test_a_bug_goes_to_the_crash_dialog_and_never_to_the_page(tasks, told):
    failed = []
    tasks.read(lambda: fail(ZeroDivisionError()), None, failed.append)
    tasks.wait_idle()
    assert [type(error) for error in told.crashes] == [ZeroDivisionError]
    assert not failed


def test_the_thread_outlives_a_bug(tasks, told):
    answers = []
    for _time in range(4):
        tasks.read(lambda: fail(ValueError()), None)
    tasks.read(lambda: "still here", answers.append)
    tasks.wait_idle()
    assert answers == ["still here"]


def test_the_answer_for_a_page_that_is_gone_is_dropped(tasks):
    gate, answers, owner = threading.Event(), [], QObject()
    tasks.read(lambda: gate.wait(5), answers.append, owner=owner)
    shiboken6.delete(owner)
    gate.set()
    tasks.wait_idle()
    assert answers == []


def test_a_long_task_tells_how_far_it_is(tasks, qtbot):
    moves = []

    def work(progress):
        progress.step(1, 4, "row 1")
        progress.step(4, 4, "row 4")
        return "done"

    tasks.long_started.connect(
        lambda task: task.moved.connect(lambda share, text: moves.append((share, text)))
    )
    answers = []
    task = tasks.long("Importing", work, answers.append)
    tasks.wait_idle()
    assert answers == ["done"]
    assert moves == [(0.25, "row 1"), (1.0, "row 4")]
    assert not task.running


def test_a_long_task_takes_the_place_of_one_begun_under_the_same_key(tasks, told):
    goes_on, answers, failed = threading.Event(), [], []

    def work(progress, name):
        goes_on.wait(5)
        progress.step(1, 1)
        return name

    for name, key in (("first", "read"), ("other", "write"), ("second", "read")):
        tasks.long(name, lambda progress, n=name: work(progress, n), answers.append,
                   failed.append, key=key)  # fmt: skip
    goes_on.set()
    tasks.wait_idle()
    assert sorted(answers) == ["other", "second"]
    assert failed == []
    assert told.problems == []


def test_a_cancelled_long_task_stops_at_its_next_step_and_says_so(tasks):
    started, goes_on, failed, steps = threading.Event(), threading.Event(), [], []

    def work(progress):
        for number in range(1000):
            progress.step(number, 1000)
            steps.append(number)
            started.set()
            goes_on.wait(5)

    task = tasks.long("Importing", work, None, failed.append)
    assert started.wait(5)
    task.cancel()
    goes_on.set()
    tasks.wait_idle()
    assert steps == [0]
    assert [error.code for error in failed] == ["cancelled"]


def test_closing_finishes_what_was_to_be_written_and_leaves_no_thread(qapp, told):
    tasks, written = Tasks(told.problems.append, told.crashes.append), []
    before = threading.active_count()
    for number in range(20):
        tasks.write(lambda n=number: written.append(n))
    tasks.read(lambda: None, None)
    tasks.close()
    assert written == list(range(20))
    assert threading.active_count() == before


def test_closing_stops_a_long_task(qapp, told):
    tasks = Tasks(told.problems.append, told.crashes.append)
    started = threading.Event()

    def work(progress):
        while True:
            started.set()
            progress.step(0, 1)

    tasks.long("Importing", work)
    assert started.wait(5)
    tasks.close()
    assert not any(thread.name == "regulars-long" for thread in threading.enumerate())


def test_what_is_asked_after_closing_is_not_begun(qapp, told):
    tasks, begun = Tasks(told.problems.append, told.crashes.append), []
    tasks.close()
    tasks.read(lambda: begun.append(1), None)
    tasks.write(lambda: begun.append(2))
    tasks.long("Importing", lambda progress: begun.append(3))
    assert not begun
    assert not tasks.busy


def test_an_answer_may_ask_for_more_and_waiting_waits_for_that_too(tasks):
    answers = []
    tasks.read(lambda: 1, lambda one: tasks.read(lambda: one + 1, answers.append))
    tasks.wait_idle()
    assert answers == [2]


def test_a_callback_that_is_the_last_to_hold_a_widget_drops_it_on_the_windows_thread(
    desk: Desk,
) -> None:
    dropped_on: list[str] = []

    class Held:
        def done(self, _result: object) -> None:
            pass

    for _turn in range(50):
        held = Held()
        weakref.finalize(held, lambda: dropped_on.append(threading.current_thread().name))
        desk.tasks.read(lambda: None, held.done)
        desk.tasks.write(lambda: None, held.done)
        del held
        desk.tasks.wait_idle()
    desk.close()
    assert dropped_on == [threading.main_thread().name] * 50


def locked_until(free: threading.Event):
    """Reads the shop's file, which a long write has for itself until then."""
    if not free.is_set():
        raise KnownError("shop_in_use", "Another program is using the shop file.")
    return "read"


def test_what_a_long_task_keeps_from_being_read_is_read_after_it(tasks, told):
    free, answers = threading.Event(), []
    tasks.long("Bringing in", lambda progress: free.wait(5))
    tasks.read(lambda: locked_until(free), answers.append)
    for _round in range(50):
        QCoreApplication.processEvents()
        time.sleep(0.002)
    assert (answers, told.problems) == ([], [])
    free.set()
    tasks.wait_idle()
    assert (answers, told.problems) == (["read"], [])


def test_a_file_that_another_program_keeps_is_told(tasks, told):
    tasks.read(lambda: locked_until(threading.Event()), lambda answer: None)
    tasks.wait_idle()
    assert [problem.code for problem in told.problems] == ["shop_in_use"]
