"""From bytes to text: which encoding and which delimiter a file was written with."""

from __future__ import annotations

import codecs
import csv
import itertools
from collections import Counter
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from core.errors import KnownError
from core.i18n import N_
from core.progress import Progress

DELIMITERS = (",", ";", "\t", "|")
_CHUNK = 1 << 18
_SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The letters of our languages, and those of their neighbours, which weigh less.
_CZECH, _NEAR_CZECH = set("áčďéěíňóřšťúůýž"), set("äöüßľĺŕôąćęłńśźż")
_LATVIAN, _NEAR_LATVIAN = set("āčēģīķļņšūž"), set("ōŗäöüõąęėįųćłńóśźżé")
_WESTERN, _NEAR_WESTERN = set("äöüßéàè"), set("âáåæçêëîïíñôòóøœúùûÿ")
# What old code pages write: those of Windows, then of Linux, DOS and Mac.
_LETTERS = {
    "cp1250": (_CZECH, _NEAR_CZECH),
    "cp1257": (_LATVIAN, _NEAR_LATVIAN),
    "cp1252": (_WESTERN, _NEAR_WESTERN),
    "iso8859_2": (_CZECH, _NEAR_CZECH),
    "cp852": (_CZECH, _NEAR_CZECH),
    "cp775": (_LATVIAN, _NEAR_LATVIAN),
    "mac_latin2": (_CZECH, _NEAR_CZECH),
}
_NEIGHBOUR = 0.8
_AT_HOME = {"cs": "cp1250", "lv": "cp1257", "en": "cp1252"}
_PUNCTUATION = set("„“”‘’\u201a–—…€£§°©®™«»·•×\u00a0")


def not_a_table(name: str) -> KnownError:
    """The sentence for a file that holds no rows and columns."""
    return KnownError(
        "not_a_table",
        N_("“{file}” is not a table that Regulars can read. A CSV or Excel file is needed."),
        file=name,
    )


def head_of(path: Path) -> bytes:
    """The first bytes of a file. Raises KnownError `missing_file` or `unreadable_file`."""
    try:
        with path.open("rb") as file:
            return file.read(_SAMPLE)
    except FileNotFoundError as error:
        raise KnownError(
            "missing_file", N_("There is no file “{file}”."), file=path.name
        ) from error
    except OSError as error:
        raise KnownError(
            "unreadable_file", N_("“{file}” cannot be read."), file=path.name
        ) from error


def encoding(path: Path, shop_language: str = "en") -> str:
    """The encoding of a text file, as `written_in` finds it."""
    return written_in(path, shop_language)[0]


def written_in(
    path: Path, shop_language: str = "en", progress: Progress | None = None
) -> tuple[str, str]:
    """The encoding of a text file, found from all of its bytes, and how to read broken ones.

    Some bytes that are no UTF-8 among many that are were pasted in from an old program: they
    are read as its code page. Raises KnownError `empty_file` or `not_a_table` (control
    characters, or more zeros than text).
    """
    head = head_of(path)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise KnownError("empty_file", N_("“{file}” is empty."), file=path.name)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name, "replace"
    if wide := _wide(head):
        return wide, "replace"
    strange = _strange_lines(path, head, progress)
    marked = head.startswith(codecs.BOM_UTF8)
    utf8 = "utf-8-sig" if marked else "utf-8"
    if strange is None:
        return utf8, "replace"
    if not (marked or _mostly_utf8(strange)):
        return _old_code_page(strange, shop_language), "replace"
    broken = b"\n".join(line for line in strange.split(b"\n") if not _is_utf8(line))
    return utf8, _READ_AS + _old_code_page(broken, shop_language)


def _wide(head: bytes) -> str:
    """UTF-16 without its mark shows as zeros in every other byte."""
    if len(head) < 4:
        return ""
    pairs = len(head) // 2
    even, odd = head[0::2].count(0) / pairs, head[1::2].count(0) / pairs
    if odd > 0.5 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.5 and odd < 0.1 else ""


def _strange_lines(path: Path, head: bytes, progress: Progress | None) -> bytes | None:
    """None for a file in UTF-8, else some of its bytes that hold letters beyond ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid, strange, zeros = True, b"", 0
    size = path.stat().st_size
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if progress:
                progress.step(file.tell(), size)
            zeros += chunk.count(0)
            if valid:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    valid = False
            if not chunk.isascii() and len(strange) < _SAMPLE:
                strange += b"\n".join(line for line in chunk.split(b"\n") if not line.isascii())
    if zeros > size / 2 or _controls(strange[:_SAMPLE]) or _controls(head):
        raise not_a_table(path.name)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        valid = False
    return None if valid else strange[:_SAMPLE]


def _controls(sample: bytes) -> bool:
    """Whether there are more control characters than a text ever has, zeros left aside."""
    controls = sum(byte < 32 and byte not in b"\x00\t\r\n\x0b\x0c\x1a" for byte in sample)
    return controls > len(sample) / 50


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not letter.isascii() for letter in text) >= 3 * broken


# -- old code pages ---------------------------------------------------------------------

_READ_AS = "regulars-"


def _reading_as(page: str) -> Callable[[UnicodeError], tuple[str, int]]:
    """What stands for bytes that are no UTF-8: the letters that an old code page has there."""

    def read(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        return error.object[error.start : error.end].decode(page, "replace"), error.end

    return read


for _page in _LETTERS:
    codecs.register_error(_READ_AS + _page, _reading_as(_page))


def _old_code_page(sample: bytes, shop_language: str) -> str:
    """The code page whose letters make words of our languages; the shop's own wins a draw."""
    points = {page: _points(sample.decode(page, "replace"), page) for page in _LETTERS}
    most = max(points.values())
    best = [page for page, scored in points.items() if scored == most]
    home = _AT_HOME.get(shop_language, "cp1252")
    if len(best) == 1 or home in best:
        return best[0] if len(best) == 1 else home
    return _guessed(sample, best)


def _points(text: str, page: str) -> float:
    """One point for every letter at home; strangers and capitals inside of words cost."""
    (home, near), points = _LETTERS[page], 0.0
    for before, letter in zip(" " + text, text, strict=False):
        if letter.isascii() or letter in _PUNCTUATION:
            continue
        small = letter.lower()
        points += 1 if small in home else _NEIGHBOUR if small in near else -1
        if letter.isupper() and before.islower():
            points -= 1
    return points


def _guessed(sample: bytes, pages: list[str]) -> str:
    from charset_normalizer import from_bytes

    guess = from_bytes(sample, cp_isolation=pages).best()
    return guess.encoding if guess and guess.encoding in pages else pages[0]


def delimiter(sample: str, known: Callable[[str], bool]) -> str:
    """The delimiter under which the sample has most known headers, then the steadiest rows."""
    return max(DELIMITERS, key=lambda mark: _fit(sample, mark, known))


def _fit(sample: str, mark: str, known: Callable[[str], bool]) -> tuple[int, float, int]:
    try:
        lines = itertools.islice(StringIO(sample, newline=""), 40)
        rows = [row for row in csv.reader(lines, delimiter=mark) if row]
    except csv.Error:
        return 0, 0.0, 0
    headers = max((sum(map(known, row)) for row in rows), default=0)
    widths = Counter(len(row) for row in rows)
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    return headers, (count / len(rows) if width > 1 else 0.0), width
