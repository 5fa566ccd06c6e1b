"""The mood of texts from a terminal, line by line, without a shop."""

from __future__ import annotations

import sys

import click

from core import i18n


@click.command("sentiment")
@click.option(
    "--lang",
    "text_language",
    type=click.Choice(("auto", *i18n.LANGUAGES)),
    default="auto",
    show_default=True,
)
def sentiment(text_language: str) -> None:
    """Read one text per line from stdin; print label, score, language and words for each.

    Lines end with a line feed and nothing else, in and out, so that they can be counted.
    """
    from core.measures.sentiment import read

    language = None if text_language == "auto" else text_language
    default = i18n.language()
    out = sys.stdout.buffer
    for raw in sys.stdin.buffer if sys.stdin else ():
        text = raw.decode("utf-8", errors="replace").rstrip("\r\n")
        reading = read(text, language, default)
        words = ", ".join(" ".join(word.text.split()) for word in reading.words)
        line = f"{reading.polarity}\t{reading.score:.3f}\t{reading.language}\t{words}\n"
        out.write(line.encode("utf-8", errors="replace"))
        out.flush()
