"""What customers answer when asked: NPS, CSAT and CES, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import KnownError
from core.i18n import N_
from core.measures.margins import Rate, adjusted_wald, differ, too_few

NPS_SCALE = range(0, 11)
CSAT_SCALE = range(1, 6)
CES_SCALE = range(1, 8)
SCALES = {"nps": NPS_SCALE, "csat": CSAT_SCALE, "ces": CES_SCALE}
PROMOTER_FROM, PASSIVE_FROM = 9, 7
SATISFIED_FROM = 4
EASY_FROM = 5


@dataclass(frozen=True, slots=True)
class Nps:
    """A net promoter score in points, −100…100; the last three are None without answers.

    `value` is the plain score, `centre` ± `margin` its 95 % interval (adjusted Wald).
    """

    promoters: int
    passives: int
    detractors: int
    value: float | None
    centre: float | None
    margin: float | None

    @property
    def n(self) -> int:
        """How many answers the score rests on."""
        return self.promoters + self.passives + self.detractors

    @property
    def too_few(self) -> bool:
        """Whether to say "too few to judge" beside the number."""
        return too_few(self.n)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval within −100…100 and around the value; None without answers."""
        if self.value is None or self.centre is None or self.margin is None:
            return None
        # Of very few answers the centre is pulled so far that the value itself would lie outside.
        low = min(self.value, max(-100.0, self.centre - self.margin))
        return low, max(self.value, min(100.0, self.centre + self.margin))

    def differs_from(self, other: Nps) -> bool:
        """Whether the two scores are further apart than their margins."""
        if self.value is None or other.value is None:
            return False
        return differ(self.value - other.value, self.margin or 0, other.margin or 0)


@dataclass(frozen=True, slots=True)
class Ces:
    """Customer effort score 2.0: the mean agreement 1–7 that it was easy; high is good."""

    mean: float | None
    easy: Rate

    @property
    def n(self) -> int:
        """How many answers the score rests on."""
        return self.easy.n

    @property
    def too_few(self) -> bool:
        """Whether to say "too few to judge" beside the number."""
        return self.easy.too_few


def as_number(kind: str, text: str) -> int | None:
    """An answer as it was typed, as a number of the scale of its kind; None for one off it."""
    digits = text.strip()
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else -1
    return number if number in SCALES[kind] else None


def nps(scores: Iterable[int | None]) -> Nps:
    """NPS of answers 0–10; a blank (None) is no answer. Raises KnownError: nps_off_scale."""
    answers = _on_scale(scores, NPS_SCALE, "nps_off_scale")
    promoters = sum(score >= PROMOTER_FROM for score in answers)
    detractors = sum(score < PASSIVE_FROM for score in answers)
    return nps_of_counts(promoters, len(answers) - promoters - detractors, detractors)


def nps_of_counts(promoters: int, passives: int, detractors: int) -> Nps:
    """NPS of answers that were already counted: 9–10, 7–8 and 0–6."""
    n = promoters + passives + detractors
    if not n:
        return Nps(0, 0, 0, None, None, None)
    centre, margin = adjusted_wald(promoters, detractors, n)
    value = 100 * (promoters - detractors) / n
    return Nps(promoters, passives, detractors, value, centre, margin)


def csat(scores: Iterable[int | None]) -> Rate:
    """Share of 4 and 5 among answers 1–5. Raises KnownError: csat_off_scale."""
    answers = _on_scale(scores, CSAT_SCALE, "csat_off_scale")
    return Rate(sum(score >= SATISFIED_FROM for score in answers), len(answers))


def ces(scores: Iterable[int | None]) -> Ces:
    """Mean and share of 5–7 among agreements 1–7. Raises KnownError: ces_off_scale."""
    answers = _on_scale(scores, CES_SCALE, "ces_off_scale")
    mean = sum(answers) / len(answers) if answers else None
    return Ces(mean, Rate(sum(score >= EASY_FROM for score in answers), len(answers)))


def _on_scale(scores: Iterable[int | None], scale: range, code: str) -> list[int]:
    answers = [score for score in scores if score is not None]
    for score in answers:
        if score not in scale:
            sentence = N_("“{value}” is not an answer from {lowest} to {highest}.")
            raise KnownError(
                code, sentence, value=score, lowest=scale.start, highest=scale.stop - 1
            )
    return answers
