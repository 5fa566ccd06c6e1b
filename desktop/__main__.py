"""Where the program begins: `regulars` opens the window, `regulars VERB` works without one."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from core.i18n import LANGUAGES
from desktop import has_screen


def main() -> None:
    """Run the verb of the command line; without one, open the window."""
    options = window_options(sys.argv[1:], os.environ)
    if options is None or not has_screen(os.environ):
        from desktop.terminal import regulars

        regulars(prog_name="regulars")
    else:
        # What is loaded now stays; looking for garbage in it costs a tenth of our start.
        gc.disable()
        from desktop import STARTED, app

        shop = Path(options["--shop"]) if options["--shop"] else None
        started = STARTED if options["--measure-start"] else None
        sys.exit(app.run(shop, lang=options["--lang"], measure_start=started))


def window_options(words: list[str], environment: os._Environ[str]) -> dict[str, str] | None:
    """The options of a command line that asks for the window alone; None leaves it to click.

    The window comes up faster without click; its verbs, help and refusals stay the same.
    """
    options = {
        "--shop": "",
        "--lang": environment.get("REGULARS_LANG", ""),
        "--measure-start": "",
    }
    rest = list(words)
    while len(rest) > 1 and rest[0] in ("--shop", "--lang"):
        options[rest[0]], rest = rest[1], rest[2:]
    if rest == ["open", "--measure-start"]:
        options["--measure-start"] = "yes"
    elif rest not in ([], ["open"]):
        return None
    completing = "_REGULARS_COMPLETE" in environment
    return None if completing or options["--lang"] not in ("", *LANGUAGES) else options


if __name__ == "__main__":
    main()
