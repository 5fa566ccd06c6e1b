"""The terminal as a program: moods line by line, its language, its start, its faults."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from core import i18n
from core.cli import regulars

ROOT = Path(__file__).resolve().parents[2]
PLAIN = {"LC_ALL": "C", "REGULARS_LANG": ""}
RUN = "from core.cli import regulars; regulars(prog_name='regulars')"


def run(*arguments: object, stdin: str | bytes = "", env: dict[str, str] | None = None) -> Result:
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(regulars, words, input=stdin, env={**PLAIN, **(env or {})})


def process(
    *arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None, code: str = RUN
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C", **(env or {})},
        check=False,
    )


# Moods


def test_a_mood_is_label_score_language_and_words() -> None:
    told = run("sentiment", stdin="I love it\n\nXyzzy\nterrible, awful wait")
    lines = [line.split("\t") for line in told.stdout.splitlines()]
    assert [(label, lang, words) for label, _score, lang, words in lines] == [
        ("positive", "en", "love it"),
        ("unread", "en", ""),
        ("unread", "en", ""),
        ("negative", "en", "terrible, awful, wait"),
    ]
    assert float(lines[0][1]) > 0.5 > -0.5 > float(lines[3][1])
    assert lines[1][1] == "0.000"


@given(st.lists(st.binary(max_size=40).map(lambda raw: raw.replace(b"\n", b" ")), max_size=12))
def test_every_line_gets_one_line_in_the_same_order(lines: list[bytes]) -> None:
    marked = [b"good " * (n % 2) + line for n, line in enumerate(lines)]
    told = run("sentiment", "--lang", "en", stdin=b"".join(line + b"\n" for line in marked))
    assert told.exit_code == 0
    answers = told.stdout_bytes.split(b"\n")[:-1]
    assert len(answers) == len(lines)
    for n, answer in enumerate(answers):
        label, score, lang, words = answer.decode().split("\t")
        assert label in {"negative", "neutral", "positive", "mixed", "unread"}
        assert -1 <= float(score) <= 1
        assert lang == "en"
        assert n % 2 == 0 or "good" in words


def test_moods_are_utf8_whatever_the_locale_and_need_no_shop(tmp_path: Path) -> None:
    told = process(
        "sentiment", "--lang", "en", stdin="Such a lovely café, Zoë was so kind ☕\n".encode(),
        env={"REGULARS_HOME": str(tmp_path), "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )  # fmt: skip
    assert told.returncode == 0
    assert told.stdout.decode().split("\t")[0] == "positive"
    assert list(tmp_path.iterdir()) == []


def test_a_mood_is_told_before_the_next_line_comes() -> None:
    talk = subprocess.Popen(
        [sys.executable, "-c", RUN, "sentiment"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert talk.stdin
    assert talk.stdout
    with talk:
        for text in (b"I love it\n", b"I hate it\n"):
            talk.stdin.write(text)
            talk.stdin.flush()
            assert talk.stdout.readline().count(b"\t") == 3


# The program around the verbs


def test_the_language_comes_from_the_option_then_the_environment_then_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGULARS_HOME", str(tmp_path))
    (tmp_path / "preferences.ini").write_text("[General]\nlanguage=lv\n", encoding="utf-8")
    for arguments, env, spoken in (
        (("--lang", "cs"), {"REGULARS_LANG": "en"}, "cs"),
        ((), {"REGULARS_LANG": "en"}, "en"),
        ((), {}, "lv"),
    ):
        run(*arguments, "--shop", tmp_path / "none", "check", env=env)
        assert i18n.language() == spoken
    (tmp_path / "preferences.ini").unlink()
    run("--shop", tmp_path / "none", "check", env={"LC_ALL": "cs_CZ.UTF-8"})
    assert i18n.language() == "cs"


def test_every_verb_of_the_contract_is_there_and_explains_itself() -> None:
    design = {
        "sample", "log", "suggest", "rate", "decide", "replies", "import", "undo-import",
        "sentiment", "today", "health", "backtest", "backlog", "metrics", "review", "backup",
        "restore", "check", "export", "export-person", "erase-person",
    }  # fmt: skip
    assert design <= set(regulars.commands)
    for name in design:
        assert run(name, "--help").exit_code == 0
        assert regulars.commands[name].get_short_help_str()


def test_the_terminal_loads_only_what_a_verb_needs() -> None:
    code = (
        "import sys; from core.cli import regulars; "
        "heavy = 'core.insight core.exchange core.voice core.store sqlite3 textblob babel "
        "matplotlib reportlab sqlite_utils PySide6 desktop'.split(); "
        "print([name for name in heavy if name in sys.modules])"
    )
    assert process(code=code).stdout.decode().strip() == "[]"


def test_a_reader_who_leaves_early_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "texts").write_bytes(b"I love it\n" * 20_000)
    with (tmp_path / "texts").open("rb") as texts:
        talk = subprocess.Popen(
            [sys.executable, "-c", RUN, "sentiment", "--lang", "en"],
            stdin=texts, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
        )  # fmt: skip
        assert talk.stdout
        assert talk.stderr
        with talk:
            talk.stdout.readline()
            talk.stdout.close()
            assert talk.stderr.read() == b""
        assert talk.returncode == 1


def test_a_fault_of_ours_is_one_sentence_without_the_customers_words(tmp_path: Path) -> None:
    code = (
        "from core.cli import regulars, mood\n"
        "def broken(*_): raise KeyError('Jana Tajná')\n"
        "regulars.commands['sentiment'].callback = lambda text_language: broken()\n" + RUN
    )
    told = process("sentiment", code=code, env={"REGULARS_HOME": str(tmp_path)})
    assert told.returncode == 1
    sentence = told.stderr.decode()
    assert sentence.startswith("This is a fault in Regulars (KeyError).")
    assert sentence.count("\n") == 1
    log = (tmp_path / "log" / "regulars.log").read_text(encoding="utf-8")
    assert "bug: KeyError at" in log
    assert "Tajná" not in sentence + log


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where a full disk can be had")
def test_a_full_disk_behind_the_output_is_a_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", RUN, "--lang", "en", "sentiment"],
            input=b"nice\n", stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.decode().startswith("“stdout” could not be written.")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always one")
@pytest.mark.parametrize("words", [["open"], ["--lang", "en"]])
def test_without_a_screen_the_window_is_refused_in_a_sentence(words: list[str]) -> None:
    signs = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "REGULARS_LANG")
    bare = {name: value for name, value in os.environ.items() if name not in signs}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", *words],
        env={**bare, "LC_ALL": "C"}, cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == "There is no screen to open the window on.\n"
