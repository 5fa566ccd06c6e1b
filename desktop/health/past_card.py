"""Whether the score held in this shop: five columns, the sentence, and what the past taught."""

from __future__ import annotations

from core.i18n import _, ngettext
from core.insight.backtest import ENOUGH_IN_A_PART, PARTS, Backtest
from core.measures.points import whole
from desktop import theme
from desktop.formats import day, number, percent
from desktop.health.reading import Example, Past
from desktop.health.stairs import Stairs, Step
from desktop.health.words import taught
from desktop.widgets.card import Card
from desktop.widgets.label import Label

ENOUGH = PARTS * ENOUGH_IN_A_PART


class PastCard(Card):
    """The score as it would have been a year ago, against who came back since."""

    def __init__(self) -> None:
        super().__init__(_("Does it hold in your shop?"))
        self.ranking: float | None = None
        self.sentence = Label(_("Your own past is being read…"), "strong", wrap=True)
        self.stairs = Stairs()
        self.rests_on = Label("", "caption", "soft", wrap=True)
        self.lessons = Label("", wrap=True)
        self.example = Label("", "body", "soft", wrap=True)
        self.add(self.sentence)
        self.body.addSpacing(theme.GRID // 2)
        self.add(self.stairs)
        self.add(self.rests_on)
        self.body.addSpacing(theme.GRID)
        self.add(Label(_("What your own past taught"), "strong"))
        self.add(self.lessons)
        self.add(self.example)
        self.body.addStretch(1)
        for widget in (self.stairs, self.rests_on):
            widget.hide()

    def show_past(self, past: Past) -> None:
        """Show how the score would have done."""
        found = past.backtest
        enough = not found.too_few
        self.ranking = found.ranking if enough else None
        for widget in (self.stairs, self.rests_on):
            widget.setVisible(enough)
        if enough:
            self.sentence.setText(found.text())
            self.stairs.show_steps(steps(found))
            self.rests_on.setText(rests_on(found))
        else:
            self.sentence.setText(too_young(found))
        self.lessons.setText(" ".join(taught(past.slopes)))
        self.example.setText(told(past.example))


def too_young(found: Backtest) -> str:
    """Why nothing can be shown yet, and what it takes."""
    if not found.people:
        return _(
            "Your shop is too young for this. It takes {enough} customers who have come, and time "
            "to see who comes again."
        ).format(enough=number(ENOUGH))
    return ngettext(
        "Your shop is too young for this. By {cut} {n} customer had come; it takes {enough}, and "
        "time to see who comes again.",
        "Your shop is too young for this. By {cut} {n} customers had come; it takes {enough}, "
        "and time to see who comes again.",
        found.people,
    ).format(n=number(found.people), cut=day(found.cut_on), enough=number(ENOUGH))


def told(example: Example) -> str:
    """What staying away costs a regular here, in points for rhythm."""
    points = {f"after_{gaps}": number(found) for gaps, found in example.points.items()}
    return ngettext(
        "Somebody who came ten times, every day, has {after_0} of 100 points for rhythm on that "
        "day, {after_1} when the next visit is due, {after_2} after missing one and {after_3} "
        "after missing two.",
        "Somebody who came ten times, every {n} days, has {after_0} of 100 points for rhythm on "
        "that day, {after_1} when the next visit is due, {after_2} after missing one and "
        "{after_3} after missing two.",
        example.gap_days,
    ).format(n=number(example.gap_days), **points)


def rests_on(found: Backtest) -> str:
    """What the columns rest on."""
    counted = ngettext(
        "{n} customer, with the score as it was on {cut}; {came} came again by {until}.",
        "{n} customers, with their scores as they were on {cut}; {came} came again by {until}.",
        found.people,
    ).format(
        n=number(found.people),
        cut=day(found.cut_on),
        came=number(found.returned),
        until=day(found.until_on),
    )
    if found.ranking is None:
        return counted
    ranked = _(
        "Of two customers, one who came again and one who did not, the first had the higher "
        "score {n} times in 100."
    ).format(n=number(100 * found.ranking))
    return f"{counted} {ranked}"


def steps(found: Backtest) -> list[Step]:
    """A column for each fifth."""
    return [
        Step(
            fifth.share or 0.0,
            percent(fifth.share or 0.0),
            _("Scores {lowest} to {highest}: {came} of {people} came again").format(
                lowest=whole(fifth.lowest),
                highest=whole(fifth.highest),
                came=number(fifth.came),
                people=number(fifth.people),
            ),
        )
        for fifth in found.fifths
    ]
