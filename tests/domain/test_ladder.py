"""The ladder of evidence: what is reached, what each right needs, and what is never asked."""

from dataclasses import replace

import pytest

from portal.domain.ladder import (
    IdentityNeeds,
    Rung,
    asks_what_is_never_asked,
    enough,
    needed,
    reached,
    stands,
)
from portal.domain.lifecycle import Right

LADDER = (
    Rung.NONE,
    Rung.MAILBOX_PROVEN,
    Rung.CONTACT_ON_FILE,
    Rung.LETTER_CODE,
    Rung.DOCUMENT_CHECKED,
    Rung.STRONG_IDENTIFICATION,
    Rung.SEEN_AT_PREMISES,
)
NEEDS = IdentityNeeds()


def test_it_climbs_from_a_mailbox_to_a_face() -> None:
    for place, rung in enumerate(LADDER):
        assert [enough(rung, other) for other in LADDER] == [at <= place for at in range(len(LADDER))]


def test_it_stands_on_the_highest_rung_that_was_shown() -> None:
    assert reached([]) is Rung.NONE
    assert reached(["none", "mailbox_proven"]) is Rung.MAILBOX_PROVEN
    assert reached(["letter_code", "mailbox_proven", "judged", "authority_shown"]) is Rung.LETTER_CODE


def test_it_wants_the_contact_on_file_for_data_and_a_mailbox_for_an_objection() -> None:
    for right in (Right.ACCESS, Right.PORTABILITY, Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION):
        assert needed(NEEDS, [right]) is Rung.CONTACT_ON_FILE
    for right in (Right.OBJECTION, Right.MARKETING):
        assert needed(NEEDS, [right]) is Rung.MAILBOX_PROVEN
    assert needed(NEEDS, []) is Rung.MAILBOX_PROVEN
    stricter = replace(NEEDS, erasure=Rung.SEEN_AT_PREMISES)
    assert needed(stricter, [Right.ACCESS, Right.ERASURE]) is Rung.SEEN_AT_PREMISES


def test_it_names_what_is_missing() -> None:
    mailbox = ["mailbox_proven"]
    assert stands(mailbox, NEEDS, [Right.ACCESS]).missing == ("rung",)
    assert stands([*mailbox, "judged"], NEEDS, [Right.ACCESS]).missing == ()
    assert stands([*mailbox, "judged"], NEEDS, [Right.ACCESS], asked=True).missing == ("asked",)
    assert stands([*mailbox, "contact_on_file"], NEEDS, [Right.ACCESS], represents=True).missing == ("authority",)
    assert stands([*mailbox, "authority_shown"], NEEDS, [Right.ACCESS], represents=True).missing == ("rung",)
    assert stands([*mailbox, "contact_on_file"], NEEDS, [Right.ACCESS]).is_enough


def test_it_takes_no_authority_for_a_rung() -> None:
    assert stands(["authority_shown"], NEEDS, []).missing == ("rung",)


@pytest.mark.parametrize(
    "text",
    [
        "Lähetä henkilötunnuksesi", "Kerro hetu", "Tarvitsemme allekirjoituksesi", "Ange din personbeteckning",
        "Skicka din namnteckning", "Your personal identity code, please", "Send us your signature",
    ],
)  # fmt: skip
def test_it_never_asks_for_an_identity_code_or_a_signature(text: str) -> None:
    assert asks_what_is_never_asked(text)


@pytest.mark.parametrize(
    "text", ["What did you order in May 2024?", "Mitä tilasit viimeksi?", "Vilken skiva köpte du?"]
)
def test_it_lets_a_plain_question_pass(text: str) -> None:
    assert not asks_what_is_never_asked(text)
