"""Typing errors: when one number, day, word or address is another that was mistyped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping


def word(one: str, other: str) -> bool:
    """Whether two folded words differ by one letter, in long ones by two."""
    shorter, longer = sorted((len(one), len(other)))
    return shorter >= 3 and longer >= 4 and _near(one, other, 2 if shorter >= 7 else 1)


def is_slip(rare: int, usual: int) -> bool:
    """Whether a word is written so rarely beside a like one that it hardly is one of its own."""
    return rare <= 1 or rare * 20 <= usual


def number(one: str, other: str) -> bool:
    """Whether two phone numbers differ by one digit, or by two that changed places."""
    return len(one) >= 8 and _near(one, other, 1)


def day(one: str, other: str) -> bool:
    """Whether two days (YYYY-MM-DD) differ by one digit, or by day and month changing places."""
    year, month, of_month = one.split("-")
    if other == f"{year}-{of_month}-{month}":
        return True
    return sum(mine != hers for mine, hers in zip(one, other, strict=True)) == 1


def address(one: str, other: str, domains: Mapping[str, int]) -> bool:
    """Whether one e-mail address is the other mistyped; `domains` counts those of the shop.

    Not where only digits or dots differ: jana.novakova2 is another Jana, and with most
    providers j.novakova is another box.
    """
    (mine, _at, here), (hers, _at, there) = one.partition("@"), other.partition("@")
    if here != there:
        rare, usual = sorted((domains[here], domains[there]))
        return mine == hers and is_slip(rare, usual) and usual > 2 and _near(here, there, 2)
    if len(mine) < 5 or _only(mine, str.isalpha) == _only(hers, str.isalpha):
        return False
    return _only(mine, str.isdigit) == _only(hers, str.isdigit) and _near(mine, hers, 1)


def deletions(text: str) -> Iterator[str]:
    """The text, and the text without each one of its letters: what near texts have in common."""
    yield text
    for at in range(len(text)):
        yield text[:at] + text[at + 1 :]


def _near(one: str, other: str, most: int) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=most) <= most


def _only(text: str, wanted: Callable[[str], bool]) -> str:
    return "".join(letter for letter in text if wanted(letter))
