"""Bring the catalogues up to date with the sentences in the code (run me as a script).

New sentences come in empty, changed ones too (a guess is worse than a gap), and sentences that
are gone leave. A test refuses catalogues that are not what this would write.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("cs", "lv")
# The header's dates would change with every run and say nothing that git does not.
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def po_file(language: str) -> Path:
    """Where the words of a language are written."""
    return ROOT / "resources" / "locale" / language / "LC_MESSAGES" / "regulars.po"


def sentences() -> Catalog:
    """Every sentence of core and desktop, in the order of the files."""
    found = Catalog(fuzzy=False)
    for room in ("core", "desktop"):
        for path, _line, message, comments, context in extract_from_dir(
            str(ROOT / room), [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Words:",)
        ):
            found.add(
                message, None, [(f"{room}/{path}", None)], auto_comments=comments, context=context
            )
    return found


def updated(language: str) -> Catalog:
    """The catalogue of a language with exactly the sentences in the code."""
    path = po_file(language)
    catalog = Catalog(locale=language, project="Regulars", fuzzy=False)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
    catalog.update(sentences(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    catalog.header_comment = f"# The words of Regulars in {catalog.locale.english_name}."
    catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = "Regulars"
    catalog.version = "1"
    catalog.revision_date = catalog.creation_date = EPOCH
    return catalog


def write(language: str) -> int:
    """Write the catalogue and return how many sentences still wait for their words."""
    catalog = updated(language)
    path = po_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, omit_header=False, sort_by_file=True)
    return sum(1 for message in catalog if message.id and not said(message.string))


def said(string: str | tuple[str, ...]) -> bool:
    """Whether a sentence has words in every form."""
    return all(string) if isinstance(string, tuple) else bool(string)


def main() -> None:
    """Update both catalogues and say what is missing."""
    for language in LANGUAGES:
        sys.stdout.write(f"{language}: {write(language)} sentences without words\n")


if __name__ == "__main__":
    main()
