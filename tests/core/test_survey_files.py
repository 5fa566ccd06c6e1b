"""Answers of forms become submissions: the right questions, the right people, the same survey."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import KnownError
from core.exchange import imports
from core.exchange.imports import Batch
from core.exchange.surveys import survey_match
from core.people import customers
from core.store.workspace import Workspace
from core.voice import surveys
from core.voice.surveys import Result, Survey

Bring = Callable[..., Batch]
AT = [f"2026/09/{day:02d} 10:00:00 AM GMT+2" for day in range(1, 31)]


@pytest.fixture
def bring(workspace: Workspace, tmp_path: Path) -> Bring:
    """Bring in a form of Google's: headings and the answers to each."""

    def in_file(name: str = "Visit.csv", first: int = 0, **answers: Sequence[str]) -> Batch:
        rows = list(zip(*answers.values(), strict=True))
        text = io.StringIO()
        table = csv.writer(text)
        table.writerow(["Timestamp", *(heading.replace("_", " ") for heading in answers)])
        table.writerows([AT[first + at], *row] for at, row in enumerate(rows))
        path = tmp_path / name
        path.write_text(text.getvalue(), encoding="utf-8")
        return imports.bring_in(workspace, path)

    return in_file


def _only(workspace: Workspace) -> Survey:
    (survey,) = surveys.find(workspace)
    return survey


def _results(workspace: Workspace) -> dict[str, Result]:
    found = surveys.results(workspace, _only(workspace).id)
    return {result.question.wording: result for result in found}


# -- answers on a scale ------------------------------------------------------------------


def test_a_stray_word_among_numbers_is_told_and_spoils_no_scale(
    workspace: Workspace, bring: Bring
) -> None:
    batch = bring(Recommend_us=["9"] * 10 + ["ten"], Why=["x"] * 11)
    assert (batch.created, batch.problems) == (10, 1)
    assert "“ten”" in batch.row_problems[0].text()
    assert _results(workspace)["Recommend us"].n == 10


def test_words_become_numbers(workspace: Workspace, bring: Bring) -> None:
    bring(Jste_spokojeni=["Velmi spokojena", "spokojen", "Nespokojená"])
    csat = _results(workspace)["Jste spokojeni"].csat
    assert csat is not None
    assert (csat.numerator, csat.n) == (2, 3)
    bring(Jste_spokojeni=["spíše nespokojen"], first=5)
    assert surveys.submissions(workspace)[0].answers == {_only(workspace).questions[0].id: 2}


def test_each_row_of_a_grid_is_a_question(workspace: Workspace, bring: Bring) -> None:
    bring(**{"How was it? [Cut]": ["5", "4"], "How was it? [Price]": ["2", "3"]})
    assert [question.wording for question in _only(workspace).questions] == [
        "How was it? – Cut",
        "How was it? – Price",
    ]


# -- several answers ----------------------------------------------------------------------


def test_several_choices_in_a_cell_are_several_answers_of_one_person(
    workspace: Workspace, bring: Bring
) -> None:
    bring(
        What_was_done=["Cut, Colour", "Cut", "Colour, Massage", "Massage, Cut", ""], Mark=["5"] * 5
    )
    done = _results(workspace)["What was done"]
    assert (done.n, dict(done.choices)) == (4, {"Cut": 3, "Colour": 2, "Massage": 2})
    assert done.question.kind == "choice"


def test_a_comma_within_a_choice_parts_nothing(workspace: Workspace, bring: Bring) -> None:
    bring(Again=["Ano, ráda", "Ano, ráda", "Možná, podle ceny", "Ne"])
    assert dict(_results(workspace)["Again"].choices) == {
        "Ano, ráda": 2, "Možná, podle ceny": 1, "Ne": 1,
    }  # fmt: skip


def test_commas_in_sentences_part_nothing(workspace: Workspace, bring: Bring) -> None:
    said = ["Petra je skvělá, děkuji.", "Čekala jsem, a dlouho.", "Moc hezké, přijdu zas."]
    bring(Jak_bylo=said)
    assert _results(workspace)["Jak bylo"].texts == tuple(reversed(said))


def test_a_later_file_parts_what_is_known_to_be_choices(workspace: Workspace, bring: Bring) -> None:
    bring(Done=["Cut, Colour", "Cut", "Colour, Massage", "Massage"])
    bring(Done=["Massage, Colour"], first=10)
    assert dict(_results(workspace)["Done"].choices) == {"Cut": 2, "Colour": 3, "Massage": 3}


def _typeform(workspace: Workspace, tmp_path: Path, head: str, *rows: str) -> Batch:
    path = tmp_path / "Visit.csv"
    lines = [f"#,{head},Submit Date (UTC),Network ID"]
    lines += [f"{at},{row},2026-09-{at + 1:02d} 08:00:00,n" for at, row in enumerate(rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return imports.bring_in(workspace, path)


def test_ticked_columns_are_one_question_also_where_nobody_ticked(
    workspace: Workspace, tmp_path: Path
) -> None:
    head = "Cut,Colour,Massage,Beard,Other,Found us?,Other,Mark"
    _typeform(workspace, tmp_path, head, "Cut,Colour,,,Nails,,a sign,5", "Cut,,,,,,my aunt,4")
    done, found, _mark = surveys.results(workspace, _only(workspace).id)
    assert done.choices == (
        ("Cut", 2), ("Colour", 1), ("Massage", 0), ("Beard", 0), ("Nails", 1),
    )  # fmt: skip
    # What was typed beside a question that nobody ticked is an answer to that question.
    assert (found.question.wording, found.texts) == ("Found us?", ("my aunt", "a sign"))


def test_a_choice_ticked_for_the_first_time_brings_nobody_in_twice(
    workspace: Workspace, tmp_path: Path
) -> None:
    head, rows = "Cut,Colour,Beard,Mark", ("Cut,Colour,,5", "Cut,,,4")
    _typeform(workspace, tmp_path, head, *rows)
    again = _typeform(workspace, tmp_path, head, *rows, "Cut,,Beard,3")
    assert (again.created, again.skipped) == (1, 2)
    done = surveys.results(workspace, _only(workspace).id)[0]
    assert (done.n, dict(done.choices)) == (3, {"Cut": 3, "Colour": 1, "Beard": 1})


# -- the survey it belongs to --------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Po návštěvě (Odpovědi).csv", "Po návštěvě"),
        ("After your visit (Responses) - Form Responses 1.csv", "After your visit"),
        ("Aptauja (Atbildes).xlsx", "Aptauja"),
        ("Visit feedback(1-25).xlsx", "Visit feedback"),
        ("Visit_feedback 2026-09-20.csv", "Visit feedback"),
        ("Visit.csv (1).csv", "Visit"),
        ("(1).csv", "(1)"),
    ],
)
def test_a_survey_is_called_like_its_form(name: str, title: str) -> None:
    assert survey_match.title(Path(name)) == title


def test_the_same_questions_in_any_order_are_the_same_survey(
    workspace: Workspace, bring: Bring
) -> None:
    bring(Recommend=["9", "10"], Why=["Petra.", "Coffee, good."])
    again = bring(Why=["Petra.", "Coffee, good.", "The chairs."], Recommend=["9", "10", "2"])
    assert (again.created, again.skipped) == (1, 2)
    nps, why = surveys.results(workspace, _only(workspace).id)
    assert nps.nps is not None
    assert (nps.n, nps.nps.detractors) == (3, 1)
    assert why.texts[0] == "The chairs."


def test_fewer_questions_find_their_survey(workspace: Workspace, bring: Bring) -> None:
    bring(Recommend=["9"], Why=["Petra is great."], Mark=["5"])
    bring(Why=["The coffee is."], Mark=["4"], first=3, name="Another name.csv")
    assert [result.n for result in _results(workspace).values()] == [1, 2, 2]


def test_a_new_question_is_added_and_undo_takes_it_away(workspace: Workspace, bring: Bring) -> None:
    bring(Recommend=["9"], Why=["Petra is great."])
    before = _only(workspace)
    more = bring(Recommend=["9"], Colour=["Red and blue, both."], Why=["It is warm."], first=3)
    assert [question.wording for question in _only(workspace).questions] == [
        "Recommend",
        "Why",
        "Colour",
    ]
    assert surveys.submissions(workspace)[0].answers == {
        before.questions[0].id: 9,
        before.questions[1].id: "It is warm.",
        _only(workspace).questions[2].id: "Red and blue, both.",
    }
    imports.undo(workspace, more.batch or 0)
    assert _only(workspace) == before


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("Other.csv", ["Why", "Colour", "Mark"]),
        ("Other.csv", ["Colour"]),
        ("Visit.csv", ["Colour", "Smell"]),
        ("Other.csv", ["Why"]),
    ],
)
def test_another_form_is_another_survey(
    workspace: Workspace, bring: Bring, name: str, headings: list[str]
) -> None:
    bring(Recommend=["9"], Why=["Petra is great."], Warm=["5"], Quiet=["4"])
    bring(name, first=3, **{heading: ["It is a fine one."] for heading in headings})
    assert len(surveys.find(workspace)) == 2


def test_the_same_words_on_another_scale_are_another_question(
    workspace: Workspace, bring: Bring
) -> None:
    bring(Recommend=["9", "10"], Mark=["5", "4"], Why=["Petra is great.", ""])
    bring(Recommend=["9"], Mark=["It was all very good."], Why=["Coffee."], first=5)
    kinds = [(question.wording, question.kind) for question in _only(workspace).questions]
    assert kinds == [("Recommend", "nps"), ("Mark", "csat"), ("Why", "text"), ("Mark", "text")]


def test_a_closed_survey_is_found_again(workspace: Workspace, bring: Bring) -> None:
    bring(Recommend=["9"], Why=["Petra is great."])
    surveys.archive(workspace, _only(workspace).id)
    again = bring(Recommend=["9", "1"], Why=["Petra is great.", "Cold."])
    assert (again.created, again.skipped, surveys.find(workspace)) == (1, 1, [])
    assert surveys.find(workspace, archived=True)[0].submissions == 2


def test_a_question_first_asked_far_down_is_not_lost(
    workspace: Workspace, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.exchange.surveys.surveys_in.MOST_CELLS_SEEN", 4)
    bring(Mark=["5", "4", "3"], Warm=["", "", "It was."])
    assert _results(workspace)["Warm"].texts == ("It was.",)


def test_a_file_without_any_answer_makes_no_survey(workspace: Workspace, bring: Bring) -> None:
    batch = bring(Recommend=["", "---"])
    assert (batch.problems, surveys.find(workspace)) == (2, [])


# -- people, and what they say -------------------------------------------------------------


def test_own_words_stay_answers_as_they_do_on_paper(workspace: Workspace, bring: Bring) -> None:
    bring(Recommend=["2"], Why=["The waiting room was terribly cold."])
    assert workspace.value("SELECT count(*) FROM feedback") == 0
    assert _results(workspace)["Why"].texts == ("The waiting room was terribly cold.",)


def test_a_consent_stays_an_answer(workspace: Workspace, bring: Bring) -> None:
    bring(
        **{"Váš e-mail": ["ada@example.cz", ""], "Souhlasím se zasíláním novinek": ["Ano", ""]},
        Mark=["5", "4"],
    )
    assert workspace.value("SELECT count(*) FROM consent") == 0
    assert _results(workspace)["Souhlasím se zasíláním novinek"].choices == (("Ano", 1), ("Ne", 0))


def test_who_left_an_address_or_a_name_is_known(workspace: Workspace, bring: Bring) -> None:
    bring(
        **{
            "Jak se jmenujete?": ["Jana", "Eva Malá", ""],
            "Kam vám můžeme napsat?": ["jana@example.cz", "", ""],
            "Kdo vás obsluhoval?": ["Petra Nová", "Petra Nová", "Iva Stará"],
        }
    )
    assert {line.customer.name for line in customers.find(workspace)} == {"Jana", "Eva Malá"}
    assert [question.wording for question in _only(workspace).questions] == ["Kdo vás obsluhoval?"]
    assert [paper.customer for paper in surveys.submissions(workspace)] == ["", "Eva Malá", "Jana"]


def test_whoever_is_anonymous_stays_nobody(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "Visit(1-2).csv"
    path.write_text(
        "ID,Start time,Completion time,Email,Name,Mark,Your e-mail\n"
        "1,9/9/26 18:01,9/9/26 18:02,anonymous,,5,\n"
        "2,9/10/26 18:01,9/10/26 18:02,anonymous,Anonymous,4,ada@example.cz\n",
        encoding="utf-8",
    )
    imports.bring_in(workspace, path)
    assert [paper.customer for paper in surveys.submissions(workspace)] == ["ada@example.cz", ""]


# -- whatever the form --------------------------------------------------------------------

_ANSWER = st.sampled_from(
    ["", "5", "9", "0", "11", "Ano", "Ne", "Cut", "Cut, Colour", "Colour;Cut;", "Velmi spokojen",
     "It was fine, thank you.", "Other", "---", "a@example.cz", "★★★"]
)  # fmt: skip
_HEADING = st.sampled_from(
    ["Recommend", "Why", "Mark", "Done", "Other", "Q [A]", "Q [B]", "Done – Cut", "Name", "Why"]
)


@given(
    st.sampled_from(["Timestamp", "Submit Date (UTC),Network ID", "Respondent ID,Collector ID,"
                     "Start Date,End Date", "ID,Start time,Completion time,Email,Name"]),
    st.lists(_HEADING, min_size=1, max_size=5),
    st.lists(st.lists(_ANSWER, min_size=5, max_size=5), min_size=1, max_size=6),
    st.randoms(),
)  # fmt: skip
def test_any_form_adds_up_comes_in_once_in_any_order_and_goes_again(
    tmp_path_factory: pytest.TempPathFactory,
    program: str,
    asked: list[str],
    rows: list[list[str]],
    random: Random,
) -> None:
    own = program.split(",")
    heads = [*own, *asked]
    table = [
        [f"2026-09-{at + 1:02d}"] * len(own) + row[: len(asked)] for at, row in enumerate(rows)
    ]
    order = list(range(len(own), len(heads)))
    random.shuffle(order)
    turned = [*range(len(own)), *order]
    workspace = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))
    folder = tmp_path_factory.mktemp("any")
    try:
        path = _written(folder / "Visit.csv", [heads, *table])
        try:
            first = imports.bring_in(workspace, path)
        except KnownError:
            assert workspace.value("SELECT count(*) FROM submission") == 0
            return
        if first.kind != "survey":
            return  # a moment and a name alone are a visit
        assert first.rows == first.created + first.updated + first.skipped + first.problems
        papers = surveys.submissions(workspace)
        assert len(papers) == first.created
        assert all(paper.answers for paper in papers)
        again = imports.bring_in(workspace, path)
        assert (again.created, again.problems) == (0, first.problems)
        if len(set(asked)) == len(asked) and "," not in program:
            other = _written(
                folder / "Other.csv", [[row[at] for at in turned] for row in [heads, *table]]
            )
            assert imports.bring_in(workspace, other).created == 0
        if first.created:
            imports.undo(workspace, first.batch or 0)
            for noun in ("survey", "question", "submission", "answer", "customer"):
                assert workspace.value(f"SELECT count(*) FROM {noun}") == 0
    finally:
        workspace.close()


def _written(path: Path, rows: list[list[str]]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def test_a_form_of_any_maker_is_told_by_its_moment(workspace: Workspace, tmp_path: Path) -> None:
    head = ["Submission ID", "Submitted at", "Name", "Email", "How did we do?", "Comments"]
    row = ["x1", "2026-09-20 10:00", "Jane Moss", "jane@example.com", "5", "Lovely staff, warm."]
    batch = imports.bring_in(workspace, _written(tmp_path / "Visit.csv", [head, row]))
    assert (batch.source, batch.kind, batch.created) == ("plain", "survey", 1)
    assert [question.wording for question in _only(workspace).questions] == [
        "How did we do?",
        "Comments",
    ]
    told = [[*head[1:4], "Comments"], [*row[1:4], row[-1]]]
    assert imports.bring_in(workspace, _written(tmp_path / "b.csv", told)).kind == "feedback"


@pytest.mark.parametrize(
    "stamp",
    [
        "2026/09/20 10:00:00 AM GMT+3",
        "2026/09/20 10:00:00 AM EEST",
        "2026/09/20 9:00:00 dop. SELČ",
        "2026/09/20 10:00:00 priekšp. GMT+3",
        "2026/09/20 9:00:00 AM CEST",
        "2026/09/20 3:00:00 AM EDT",
        "20/09/2026 09:00:00",
        "20.09.2026 9:00:00",
        "2026-09-20 09:00:00",
    ],
)
def test_the_moment_of_an_answer_is_read_as_forms_write_it(
    workspace: Workspace, tmp_path: Path, stamp: str
) -> None:
    rows = [["Timestamp", "Mark"], [stamp, "5"]]
    imports.bring_in(workspace, _written(tmp_path / "Visit.csv", rows))
    at = workspace.value("SELECT submitted_at FROM submission")
    assert at == "2026-09-20T07:00:00Z"


# -- instead of a contact ----------------------------------------------------------------


def test_words_where_a_contact_was_asked_for_are_an_answer(
    workspace: Workspace, bring: Bring
) -> None:
    said = ["ema@example.com", "ask for Jana at the desk", "anonymous", "777100200"]
    bring(How_was_it=["5", "4", "3", "5"], Email=said)
    assert _results(workspace)["Email"].texts == ("ask for Jana at the desk",)
    bring(first=4, How_was_it=["5"], Email=["by Messenger, please"])
    assert _results(workspace)["Email"].n == 2
    known = [(line.customer.email, line.customer.phone) for line in customers.find(workspace)]
    assert sorted(known) == [("", "777100200"), ("ema@example.com", "")]


def test_a_form_without_strays_does_not_ask_for_the_contact(
    workspace: Workspace, bring: Bring
) -> None:
    bring(How_was_it=["5", "4"], Email=["ema@example.com", ""])
    assert list(_results(workspace)) == ["How was it"]
