"""Wordings: the shop's own words for an answer, and what is refused in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import KnownError, Missing, RefusedInput
from core.i18n import LANGUAGES
from core.store import journal, settings
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions, wording, wordings
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewSuggestion
from core.voice.wording import DECIDED, KINDS, SITUATIONS, Letter
from core.voice.wordings import NewWording
from tests.core.test_replies import said, suggested


def letter(words: str = "It was cold.", first_name: str = "Jana", language: str = "en") -> Letter:
    return Letter(language, first_name, words, "Salon Eva", "Eva")


def complaint(workspace: Workspace, words: str = "It was cold.", **more) -> int:
    customer_id = feedback.get(workspace, said(workspace, "Jana", **more)).customer_id
    return feedback.log(workspace, NewFeedback("complaint", words, customer_id)).id


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_has_a_wording_in_every_language(
    workspace: Workspace, situation: str, language: str
) -> None:
    (built_in,) = wordings.find(workspace, situation, language)
    assert built_in.body
    assert not built_in.is_own
    assert built_in.purpose == "service"
    assert wording.unknown_placeholders(built_in.body, situation) == []
    assert wordings.get(workspace, built_in.key) == built_in


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gets_an_answer_in_the_customers_own_words(
    workspace: Workspace, kind: str
) -> None:
    customer_id = feedback.get(workspace, said(workspace, "Jana")).customer_id
    spoken = feedback.log(workspace, NewFeedback(kind, "It was cold.", customer_id)).id
    draft = replies.draft(workspace, spoken)
    assert draft.wording == f"{kind}.en"
    assert draft.body.startswith("Dear Jana,\n\n")
    assert "“It was cold.”" in draft.body


def test_the_shops_own_words_stand_in_for_the_built_in_ones_until_taken_back(
    workspace: Workspace,
) -> None:
    own = wordings.save(workspace, NewWording("complaint", "en", "We are sorry: {words}"))
    assert wordings.choice(workspace, "complaint", "en") == own
    assert own.key == "complaint.en"
    assert "We are sorry: It was cold." in replies.draft(workspace, complaint(workspace)).body
    assert not wordings.reset(workspace, "complaint", "en").is_own
    journal.undo(workspace)
    assert wordings.choice(workspace, "complaint", "en") == own


def test_saving_again_changes_the_words_and_adds_none(workspace: Workspace) -> None:
    for body in ("First.", "Second."):
        wordings.save(workspace, NewWording("praise", "en", body))
        wordings.save(workspace, NewWording("praise", "en", body, name="Short"))
    wordings.save(workspace, NewWording("praise", "en", "Third.", name=" SHORT "))
    assert [(w.name, w.body) for w in wordings.find(workspace, "praise", "en")] == [
        ("", "Second."),
        ("SHORT", "Third."),
    ]


def test_a_named_wording_stands_beside_the_first_choice_and_can_be_put_away(
    workspace: Workspace,
) -> None:
    short = wordings.save(workspace, NewWording("praise", "en", "Thank you!", name="Short"))
    assert [w.name for w in wordings.find(workspace, "praise", "en")] == ["", "Short"]
    spoken = feedback.get(workspace, said(workspace, "Jana")).id
    draft = replies.draft(workspace, spoken, wording=short.key)
    assert "Thank you!" in draft.body
    assert draft.wording == short.key
    wordings.archive(workspace, short.key)
    assert [w.name for w in wordings.find(workspace, "praise", "en")] == [""]
    assert wordings.get(workspace, short.key).body == "Thank you!"
    with pytest.raises(Missing):
        wordings.archive(workspace, short.key)


def test_putting_one_away_again_leaves_the_one_that_has_its_name_now(workspace: Workspace) -> None:
    old = wordings.save(workspace, NewWording("praise", "en", "Thank you!", name="Short"))
    wordings.archive(workspace, old.key)
    new = wordings.save(workspace, NewWording("praise", "en", "Thanks!", name="Short"))
    with pytest.raises(Missing):
        wordings.archive(workspace, old.key)
    assert wordings.find(workspace, "praise", "en")[-1] == new


def test_a_built_in_wording_cannot_be_put_away(workspace: Workspace) -> None:
    with pytest.raises(KnownError) as refused:
        wordings.archive(workspace, "praise.en")
    assert refused.value.code == "built_in_wording"


@pytest.mark.parametrize(
    ("new", "field", "sentence"),
    [
        (NewWording("complaint", "en", "  "), "body", "A wording cannot be empty."),
        (
            NewWording("complaint", "en", "Dear {firstname}"),
            "body",
            "“{firstname}” is not a placeholder. There are {first_name} {words} {title} "
            "{because} {shop} {owner}.",
        ),
        (
            NewWording("complaint", "en", "About {title}"),
            "body",
            "“{title}” is known only once a suggestion is decided.",
        ),
        (NewWording("complaint", "en", "{words.__class__}"), "body", "is not a placeholder"),
        (NewWording("complaint", "en", "{}"), "body", "“{}” is not a placeholder."),
        (NewWording("anger", "en", "Sorry"), "situation", "“anger” is not a situation."),
        (NewWording("complaint", "de", "Sorry"), "language", "“de” is not a language here."),
        (NewWording("complaint", "en", "Hi", purpose="spam"), "purpose", "is not a purpose"),
        (NewWording("complaint", "en", "x" * 4001), "body", "too long for an answer"),
        (NewWording("complaint", "en", "Sorry", name="x" * 61), "name", "keep the name short"),
    ],
)
def test_what_is_no_wording_is_refused_with_a_sentence(
    workspace: Workspace, new: NewWording, field: str, sentence: str
) -> None:
    with pytest.raises(RefusedInput) as refused:
        wordings.save(workspace, new)
    assert refused.value.problems[0].field == field
    assert sentence in refused.value.text()
    assert not any(w.is_own for w in wordings.find(workspace))


def test_a_wording_with_its_own_greeting_or_signature_gets_no_second_one() -> None:
    text = wording.compose(letter(), "Hello {first_name}! Thank you. Yours, {owner}")
    assert text == "Hello Jana! Thank you. Yours, Eva"
    nameless = wording.compose(letter(first_name=""), "Hello {first_name}, thank you. {owner}")
    assert nameless == "Hello, thank you. Eva"


def test_an_answer_speaks_the_customers_language_and_calls_her_as_it_does(
    workspace: Workspace,
) -> None:
    own = {"cs": "Moc děkujeme, {first_name}.", "lv": "Paldies, {first_name}!"}
    for language, body in own.items():
        wordings.save(workspace, NewWording("suggestion", language, body))
    assert replies.draft(workspace, said(workspace, "Jana", "cs")).body.startswith(
        "Moc děkujeme, Jano."
    )
    assert replies.draft(workspace, said(workspace, "Jānis", "lv")).body.startswith(
        "Paldies, Jāni!"
    )


def test_a_decision_is_told_in_the_shops_own_words_to_everyone(workspace: Workspace) -> None:
    settings.put(workspace, settings.SHOP_NAME, "Salon Eva")
    body = "{title} at {shop}: {because} You said: {words}"
    wordings.save(workspace, NewWording("done", "en", body))
    suggestion = suggested(workspace, said(workspace, "Jana"), said(workspace, "Ilze"))
    suggestions.decide(workspace, suggestion, "done", "you asked")
    drafts = replies.find(workspace, status="draft")
    assert len(drafts) == 2
    for draft in drafts:
        assert "Open later at Salon Eva: you asked. You said: Please open later." in draft.body
        assert draft.wording == "done.en"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", ["planned", "done"])
@pytest.mark.parametrize(
    ("because", "told"),
    [
        ("we told him in person", "We told him in person."),
        ("mornings too", "Mornings too."),
        ("řekli jsme to hned,", "Řekli jsme to hned."),
        ("ārā ir tumšs!", "Ārā ir tumšs!"),
        ("“we open at eight”", "“We open at eight”."),
        ("he said “it is cold.”", "He said “it is cold.”"),
        ("„teplo“ chtějí všichni", "„Teplo“ chtějí všichni."),
        ("iPads are here {title}", "iPads are here {title}."),
        ("8 o’clock is too early", "8 o’clock is too early."),
    ],
)
def test_a_because_goes_into_the_letter_as_a_sentence(
    language: str, status: str, because: str, told: str
) -> None:
    text = wording.decision(letter(language=language), status, "Open at 7", because)
    assert f". {told} " in text


def test_a_because_within_a_sentence_begins_as_the_owner_wrote_it() -> None:
    text = wording.compose(letter(), "The reason: {because}", "", "we are two")
    assert "The reason: we are two." in text
    after_her_words = wording.compose(letter(), "You said: “{words}” {because}", "", "we are two")
    assert "“It was cold.” We are two." in after_her_words


def test_another_wording_can_be_chosen_for_a_draft_and_undone(workspace: Workspace) -> None:
    suggestion = suggested(workspace, said(workspace, "Jana"))
    suggestions.decide(workspace, suggestion, "declined", "no space")
    short = wordings.save(workspace, NewWording("declined", "en", "No: {because}", name="Short"))
    (draft,) = replies.find(workspace, status="draft")
    again = replies.reword(workspace, draft.id, short.key)
    assert "No: no space." in again.body
    assert again.wording == short.key
    journal.undo(workspace)
    assert replies.get(workspace, draft.id) == draft
    with pytest.raises(Missing):
        replies.reword(workspace, draft.id, "own.999")


def test_a_commercial_wording_drafts_advertising_with_the_way_out_of_it(
    workspace: Workspace,
) -> None:
    new = NewWording("praise", "cs", "Napište recenzi!", name="Recenze", purpose="commercial")
    review = wordings.save(workspace, new)
    draft = replies.draft(workspace, said(workspace, "Jana", "cs"), wording=review.key)
    assert draft.purpose == "commercial"
    assert draft.body.endswith(wording.opt_out("cs"))
    plain = replies.reword(workspace, draft.id, "praise.cs")
    assert plain.purpose == "service"
    assert not wording.has_opt_out(plain.body)


def test_thousands_behind_one_decision_each_get_their_draft(workspace: Workspace) -> None:
    with workspace.write("People came") as write:
        people = write.insert_many(
            "customer",
            ("name", "first_name", "sort_name", "created_at"),
            [(f"Jana {n}", "Jana", f"jana {n}", "2026-01-01T10:00:00Z") for n in range(2000)],
        )
        voices = write.insert_many(
            "feedback",
            ("customer_id", "kind", "channel", "body", "said_at", "logged_at"),
            [(i, "suggestion", "email", "Open later", "2026-09-01T10:00:00Z", "") for i in people],
        )
    idea = suggestions.suggest(workspace, NewSuggestion("Open later", "", tuple(voices)))
    suggestions.decide(workspace, idea.id, "done", "You asked.")
    assert replies.count(workspace, "draft", idea.id) == 2000


braces = st.text(st.sampled_from("{}abc_ 1.!:") | st.characters(), max_size=60)


@given(braces, braces)
def test_a_customers_own_braces_are_never_filled_in(words: str, name: str) -> None:
    quoted = wording.compose(letter(words, name), "{words}")
    assert "Salon Eva" in quoted.splitlines()[-1]
    assert wording.compose(letter("Is {title} or {owner} meant?"), "{words}", "Secret").count(
        "{title} or {owner}"
    )
    assert "Secret" not in wording.compose(letter("{title}"), "{words}", "Secret")


@given(braces)
def test_any_text_is_a_wording_or_refused_with_a_sentence(body: str) -> None:
    for situation in (DECIDED[0], KINDS[0]):
        problems = NewWording(situation, "en", body).problems()
        assert all(problem.text() for problem in problems)
        if not problems:
            assert wording.compose(letter(), body, "Title", "because")
