"""The links that open an answer elsewhere, and the letter on paper."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import KnownError
from core.people import customers
from core.people.customers import NewCustomer
from core.store import settings
from core.store.workspace import Workspace
from core.text import clean
from core.voice import feedback, letters, replies, reply_links
from core.voice.feedback import NewFeedback
from core.voice.replies import Reply

AT = datetime(2026, 9, 21, 8, tzinfo=UTC)
REPLY = Reply(
    id=1,
    feedback_id=1,
    suggestion_id=None,
    suggestion="",
    customer_id=1,
    customer="Jana Nováková",
    phone="603 111 222",
    email="jana@example.cz",
    channel="email",
    body="Sorry & thanks",
    status="draft",
    purpose="service",
    because="",
    said="",
    said_at=AT,
    drafted_at=AT,
    sent_at=None,
)


def mail(reply: Reply, subject: str = "") -> str | None:
    return reply_links.to_email(reply.email, subject, reply.body)


def sms(reply: Reply, country: str = "") -> str | None:
    return reply_links.to_number("sms", reply.phone, reply.body, country)


def whatsapp(reply: Reply, country: str = "") -> str | None:
    return reply_links.to_number("whatsapp", reply.phone, reply.body, country)


def test_the_words_go_into_mail_with_the_line_ends_it_wants() -> None:
    link = mail(replace(REPLY, body="Milá Jano,\n\n100 % & více 😊"), "Salon Žaneta")
    assert link == (
        "mailto:jana@example.cz?subject=Salon%20%C5%BDaneta&body=Mil%C3%A1%20Jano%2C%0D%0A%0D%0A"
        "100%20%25%20%26%20v%C3%ADce%20%F0%9F%98%8A"
    )


def test_a_number_is_completed_by_the_country_of_the_shop() -> None:
    assert sms(REPLY, "CZ") == "sms:+420603111222?body=Sorry%20%26%20thanks"
    link = whatsapp(REPLY, "CZ")
    assert link == "https://wa.me/420603111222?text=Sorry%20%26%20thanks"
    call = reply_links.to_number("phone", REPLY.phone, "", "CZ")
    assert call == "tel:+420603111222"


def test_whatsapp_wants_a_whole_number_and_a_message_does_not() -> None:
    assert whatsapp(REPLY) is None
    assert sms(REPLY) == "sms:603111222?body=Sorry%20%26%20thanks"


@pytest.mark.parametrize("phone", ["", "ask her mother", "  "])
def test_without_a_number_there_is_no_message(phone: str) -> None:
    reply = replace(REPLY, phone=phone)
    assert sms(reply, "CZ") is None
    assert whatsapp(reply, "CZ") is None
    assert reply_links.to_number("phone", phone, "Hi", "CZ") is None


@pytest.mark.parametrize("email", ["", "none", "a@b.cz, c@d.cz", "a@b.cz;c@d.cz", "A <a@b.cz>"])
def test_without_one_address_there_is_no_mail(email: str) -> None:
    assert mail(replace(REPLY, email=email)) is None


def test_an_address_cannot_smuggle_in_other_readers() -> None:
    link = mail(replace(REPLY, email="a@b.cz?bcc=evil@example.com"))
    assert link is None or "?bcc=" not in link


def test_forty_thousand_characters_open_the_program_without_the_words() -> None:
    long = replace(REPLY, body="ž" * 40_000)
    for link in (
        mail(long, "Salon"),
        sms(long, "CZ"),
        whatsapp(long, "CZ"),
    ):
        assert link is not None
        assert not reply_links.holds_words(link)
        assert len(link) <= reply_links.LONGEST
    short = mail(REPLY)
    assert short is not None
    assert reply_links.holds_words(short)


@given(st.text(max_size=120), st.text(max_size=40))
def test_every_text_comes_back_out_of_every_link(body: str, subject: str) -> None:
    reply = replace(REPLY, body=body)
    for link in (
        mail(reply, subject),
        sms(reply, "CZ"),
        whatsapp(reply, "CZ"),
    ):
        assert link is not None
        assert link.isascii()
        if not reply_links.holds_words(link):
            assert not clean(body)
            continue
        fields = parse_qs(urlsplit(link).query, separator="&", strict_parsing=True)
        words = (fields.get("body") or fields.get("text") or [""])[0]
        plain = re.sub("\r\n?|[\u2028\u2029]", "\n", clean(body))
        assert words.replace("\r\n", "\n") == plain
        assert unquote(link).count("\r\n") == unquote(link).count("\r")


# Letters


def drafted(workspace: Workspace, body: str, language: str = "cs") -> Reply:
    jana = customers.add(workspace, NewCustomer("Jana Nováková", language=language))
    said = feedback.log(workspace, NewFeedback("complaint", "Zima.", jana.id, "letter"))
    return replies.draft(workspace, said.id, body)


def test_a_letter_is_the_same_file_for_the_same_answer(
    workspace: Workspace, tmp_path: Path
) -> None:
    settings.put(workspace, settings.SHOP_NAME, "Salon Žaneta")
    draft = drafted(workspace, "Milá Jano,\n\nděkujeme 😊\n\nEva")
    one = letters.print_pdf(workspace, draft.id, tmp_path / "new" / "one.pdf").read_bytes()
    two = letters.print_pdf(workspace, draft.id, tmp_path / "two.pdf").read_bytes()
    assert one == two
    assert one.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("language", "dated"),
    [("cs", "21. září 2026"), ("lv", "2026. gada 21. septembris"), ("en", "21 September 2026")],
)
def test_a_letter_is_dated_in_its_own_language(
    workspace: Workspace, language: str, dated: str
) -> None:
    draft = drafted(workspace, "Hello", language)
    on = workspace.clock.today()
    assert letters._dated(on, draft.language) == dated


def test_forty_thousand_characters_fill_many_sheets(workspace: Workspace, tmp_path: Path) -> None:
    draft = drafted(workspace, ("Příliš žluťoučký kůň <b> & " * 1500)[:40_000])
    paper = letters.print_pdf(workspace, draft.id, tmp_path / "long.pdf").read_bytes()
    assert paper.count(b"/Type /Page") > 5


def test_an_answer_without_words_is_not_printed(workspace: Workspace, tmp_path: Path) -> None:
    draft = drafted(workspace, "Hello")
    closed = replies.none_needed(workspace, draft.feedback_id, "Told her")
    with workspace.write("Emptied") as write:
        write.update("reply", closed.id, body="")
    with pytest.raises(KnownError) as refused:
        letters.print_pdf(workspace, closed.id, tmp_path / "none.pdf")
    assert refused.value.code == "nothing_to_print"


def test_a_place_that_cannot_be_written_to_is_told_in_a_sentence(
    workspace: Workspace, tmp_path: Path
) -> None:
    draft = drafted(workspace, "Hello")
    (tmp_path / "taken").mkdir()
    with pytest.raises(KnownError) as refused:
        letters.print_pdf(workspace, draft.id, tmp_path / "taken")
    assert refused.value.code == "paper_not_written"
    assert "“taken” could not be written." in refused.value.text()
