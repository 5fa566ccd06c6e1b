"""A decision tells each customer its reason in her own language, where the owner wrote it so."""

from __future__ import annotations

import pytest

from core.people import customers
from core.people.customers import NewCustomer
from core.store import journal
from core.store.workspace import Workspace
from core.voice import decided, feedback, replies, suggestions
from core.voice.decided import Said
from core.voice.feedback import NewFeedback
from core.voice.replies import Reply
from core.voice.replies.foretelling import foretell
from core.voice.suggestions import NewSuggestion

TITLE, BECAUSE = "A children’s corner", "we have no room for it"
CZECH = Said(" Na dětský koutek nemáme místo. ", " Dětský koutek ")


def said(workspace: Workspace, name: str, language: str, body: str = "Toys, please") -> int:
    who = customers.add(workspace, NewCustomer(name, language=language)).id
    return feedback.log(workspace, NewFeedback("suggestion", body, who)).id


@pytest.fixture
def pavel(workspace) -> int:
    return said(workspace, "Pavel Pešek", "cs", "Pár hraček, prosím")


@pytest.fixture
def corner(workspace, pavel) -> int:
    """A suggestion behind which an English and a Czech reader stand."""
    voices = (said(workspace, "Sarah West", "en"), pavel)
    return suggestions.suggest(workspace, NewSuggestion(TITLE, feedback_ids=voices)).id


def drafted(workspace: Workspace) -> dict[str, Reply]:
    return {reply.customer: reply for reply in replies.find(workspace, status="draft")}


def test_each_draft_carries_the_reason_and_the_title_in_its_own_language(workspace, corner):
    suggestions.decide(workspace, corner, "declined", BECAUSE, also={"cs": CZECH})
    both = drafted(workspace)
    assert BECAUSE in both["Sarah West"].body
    assert TITLE in both["Sarah West"].body
    czech = both["Pavel Pešek"]
    assert "„Dětský koutek“" in czech.body.replace("”", "“")
    assert "Důvod: Na dětský koutek nemáme místo." in czech.body
    assert BECAUSE not in czech.body
    assert (czech.because, czech.reason_in) == ("Na dětský koutek nemáme místo.", "")


def test_a_reason_left_in_another_language_is_marked_until_it_is_rewritten(workspace, corner):
    suggestions.decide(workspace, corner, "declined", BECAUSE, also={"cs": Said("  ", " ")})
    both = drafted(workspace)
    assert both["Sarah West"].reason_in == ""
    czech = both["Pavel Pešek"]
    assert czech.reason_in == "en"
    mended = replies.edit(workspace, czech.id, "Nemáme na to místo.")
    assert mended.reason_in == ""


def test_a_reason_written_in_the_readers_language_at_once_is_not_marked(workspace, corner):
    suggestions.decide(workspace, corner, "declined", "Na dětský koutek nemáme místo.")
    both = drafted(workspace)
    assert both["Pavel Pešek"].reason_in == ""
    assert both["Sarah West"].reason_in == "cs"


@pytest.mark.parametrize("also", [{}, {"cs": CZECH}])
def test_what_was_foretold_is_drafted_word_for_word(workspace, corner, pavel, also):
    foretold = foretell(workspace, pavel, "done", TITLE, BECAUSE, also)
    suggestions.decide(workspace, corner, "done", BECAUSE, also=also)
    czech = drafted(workspace)["Pavel Pešek"]
    assert (czech.body, czech.reason_in) == (foretold.body, foretold.reason_in)


def test_who_joins_later_reads_it_in_her_language_too(workspace, corner):
    suggestions.decide(workspace, corner, "planned", BECAUSE, also={"cs": CZECH})
    suggestions.link(workspace, corner, said(workspace, "Jana Malá", "cs"))
    assert "Na dětský koutek nemáme místo." in drafted(workspace)["Jana Malá"].body


def test_an_answer_turned_into_another_language_takes_its_reason(workspace, corner):
    suggestions.decide(workspace, corner, "declined", BECAUSE, also={"cs": CZECH})
    sarah = drafted(workspace)["Sarah West"]
    czech = replies.reword(workspace, sarah.id, "declined.cs")
    assert "Důvod: Na dětský koutek nemáme místo." in czech.body
    assert czech.because == "Na dětský koutek nemáme místo."
    again = replies.reword(workspace, sarah.id, "declined.en")
    assert again.body == sarah.body
    assert again.because == BECAUSE


def test_the_next_decision_knows_the_title_but_not_the_old_reason(workspace, corner):
    suggestions.decide(workspace, corner, "planned", BECAUSE, also={"cs": CZECH})
    assert decided.titles(workspace, corner) == {"cs": "Dětský koutek"}
    suggestions.decide(workspace, corner, "done", "it stands by the window")
    czech = drafted(workspace)["Pavel Pešek"]
    assert czech.reason_in == "en"
    assert "Dětský koutek" in czech.body
    suggestions.decide(workspace, corner, "declined", BECAUSE, also={"cs": Said("Není místo.")})
    assert decided.titles(workspace, corner) == {"cs": ""}
    assert TITLE in drafted(workspace)["Pavel Pešek"].body


def test_undo_takes_the_reason_back_with_the_decision(workspace, corner):
    suggestions.decide(workspace, corner, "planned", BECAUSE, also={"cs": CZECH})
    journal.undo(workspace)
    assert decided.titles(workspace, corner) == {}
    assert decided.told(workspace, corner) is None
    assert [each.what for each in suggestions.changes(workspace, corner)] == [
        "linked", "linked", "added"
    ]  # fmt: skip


def test_the_history_tells_it(workspace, corner):
    suggestions.decide(workspace, corner, "planned", BECAUSE, also={"cs": CZECH})
    told = {each.what: each.after for each in suggestions.changes(workspace, corner)}
    assert told["because.cs"] == "Na dětský koutek nemáme místo."
    assert told["title.cs"] == "Dětský koutek"
