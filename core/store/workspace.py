"""The open file of a shop: read from any thread, written through one door."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from core import files
from core.clock import Clock, SystemClock
from core.errors import KnownError, Missing
from core.i18n import N_
from core.store import connections, journal, migrations
from core.store.changes import Changes, Listener
from core.store.keeping import Keeping
from core.store.write import Write

if TYPE_CHECKING:
    from sqlite_utils import Database

Params = Sequence[Any]
T = TypeVar("T")


class Workspace:
    """One shop's file. Reads are plain SQL; writes are one transaction each, journalled."""

    def __init__(self, path: Path | None, connection: sqlite3.Connection, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self._connection = connection
        self._db: Database | None = None
        self._door = threading.RLock()
        self._write: Write | None = None
        self._writing_thread: int | None = None
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._listeners: list[Listener] = []
        self._keeping = Keeping()

    # -- opening and closing ------------------------------------------------------------

    @classmethod
    def open(
        cls, path: Path | str, *, clock: Clock | None = None, create: bool = False
    ) -> Workspace:
        """Open a shop's file, bringing an older one up to date behind a verified backup.

        With `create`, a file that does not exist is made. Raises KnownError: missing_file,
        unreadable_file, not_a_shop, newer_file, damaged_file, read_only, disk_full, shop_in_use.
        """
        path = Path(path)
        fresh = create and not path.exists()
        if not fresh:
            connections.require_shop_file(path)
        with known_errors():
            if fresh:
                path.parent.mkdir(parents=True, exist_ok=True)
            workspace = cls(path, connections.connect(path), clock or SystemClock())
            try:
                workspace._bring_up_to_date(fresh)
            except BaseException:
                workspace.close()
                if fresh:
                    path.unlink(missing_ok=True)
                raise
        return workspace

    @classmethod
    def in_memory(cls, *, clock: Clock | None = None) -> Workspace:
        """A new shop that lives as long as this object: the real thing, for tests."""
        workspace = cls(None, connections.connect(None), clock or SystemClock())
        workspace._bring_up_to_date(fresh=True)
        return workspace

    def copy(self, *, clock: Clock) -> Workspace:
        """The same shop in memory under another clock; within a write with all it did so far."""
        connection = connections.connect(None)
        with known_errors():
            connection.deserialize(self._reader().serialize())
        return type(self)(None, connection, clock)

    def _bring_up_to_date(self, fresh: bool) -> None:
        if migrations.unknown(self._connection):
            raise migrations.newer_file()
        if not migrations.pending(self._connection):
            return
        if fresh:
            self._connection.execute(f"PRAGMA application_id = {connections.APPLICATION_ID}")
        else:
            from core.store import backup

            backup.make(self, "migration")
        migrations.migrate(self.db)

    def close(self) -> None:
        """Let go of the file; the workspace cannot be used any more.

        A write under way on another thread is finished first; readers must have ended.
        """
        with self._door:
            for connection in (*self._readers, self._connection):
                connection.close()
            self._readers.clear()

    # -- reading ------------------------------------------------------------------------

    def rows(self, sql: str, params: Params | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query; callers give it a limit."""
        with known_errors():
            return self._reader().execute(sql, params).fetchall()

    def each(self, sql: str, params: Params | dict[str, Any] = ()) -> Iterator[sqlite3.Row]:
        """The rows of a query one by one, for reading more than fits in memory."""
        with known_errors():
            # Through a chain, because a cursor left half read cannot be closed after its file.
            yield from chain(self._reader().execute(sql, params))

    def row(self, sql: str, params: Params | dict[str, Any] = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        with known_errors():
            row: sqlite3.Row | None = self._reader().execute(sql, params).fetchone()
            return row

    def value(self, sql: str, params: Params | dict[str, Any] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, params)
        return row[0] if row else None

    def kept(
        self, key: Hashable, nouns: frozenset[str], make: Callable[[], T], state: Hashable = None
    ) -> T:
        """What `make` computes from the file, kept until a write touches one of the nouns.

        The key names the computation and all its arguments. `state` is what tells cheaply that
        rows of other nouns changed what it rests on: the value of another state is let go.
        Within a write nothing is kept.
        """
        if self.is_writing:
            return make()
        # A verb in a terminal writes to the same file while the window is open.
        self._keeping.heed(self.newest_change)
        return self._keeping.get(key, nouns, make, state)

    @property
    def newest_change(self) -> int:
        """The number of the journal's last entry, 0 before the first; also another program's."""
        return int(self.value("SELECT coalesce(max(id), 0) FROM journal"))

    @property
    def is_writing(self) -> bool:
        """Whether this thread is within a write, whose rows may yet be rolled back."""
        return self._writing_thread == threading.get_ident()

    def require(self, noun: str, row_id: int) -> None:
        """Raise Missing unless the noun has a row with this id."""
        if not self.value(f"SELECT 1 FROM {noun} WHERE id = ?", [row_id]):
            raise Missing(noun, row_id)

    def _reader(self) -> sqlite3.Connection:
        if self.is_writing or self.path is None:
            return self._connection
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connections.connect(self.path, only_read=True)
            self._local.connection = connection
            self._readers.append(connection)
        return connection

    # -- writing ------------------------------------------------------------------------

    @property
    def db(self) -> Database:
        """The writing connection as sqlite-utils sees it (imported when first needed)."""
        if self._db is None:
            from sqlite_utils import Database

            self._db = Database(self._connection, recursive_triggers=False, execute_plugins=False)
        return self._db

    @contextmanager
    def write(self, label: str, *, undoes: int | None = None) -> Iterator[Write]:
        """One transaction, kept in the journal under `label` (a msgid), then told to listeners.

        A write inside a write on the same thread joins the outer one. Nothing is kept when the
        block raises. Raises KnownError when the disk is full or the file is locked.
        """
        with self._door:
            if self._write is not None:
                yield self._write
                return
            changes = None
            with known_errors(), self._transaction() as write:
                yield write
                changes = journal.keep(write, label, self.clock.now(), undoes)
        if changes:
            self._keeping.forget(changes.nouns, changes.journal_id)
            self._tell(changes)

    @contextmanager
    def _transaction(self) -> Iterator[Write]:
        self._write = Write(self.db)
        self._writing_thread = threading.get_ident()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._write
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        finally:
            self._write = None
            self._writing_thread = None

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """The writing connection itself, past the journal: for VACUUM and erasing."""
        with self._door, known_errors():
            yield self._connection

    def subscribe(self, listener: Listener) -> None:
        """Call `listener` with the Changes of every later write, on the writing thread."""
        self._listeners.append(listener)

    def _tell(self, changes: Changes) -> None:
        for listener in self._listeners:
            listener(changes)


@contextmanager
def known_errors() -> Iterator[None]:
    """Turn what SQLite and the disk say into sentences; bugs pass through as they are."""
    try:
        yield
    except sqlite3.Error as error:
        known = connections.sentence_for(error)
        if known is None:
            raise
        raise known from error
    except PermissionError as error:
        raise KnownError(
            "read_only", N_("The shop file cannot be written here. Nothing was changed.")
        ) from error
    except OSError as error:
        if files.is_disk_full(error):
            raise connections.disk_full() from error
        raise
