"""What a workbook would grow to in memory, found before a spreadsheet reader opens it.

A cell far away, or one long text in a million cells, costs more than the file shows; so do
headers that lie about the size of what they pack. Files packed inside are never opened.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat

from core.errors import KnownError
from core.exchange.sniff import not_a_table
from core.i18n import N_

# The reader takes 1.6 MiB of memory for each MiB of a usual sheet's XML (200,000 rows of 8
# columns: 92 MiB of XML, 151 MiB of memory), and the whole import is to stay below 300 MiB.
MOST_UNPACKED = 144 << 20
# It keeps the whole rectangle down to the last cell, 32 bytes for each place.
MOST_PLACES = 6_000_000
_READ = (".xml", ".rels")
# What programs pack their documents with, and nobody who packs files does.
_DOCUMENTS = ("[content_types].xml", "mimetype", "content.xml")
_DOCUMENT_PARTS = ("xl/", "word/", "ppt/", "index/document.iwa", "index.zip")
_CHUNK = 1 << 20
# Looking for cells keeps every other thread waiting, the window's too: a little at a time.
_SLICE = 1 << 16
# A reference or a cell cut in two by reading is found again with what comes next.
_OVERLAP = 200
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"']([^<>]*)>")
# A cell that does not begin with its reference may stand anywhere in the row around it.
_BARE_CELL = re.compile(rb"<(?:\w+:)?c(?:>|\s+(?!r\b))")
_ROW = re.compile(rb"\sr\s*=\s*[\"'](\d{1,7})[\"']")
_SHARED = re.compile(rb"\bt\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*(\d+)")


def refuse_bomb(path: Path) -> None:
    """Raise KnownError `too_large` for a workbook that would fill the memory.

    Also `not_a_table` for what is no zip at all, or one with other files in it.
    """
    broken = (zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError, OSError)
    try:
        with zipfile.ZipFile(path) as packed, path.open("rb") as file:
            if not _is_document(packed.namelist()):
                raise _packed_files(path)
            parts = [entry for entry in packed.infolist() if entry.filename.endswith(_READ)]
            if sum(entry.file_size for entry in parts) > MOST_UNPACKED:
                raise _too_large(path)
            _unpack(path, file, parts)
    except (*broken, NotImplementedError) as error:
        raise not_a_table(path.name) from error


def _is_document(names: list[str]) -> bool:
    folded = [name.replace("\\", "/").lower() for name in names]
    return any(name in _DOCUMENTS or name.startswith(_DOCUMENT_PARTS) for name in folded)


def _unpack(path: Path, file: IO[bytes], parts: list[zipfile.ZipInfo]) -> None:
    """Unpack every part once and keep nothing but figures."""
    unpacked = texts = 0
    lengths: list[int] = []
    # The texts that cells share come first, so that the cells can be weighed by them.
    for entry in sorted(parts, key=lambda part: "sharedstrings" not in part.filename.lower()):
        is_shared = "sharedstrings" in entry.filename.lower()
        rows = columns = 0
        before = b""
        open_document = _OpenDocument() if entry.filename == "content.xml" else None
        for chunk in _chunks(file, entry, _CHUNK if is_shared else _SLICE):
            unpacked += len(chunk)
            seen = before + chunk
            if open_document:
                rows, columns = open_document.corner(chunk)
            elif is_shared:
                *whole, before = seen.split(b"</si>")
                lengths += map(len, whole)
            else:
                cut = max(seen.rfind(b"<"), len(seen) - _OVERLAP)
                here, before = seen[:cut], seen[cut:]
                rows, columns = _corner(here, rows, columns)
                texts += _shared_texts(here, lengths)
            if unpacked + texts > MOST_UNPACKED or max(rows, 1) * columns > MOST_PLACES:
                raise _too_large(path)


class _OpenDocument:
    """The last place with a value in an .ods, whose cells and rows say how often they stand."""

    def __init__(self) -> None:
        self._rows = self._columns = self._row = self._column = 0
        self._times = 1
        self._filled = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def corner(self, xml: bytes) -> tuple[int, int]:
        """The rows and columns of what was read so far."""
        self._parser.Parse(xml)
        return self._rows, self._columns

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "table":
            self._row = 0
        elif tag == "table-row":
            self._column = self._filled = 0
            self._times = _count(attributes, "number-rows-repeated")
        elif tag in ("table-cell", "covered-table-cell"):
            self._column += _count(attributes, "number-columns-repeated")
            if any(key.endswith(":value-type") for key in attributes):
                self._filled = self._column

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] != "table-row":
            return
        self._row += self._times
        if self._filled:
            self._rows = max(self._rows, self._row)
            self._columns = max(self._columns, self._filled)


def _count(attributes: dict[str, str], wanted: str) -> int:
    found = (value for key, value in attributes.items() if key.endswith(wanted))
    times = next(found, "1")
    return int(times) if times.isdecimal() and len(times) < 10 else 1


def _corner(xml: bytes, rows: int, columns: int) -> tuple[int, int]:
    """The last row and column that anything so far refers to."""
    # Cells that are only formatted are closed at once and cost nothing.
    found = [each for each in _REFERENCE.findall(xml) if not each[2].endswith(b"/")]
    rows = max(rows, max((int(number) for _letters, number, _rest in found), default=0))
    columns = max(columns, max(map(_column, {each[0] for each in found}), default=0))
    if _BARE_CELL.search(xml):
        rows = max(rows, max(map(int, _ROW.findall(xml)), default=0))
        columns = max(columns, 1)
    return rows, columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _shared_texts(xml: bytes, lengths: list[int]) -> int:
    """The bytes of the shared texts that the cells repeat."""
    if not lengths:
        return 0
    known = len(lengths)
    return sum(lengths[at] for at in map(int, _SHARED.findall(xml)) if at < known)


def _chunks(file: IO[bytes], entry: zipfile.ZipInfo, size: int) -> Iterator[bytes]:
    """What an entry really unpacks to, whatever its header says of the size, piece by piece."""
    file.seek(entry.header_offset + 26)
    name, extra = struct.unpack("<HH", file.read(4))
    file.seek(name + extra, 1)
    left = entry.compress_size
    if entry.compress_type == zipfile.ZIP_STORED:
        while left > 0 and (chunk := file.read(min(size, left))):
            left -= len(chunk)
            yield chunk
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    while not inflating.eof:
        waiting = inflating.unconsumed_tail
        if not waiting and left > 0:
            waiting = file.read(min(size, left))
            left -= len(waiting)
        chunk = inflating.decompress(waiting, size)
        if chunk:
            yield chunk
        elif not waiting:
            return


def _packed_files(path: Path) -> KnownError:
    return KnownError(
        "not_a_table",
        N_("“{file}” is a ZIP file. Please unpack it and drop the file that is inside."),
        file=path.name,
    )


def _too_large(path: Path) -> KnownError:
    return KnownError(
        "too_large",
        N_("“{file}” is too large for a workbook. Please save the sheet as CSV and use that file."),
        file=path.name,
    )
