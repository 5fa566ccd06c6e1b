"""What the owner says of a file where it does not explain itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a file; what is not said is found out, or recalled from the last time.

    `mapping` pairs a heading with a field, "" for the note and "nowhere" for not kept; an empty
    one says that nothing is to be recalled. `day_first` tells whether 3/4 is the third of April.
    `sheet` names a sheet of a workbook.
    """

    kind: str = "auto"
    mapping: Mapping[str, str] | None = None
    day_first: bool | None = None
    sheet: str = ""


NOTHING = Said()
