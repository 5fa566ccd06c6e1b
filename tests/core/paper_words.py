"""Reads the words out of a PDF as reportlab writes it: what a copied text would be."""

from __future__ import annotations

import base64
import re
import zlib

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\r?\n(.*?)\r?\nendobj", re.DOTALL)
_TOKEN = re.compile(
    rb"/(?P<font>F\d+\+\d+) [\d.]+ Tf|\((?P<text>(?:[^()\\]|\\.)*)\) Tj|(?P<line>T\*|\bET\b)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def of_pdf(paper: bytes) -> list[str]:
    """The lines of each page, in the order in which they were set, one string a page."""
    objects = {int(number): body for number, body in _OBJECT.findall(paper)}
    fonts = _fonts(objects)
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    return [_page(objects, fonts, body) for body in pages]


def lines(paper: bytes) -> list[str]:
    """Every line of every page."""
    return [line for page in of_pdf(paper) for line in page.split("\n")]


def _page(objects: dict[int, bytes], fonts: dict[bytes, dict[int, str]], body: bytes) -> str:
    contents = re.search(rb"/Contents\s+(\d+) 0 R", body)
    assert contents
    told, signs = [], dict[int, str]()
    for token in _TOKEN.finditer(_stream(objects[int(contents[1])])):
        if token["font"]:
            signs = fonts[token["font"]]
        elif token["text"] is not None:
            told.append("".join(signs[code] for code in _ESCAPE.sub(_unescaped, token["text"])))
        else:
            told.append("\n")
    return re.sub(r"\n+", "\n", "".join(told)).strip()


def _unescaped(match: re.Match[bytes]) -> bytes:
    sign = match[1]
    return bytes([int(sign, 8)]) if sign.isdigit() else _PLAIN.get(sign, sign)


def _fonts(objects: dict[int, bytes]) -> dict[bytes, dict[int, str]]:
    """Which sign each byte is, by the name of the font in the pages."""
    named: dict[bytes, dict[int, str]] = {}
    for body in objects.values():
        for name, number in re.findall(rb"/(F\d+\+\d+) (\d+) 0 R", body):
            told = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
            if told:
                named[name] = _signs(_stream(objects[int(told[1])]))
    return named


def _signs(table: bytes) -> dict[int, str]:
    signs = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, sign in re.findall(rb"<(\w+)> <(\w+)>", block):
            signs[int(code, 16)] = chr(int(sign, 16))
    return signs


def _stream(body: bytes) -> bytes:
    found = re.search(rb"stream\r?\n(.*?)\r?\n?endstream", body, re.DOTALL)
    assert found
    content = found[1].strip()
    if b"/ASCII85Decode" in body:
        content = base64.a85decode(b"<~" + content, adobe=True)
    return zlib.decompress(content) if b"/FlateDecode" in body else content
