"""The mail or file itself is fetched and sealed, given where nothing of it is left out, and gone when it is erased."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from portal.domain.errors import Conflict, Invalid, Refused
from portal.domain.gate import Why
from portal.domain.lifecycle import Match, Right
from portal.domain.register import Text
from portal.domain.roles import machine
from portal.journey import answering, lettering, looking, review, steps
from portal.storage import files, learned
from portal.storage import tables as t
from portal.storage.door.findings import finding
from portal.storage.work import work
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


NONSENSE = MAIL.replace(b"\n\n", b"\nContent-Type: text/plain; charset=undefined\n\n", 1)


def left_out_elsewhere(desk: Desk, request: MadeRequest) -> str:
    """A word that is left out of another record than the mail."""
    lines = [one for one in desk.findings(request) if one.kind != "mail" and one.verdict == "open"]
    values = [(one.id, str(field.value)) for one in lines if len(one.fields) > 1 for field in one.fields if field.value]
    theirs = {"sari", "lehtonen"}
    line, value = max(
        (one for one in values if not theirs & set(one[1].casefold().split())), key=lambda one: len(one[1])
    )
    word = value[:60].rsplit(" ", 1)[0]
    review.judge(
        desk.house.store, desk.staff, request.reference, desk.version(request), [line], "masked", "others_rights",
        hidden=[word],
    )  # fmt: skip
    return word


def look(desk: Desk, request: MadeRequest, digest: str, reason: str = "Read it by hand, of nobody else") -> None:
    looking.confirm(desk.house.store, desk.staff, request.reference, desk.version(request), digest, reason)


@pytest.fixture
def unread(desk: Desk, faults: list[Exception], monkeypatch: pytest.MonkeyPatch) -> MadeRequest:
    """A request whose package holds a mail that says nonsense of its own letters, and waits for its release."""
    assert faults == []
    monkeypatch.setattr(f"{__name__}.MAIL", NONSENSE)
    request = desk.searched(Right.ACCESS)
    judged(desk, request, "included")
    left_out_elsewhere(desk, request)
    answered(desk, request)
    return request


def test_a_mail_that_cannot_be_read_waits_for_a_person_and_for_nothing_else(desk: Desk, unread: MadeRequest) -> None:
    package = desk.case(unread).package
    assert package is not None
    assert [(one.file, one.why) for one in package.gate.unread] == [("documents/a-parcel.eml", Why.BROKEN)]
    with pytest.raises(Refused, match="not_looked"):
        desk.release(unread)
    for reason, code in (("", "reason_missing"), (" Looked. ", "reasons_short"), ("x" * 1001, "too_long")):
        with pytest.raises(Invalid) as refused:
            look(desk, unread, package.manifest_digest, reason)
        assert (refused.value.code, refused.value.field) == (code, "reason_looked")
    with pytest.raises(Conflict, match="answer_changed"):
        look(desk, unread, "another")
    look(desk, unread, package.manifest_digest)
    with pytest.raises(Refused, match="order"):
        look(desk, unread, package.manifest_digest)
    event = next(one for one in desk.case(unread).events if one.kind == "package_looked_at")
    assert event.body["package"] == package.manifest_digest
    assert event.body["reason"] == "Read it by hand, of nobody else"
    assert (event.body["unread"], event.body["alike"]) == (1, len(package.gate.alike))
    desk.release(unread)
    assert desk.house.kinds(unread).count("answer_released") == 1


def test_a_package_that_is_made_anew_asks_again(desk: Desk, unread: MadeRequest) -> None:
    before = desk.case(unread).package
    assert before is not None
    look(desk, unread, before.manifest_digest)
    letter = desk.case(unread).prepared_letters[0]
    lettering.edit(
        desk.house.store, desk.staff, unread.reference, desk.version(unread), letter.id, letter.digest, {},
        own="With one more sentence.",
    )  # fmt: skip
    with pytest.raises((Conflict, Refused)):
        look(desk, unread, before.manifest_digest)
    desk.house.work()
    after = desk.case(unread).package
    assert after is not None
    assert after.manifest_digest != before.manifest_digest
    assert (after.gate.looked, after.gate.awaits(after.manifest_digest)) == (None, True)
    with pytest.raises(Refused, match="not_looked"):
        desk.release(unread)
    look(desk, unread, after.manifest_digest)
    desk.release(unread)


@pytest.mark.usefixtures("faults")
def test_what_staff_write_into_a_letter_is_searched_too(desk: Desk) -> None:
    request = desk.searched(Right.ACCESS)
    judged(desk, request, "masked", "Örjan Svensson")
    answered(desk, request)
    letter = desk.case(request).prepared_letters[0]
    lettering.edit(
        desk.house.store, desk.staff, request.reference, desk.version(request), letter.id, letter.digest, {},
        own="It was Örjan Svensson who called.",
    )  # fmt: skip
    desk.house.work()
    package = desk.case(request).package
    assert package is not None
    assert [(one.file, one.word) for one in package.gate.exact] == [(letter.title, "Örjan Svensson")]
    with pytest.raises(Refused, match="words_left"):
        look(desk, request, package.manifest_digest)
    with pytest.raises(Refused, match="words_left"):
        desk.release(request)


@pytest.mark.usefixtures("faults")
def test_an_answer_with_a_short_name_left_out_is_released_without_a_question(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.TEXT", "Hello Sari, this is shop@example.org. Tom will call you.")
    request = desk.searched(Right.ACCESS)
    judged(desk, request, "masked", "Tom")
    answered(desk, request)
    desk.release(request)


def widen(desk: Desk, request: MadeRequest) -> None:
    """Another system's exact match teaches an address."""
    system = the_mail(desk, request).system
    other = next(one for one in desk.house.rows(t.Step, request) if one.capability == "find" and one.system != system)
    with work(desk.house.store, machine(desk.house.shop.id)) as w:
        case = w.case(request.id)
        step = case.one(t.Step, other.id)
        kept = case.unseal(step) if step.sealed is not None else {}
        case.reseal(step, {**kept, "learned": learned.take(w, case, step, kept, [("email", "other@example.net")])})


def test_an_original_that_is_missing_stays_a_gap_when_the_search_is_widened(
    desk: Desk, faults: list[Exception]
) -> None:
    faults.extend([Permanent("gone"), Permanent("gone")])
    request = desk.receive(Right.ACCESS)
    system = the_mail(desk, request).system
    assert desk.house.step(request, system, "access").outcome == "incomplete"
    widen(desk, request)
    desk.house.work()
    assert desk.house.step(request, system, "access").outcome == "incomplete"
    # When it can be had the next time, nothing is missing any more
    widened = desk.house.step(request, system, "access")
    steps.run_again(desk.house.store, desk.staff, request.reference, desk.version(request), widened.id)
    desk.house.work()
    assert desk.house.step(request, system, "access").outcome == "found"
    assert len(originals(desk, request)) == 1


def test_an_original_that_is_missing_stays_a_gap_when_staff_try_again(desk: Desk, faults: list[Exception]) -> None:
    faults.extend([Permanent("gone"), Permanent("gone")])
    request = desk.receive(Right.ACCESS)
    step = desk.house.step(request, the_mail(desk, request).system, "access")
    steps.run_again(desk.house.store, desk.staff, request.reference, desk.version(request), step.id)
    desk.house.work()
    again = desk.house.step(request, step.system, "access")
    assert (again.state, again.outcome, again.fault) == ("incomplete", "incomplete", "original_missing")


def test_a_search_that_is_widened_while_originals_are_fetched_looks_again(
    desk: Desk, faults: list[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[tuple[str, ...]] = []
    find = Letters.find

    def seen(self: Letters, identifiers: Identifiers, cursor: str | None) -> Page:
        looked.append(tuple(identifiers.emails))
        return find(self, identifiers, cursor)

    monkeypatch.setattr(Letters, "find", seen)
    faults.append(RetryLater("slow", 60))
    request = desk.receive(Right.ACCESS)
    system = the_mail(desk, request).system
    assert desk.house.step(request, system, "access").outcome is None
    before = len(looked)
    widen(desk, request)
    desk.house.clock.pass_by(minutes=5)
    desk.house.work()
    assert desk.house.step(request, system, "access").outcome == "found"
    assert len(looked) > before
