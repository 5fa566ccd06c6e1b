"""Several answers in one cell: “Cut, Colour” of Google, “Cut;Colour;” of Microsoft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

MOST_CHOICES, LONGEST_CHOICE, MOST_WORDS = 12, 60, 6
# Each in turn, the one that choices hold themselves last.
_MARKS = (";", "\n", " / ", " | ", ",")
# So often does a choice come back, on the average, in cells that differ.
OFTEN = 1.4


def mark_of(source: str, answers: Mapping[str, int]) -> str:
    """The mark that parts several answers in the cells of a column, "" where there is one each."""
    if source == "microsoft-forms" and any(text.endswith(";") for text in answers):
        return ";"
    for mark in _MARKS:
        if any(mark in text for text in answers) and _comes_back(mark, answers):
            return mark
    return ""


def choices(mark: str, answers: Mapping[str, int]) -> tuple[str, ...]:
    """The choices that the cells of a column are made of; of very many the most frequent."""
    whole = _wholes(mark, answers)
    found: Counter[str] = Counter()
    for text, count in answers.items():
        found.update(dict.fromkeys(_parts(text, mark, whole), count))
    return tuple(sorted(choice for choice, _count in found.most_common(MOST_CHOICES)))


def parted(text: str, mark: str, known: Sequence[str]) -> list[str]:
    """The answers in a cell; without a mark they are parted only into choices that are known."""
    if not text or text in known:
        return [text] if text else []
    if mark:
        return _parts(text, mark, {part for part in known if mark in part})
    for mark in _MARKS:
        parts = _parts(text, mark, set())
        if len(parts) > 1 and set(parts) <= set(known):
            return parts
    return [text]


def _comes_back(mark: str, answers: Mapping[str, int]) -> bool:
    whole = _wholes(mark, answers)
    cells = [_parts(text, mark, whole) for text in answers]
    parts = Counter(part for cell in cells for part in cell)
    several = any(len(cell) > 1 for cell in cells)
    few_and_short = len(parts) <= MOST_CHOICES and all(map(_is_short, parts))
    return several and few_and_short and sum(parts.values()) >= OFTEN * len(parts)


def _is_short(part: str) -> bool:
    ends = part.endswith((".", "!", "?"))
    return len(part) <= LONGEST_CHOICE and len(part.split()) <= MOST_WORDS and not ends


def _parts(text: str, mark: str, whole: set[str]) -> list[str]:
    """A cell at its marks, choices that hold the mark themselves left in one piece."""
    parts: list[str] = []
    for piece in text.split(mark):
        piece = piece.strip()
        if parts and f"{parts[-1]}{mark} {piece}" in whole:
            parts[-1] += f"{mark} {piece}"
        elif piece:
            parts.append(piece)
    return parts


def _wholes(mark: str, answers: Iterable[str]) -> set[str]:
    """The choices with a comma in them: “Yes, please”, whose end never stands without its start.

    Only an end in small letters behind a start with a capital can be one.
    """
    if mark != ",":
        return set()
    before: dict[str, set[str]] = {}
    for text in answers:
        pieces = [piece.strip() for piece in text.split(mark)]
        for at, piece in enumerate(pieces):
            before.setdefault(piece, set()).add(pieces[at - 1] if at else "")
    return {
        f"{start}{mark} {end}"
        for end, starts in before.items()
        for start in starts
        if len(starts) == 1 and end[:1].islower() and start[:1].isupper()
    }
