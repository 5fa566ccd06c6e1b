"""The answer shown before a decision is the one that the decision drafts."""

from __future__ import annotations

import pytest

from core.errors import KnownError
from core.people import customers
from core.people.customers import NewCustomer
from core.voice import feedback, replies, suggestions
from core.voice.feedback import NewFeedback
from core.voice.replies.foretelling import foretell
from core.voice.suggestions import ANSWERED_DECISIONS, NewSuggestion

TITLE, BECAUSE = "A mirror", "There is room for one"


@pytest.mark.parametrize("language", ["cs", "lv", "en"])
@pytest.mark.parametrize("status", ANSWERED_DECISIONS)
def test_what_was_foretold_is_drafted_word_for_word(workspace, status, language):
    who = customers.add(workspace, NewCustomer("Ilze Kalniņa", language=language)).id
    said = feedback.log(workspace, NewFeedback("suggestion", "Kur ir spogulis?", who)).id
    made = suggestions.suggest(workspace, NewSuggestion(TITLE, feedback_ids=(said,)))
    foretold = foretell(workspace, said, status, TITLE, BECAUSE)
    assert replies.find(workspace) == []
    suggestions.decide(workspace, made.id, status, BECAUSE)
    assert [reply.body for reply in replies.find(workspace)] == [foretold.body]
    assert foretold.language == language


def test_a_walk_in_is_foretold_nothing(workspace):
    said = feedback.log(workspace, NewFeedback("suggestion", "Where is the mirror?")).id
    with pytest.raises(KnownError) as refused:
        foretell(workspace, said, "done", TITLE, BECAUSE)
    assert refused.value.code == "walk_in_reply"
