"""The mail or file itself is fetched and sealed, given where nothing of it is left out, and gone when it is erased."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from portal.domain.errors import Invalid, Refused
from portal.domain.lifecycle import Match, Right
from portal.domain.register import Text
from portal.journey import answering, review
from portal.storage import files
from portal.storage import tables as t
from portal.storage.door.findings import finding
from portal.systems import registry
from portal.systems.contract import Document, Field, Identifiers, Meaning, Page, Permanent, Record, RetryLater
from tests.cases import Desk
from tests.factories import MadeRequest

TEXT = "Hello Sari, this is shop@example.org. Örjan Svensson (orjan@example.se, 131052-308T) will call you."
MAIL = f"From: shop@example.org\nTo: sari@example.org\nSubject: A parcel\n\n{TEXT}\n".encode()


class Letters:
    """The register with one mail of the person's beside its rows; `fault` is what fetching it comes to."""

    def __init__(self, connector: Any, fault: list[Exception]) -> None:
        self._connector, self._fault = connector, fault

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connector, name)

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        page: Page = self._connector.find(identifiers, cursor)
        sure = next((one for one in page.records if one.match is Match.EXACT), None)
        if sure is None:
            return page
        mail = Record(
            "mail", "inbox:1", sure.owner, "email", Match.EXACT, ("email",),
            (Field("subject", "Subject", "A parcel"), Field("text", "text", TEXT)),
            document=Document("../A parcel.eml", "message/rfc822", len(MAIL)), others=("Örjan Svensson",),
            ours=("shop@example.org",),
        )  # fmt: skip
        return replace(page, records=(*page.records, mail))

    def glossary(self) -> list[Meaning]:
        label = Text("Viesti", "Meddelande", "Message")
        return [
            *self._connector.glossary(),
            Meaning("mail", "subject", "Subject", "email", label, kind_label=label, free_text=True),
            Meaning("mail", "text", "text", "email", label, kind_label=label, free_text=True),
        ]

    def export(self, kind: str, key: str) -> Iterator[bytes]:
        assert (kind, key) == ("mail", "inbox:1")
        if self._fault:
            raise self._fault.pop()
        yield MAIL[:7]
        yield MAIL[7:]


@pytest.fixture
def faults(desk: Desk) -> list[Exception]:
    """What the next fetches come to; the desk's register has a mail beside its rows from now on."""
    found: list[Exception] = []
    outside = desk.house.outside
    desk.house.outside = replace(outside, connect=lambda *given: Letters(registry.connect(*given), found))
    return found


def the_mail(desk: Desk, request: MadeRequest) -> t.Finding:
    (row,) = [one for one in desk.house.rows(t.Finding, request) if one.kind == "mail"]
    return row


def judged(desk: Desk, request: MadeRequest, verdict: str, *hidden: str) -> None:
    review.judge(
        desk.house.store, desk.staff, request.reference, desk.version(request), [the_mail(desk, request).id], verdict,
        "others_rights" if verdict != "included" else "", hidden=hidden,
    )  # fmt: skip


def answered(desk: Desk, request: MadeRequest) -> zipfile.ZipFile:
    """The prepared package."""
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.decide(request)
    desk.house.work()
    package = desk.case(request).package
    assert package is not None
    with desk.house.store.database.reading(desk.staff) as session:
        session.get_one(t.Upload, package.upload_id)
    gathered = answering.gather(desk.house.store, desk.house.shop.id, request.id)
    assert gathered is not None
    return zipfile.ZipFile(io.BytesIO(b"".join(files.read(desk.house.store.folder, gathered.key, package.upload_id))))


def originals(desk: Desk, request: MadeRequest) -> list[t.Upload]:
    return [one for one in desk.house.rows(t.Upload, request) if one.purpose == "original"]


@pytest.mark.usefixtures("faults")
def test_it_gives_the_mail_itself_where_nothing_is_left_out(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    (kept,) = originals(desk, request)
    assert (kept.size, kept.media_type) == (len(MAIL), "message/rfc822")
    judged(desk, request, "included")
    package = answered(desk, request)
    assert package.read("documents/a-parcel.eml") == MAIL
    assert "documents/a-parcel.eml" in package.read("index.html").decode()
    assert b"documents/a-parcel.eml" in package.read("data.json")


@pytest.mark.usefixtures("faults")
def test_it_proposes_and_leaves_out_whom_it_speaks_of_and_builds_the_mail_anew(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    line = finding(desk.house.store, desk.staff, request.reference, the_mail(desk, request).id)
    assert set(line.proposed) == {"Örjan Svensson", "orjan@example.se", "131052-308T"}
    judged(desk, request, "masked", *line.proposed)
    package = answered(desk, request)
    (name,) = [one for one in package.namelist() if one.startswith("documents/")]
    assert name.endswith(".txt")
    assert "Hello Sari, this is shop@example.org. […] ([…], […]) will call you." in package.read(name).decode()
    for one in package.namelist():
        text = package.read(one)
        assert "Örjan".encode() not in text
        assert b"131052" not in text
    desk.release(request)


@pytest.mark.usefixtures("faults")
def test_it_proposes_to_mask_neither_the_companys_own_addresses_nor_the_persons(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    proposed = finding(desk.house.store, desk.staff, request.reference, the_mail(desk, request).id).proposed
    assert not {"shop@example.org", desk.register.controller.contact.email, "lehtoset@example.org"} & set(proposed)


@pytest.mark.usefixtures("faults")
def test_a_word_that_was_left_out_in_one_place_and_stands_in_another_stops_the_release(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    judged(desk, request, "masked", "parcel")
    address = next(one for one in desk.findings(request) if one.kind != "mail" and one.match == "exact")
    word = next(str(field.value) for field in address.fields if isinstance(field.value, str) and len(field.value) > 4)
    review.judge(
        desk.house.store, desk.staff, request.reference, desk.version(request), [address.id], "masked",
        "others_rights", hidden=[word],
    )  # fmt: skip
    answered(desk, request)
    package = desk.case(request).package
    assert package is not None
    if word not in {one.word for one in package.gate.exact}:
        pytest.fail("the word stands in no other record of this person")
    with pytest.raises(Refused, match="words_left"):
        desk.release(request)


@pytest.mark.parametrize(
    ("hidden", "code"),
    [(("Somebody Absent",), "hidden_missing"), (("Ör",), "hidden_short"), (("x" * 300,), "too_long")],
)
@pytest.mark.usefixtures("faults")
def test_it_refuses_a_word_that_leaves_nothing_out(desk: Desk, hidden: tuple[str, ...], code: str) -> None:
    request = desk.searched(Right.ACCESS)
    with pytest.raises(Invalid) as refused:
        judged(desk, request, "masked", *hidden)
    assert (refused.value.code, refused.value.field) == (code, "hidden_more")


def test_an_original_that_cannot_be_had_is_a_gap_and_never_nothing(desk: Desk, faults: list[Exception]) -> None:
    faults.append(Permanent("record_gone"))
    request = desk.searched(Right.ACCESS)
    step = next(one for one in desk.case(request).steps if one.system == "customer_register")
    assert (step.state, step.gaps) == ("incomplete", ("original_missing:../A parcel.eml",))
    assert originals(desk, request) == []
    assert the_mail(desk, request).verdict == "open"


def test_it_fetches_again_after_the_system_was_away_and_leaves_no_file_behind(
    desk: Desk, faults: list[Exception]
) -> None:
    faults.append(RetryLater("system_away", 1))
    request = desk.receive(Right.ACCESS)
    assert originals(desk, request) == []
    desk.house.clock.pass_by(minutes=10)
    desk.house.work()
    (kept,) = originals(desk, request)
    assert [one for one, _at in files.all_ids(desk.house.store.folder)] == [kept.id]


@pytest.mark.usefixtures("faults")
def test_it_finds_the_same_again_without_fetching_twice(desk: Desk) -> None:
    request = desk.receive(Right.ACCESS)
    step = next(one for one in desk.case(request).steps if one.system == "customer_register")
    assert step.state == "done"
    assert len(originals(desk, request)) == 1
