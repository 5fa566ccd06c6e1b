"""Content lines, of which contact cards (.vcf) and calendars (.ics) are written.

Folded lines are joined, encodings undone, names, parameters and values told apart. What old and
careless programs write is read as well as it goes: bare parameters, missing ends, mixed code pages.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

FORMS = {b"BEGIN:VCARD": "vcard", b"BEGIN:VCALENDAR": "icalendar"}
# Pictures and sounds are longer; nobody reads those.
LONGEST_LINE = 1 << 18

_LINE = re.compile(
    r"(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<params>(?:;(?:[^\":;]|\"[^\"]*\")*)*):(?P<value>.*)",
    re.DOTALL,
)
_PARAM = re.compile(r";((?:[^\";]|\"[^\"]*\")*)")
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CARETS = re.compile(r"\^([n'^])")
_CARET_SIGNS = {"n": "\n", "'": '"', "^": "^"}


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name in capitals, its parameters, its kinds in small letters, its value.

    `group` ties it to others, as a phone to the word that an address book shows for it.
    """

    name: str
    value: str
    params: dict[str, str] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    group: str = ""

    def text(self) -> str:
        """The value without its escapes."""
        return plain(self.value)

    def parts(self, mark: str = ";") -> list[str]:
        """The parts of a structured value without their escapes."""
        return [plain(part) for part in _split(self.value, mark)]


def form_of(head: bytes) -> str:
    """ "vcard" or "icalendar" by the first bytes of a file, "" for anything else."""
    start = head[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").upper()
    return next((form for mark, form in FORMS.items() if start.startswith(mark)), "")


def lines(path: Path, encoding: str) -> Iterator[Line]:
    """The content lines of a file. `encoding` is that of lines which are not in UTF-8."""
    page = "cp1252" if encoding.startswith("utf") else encoding
    for logical in _unfolded(_physical(path, encoding)):
        line = _told_apart(logical, page)
        if line is not None:
            yield line


def components(found: Iterable[Line], name: str) -> Iterator[tuple[list[Line], bool]]:
    """The lines of each component of a name, and whether it was closed; what nests is left out."""
    inside: list[Line] | None = None
    nested: list[str] = []
    for line in found:
        if line.name not in ("BEGIN", "END"):
            if inside is not None and not nested:
                inside.append(line)
            continue
        what = line.value.strip().upper()
        if line.name == "BEGIN" and what == name:
            if inside is not None:
                yield inside, False
            inside, nested = [], []
        elif inside is None:
            continue
        elif line.name == "BEGIN":
            nested.append(what)
        elif what == name:
            yield inside, True
            inside, nested = None, []
        elif what in nested:
            del nested[nested.index(what) :]
        else:
            # The component around this one ends first: the end of this one is missing.
            yield inside, False
            inside, nested = None, []
    if inside is not None:
        yield inside, False


def plain(value: str) -> str:
    """A value without its escapes."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _split(value: str, mark: str) -> list[str]:
    """The value at each mark that no backslash escapes, escapes kept."""
    if "\\" not in value:
        return value.split(mark)
    return re.findall(rf"(?:^|{mark})((?:[^\\{mark}]|\\.|\\$)*)", value, re.DOTALL)


# From bytes to lines


def _physical(path: Path, encoding: str) -> Iterator[bytes]:
    """The lines as they stand in the file, whatever ends them; those in UTF-16 as UTF-8."""
    wide = encoding.startswith("utf-16")
    with path.open(encoding=encoding if wide else "latin-1", errors="replace") as stream:
        for line in stream:
            line = line.removeprefix("\ufeff").removeprefix("\xef\xbb\xbf")
            yield line.rstrip("\n").encode("utf-8" if wide else "latin-1", "replace")


def _unfolded(physical: Iterator[bytes]) -> Iterator[bytes]:
    """Lines with those that continue them; bytes, because a letter may be cut in two."""
    parts: list[bytes] = []
    length, soft = 0, False
    for line in physical:
        folded = bool(parts) and line[:1] in (b" ", b"\t")
        if parts and not (soft or folded):
            yield b"".join(parts)
            parts, length = [], 0
        more = line[1:] if folded and not soft else line
        soft = more.endswith(b"=") and _is_quoted(parts[0] if parts else more)
        if length < LONGEST_LINE:
            parts.append(more[:-1] if soft else more)
            length += len(more)
    if parts:
        yield b"".join(parts)


def _is_quoted(line: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in line.partition(b":")[0].upper()


def _told_apart(logical: bytes, page: str) -> Line | None:
    name, colon, value = logical.partition(b":")
    # Most lines are no more than this.
    if colon and name.replace(b"-", b"").isalnum():
        return Line(name.decode("ascii").upper(), _decoded(value, "", page))
    head = _LINE.match(logical.decode("latin-1"))
    if head is None:
        return None
    params, kinds = _params(_decoded(head["params"].encode("latin-1"), "", page))
    value = head["value"].encode("latin-1")
    if params.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        value = quopri.decodestring(value).replace(b"\r\n", b"\n")
    group = logical.partition(b":")[0].partition(b".")[0].decode("latin-1")
    return Line(
        head["name"].upper(),
        _decoded(value, params.get("CHARSET", ""), page),
        params,
        kinds,
        group if head.start("name") else "",
    )


def _params(text: str) -> tuple[dict[str, str], frozenset[str]]:
    """Parameters by name; the words of TYPE, which old cards write without saying TYPE."""
    params: dict[str, str] = {}
    kinds: set[str] = set()
    for found in _PARAM.finditer(text):
        name, equals, value = found[1].partition("=")
        name, value = name.strip().upper(), value.strip().replace('"', "")
        if not equals:
            name, value = ("ENCODING" if name in _ENCODINGS else "TYPE"), found[1].strip()
        if name == "TYPE":
            kinds.update(word.strip().lower() for word in value.split(","))
        else:
            params[name] = _CARETS.sub(lambda caret: _CARET_SIGNS[caret[1]], value)
    return params, frozenset(kinds)


def _decoded(raw: bytes, charset: str, page: str) -> str:
    """Text in UTF-8 if it is, else in the encoding that the line names, or the file's."""
    if raw.isascii():
        return raw.decode("ascii")
    for encoding in ("utf-8", charset or page):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode(page, "replace")
