"""The thread: whose words, which files, and nothing half-written."""

import io
from pathlib import Path

import pytest

from portal.domain.errors import Invalid, NotFound, Refused
from portal.domain.roles import Role
from portal.journey import correspondence, handling
from portal.storage import files
from portal.storage import tables as t
from portal.storage.door import case as door
from portal.storage.door import person as person_door
from tests import factories
from tests.cases import Desk
from tests.factories import MadeRequest

LIMIT = 200_000
PDF = b"%PDF-1.7\n" + b"x" * 70_000


def write(desk: Desk, request: MadeRequest, text: str, *sent: tuple[str, bytes], by: str = "person") -> None:
    viewer = request.person if by == "person" else desk.staff
    streams = [(name, io.BytesIO(content)) for name, content in sent]
    correspondence.write(desk.house.store, viewer, request.reference, text, streams, LIMIT)


def lying(folder: Path) -> list[Path]:
    return [path for path in (folder / "files").rglob("*") if path.is_file()]


def test_it_keeps_the_persons_message_with_its_files_sealed(desk: Desk) -> None:
    request = desk.receive()
    write(desk, request, "  Hei!\r\nKuitti liitteenä. ", ("../kuitti.exe", PDF))
    (line,) = desk.case(request).messages
    assert (line.kind, line.text) == ("person", "Hei!\nKuitti liitteenä.")
    (file,) = line.files
    assert (file.name, file.media_type, file.size) == ("kuitti.exe.pdf", "application/pdf", len(PDF))
    found, pieces = door.attachment(desk.house.store, desk.staff, request.reference, file.id)
    assert b"".join(pieces) == PDF
    assert all(b"%PDF" not in path.read_bytes() for path in lying(desk.house.store.folder))
    assert desk.house.kinds(request)[-1] == "message_received"


def test_it_mails_that_a_message_waits_and_nothing_of_it(desk: Desk) -> None:
    request = desk.receive()
    write(desk, request, "Tilausnumeronne on 4711", by="staff")
    desk.house.work()
    mail = desk.house.mailbox.mails("lehtoset@example.org")[-1]
    assert "4711" not in mail.text
    assert request.reference in mail.text
    assert person_door.case_page(desk.house.store, request.person).messages[-1].text == "Tilausnumeronne on 4711"
    assert "message_sent" in desk.house.kinds(request)


def test_it_keeps_a_note_from_the_person(desk: Desk) -> None:
    request = desk.receive()
    correspondence.note(desk.house.store, desk.staff, request.reference, "Soitti kauppaan")
    assert [line.kind for line in desk.case(request).messages] == ["note"]
    assert person_door.case_page(desk.house.store, request.person).messages == ()
    with pytest.raises(Refused):
        correspondence.note(desk.house.store, request.person, request.reference, "x")


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ([("a.pdf", PDF), ("b.pdf", PDF), ("c.html", b"<html><script>1</script>")], "file_type"),
        ([("a.pdf", PDF), ("b.pdf", b"%PDF-" + b"x" * LIMIT)], "file_too_large"),
        ([("a.pdf", PDF), ("b.pdf", b"")], "file_empty"),
        ([(f"{number}.pdf", PDF) for number in range(6)], "too_many_files"),
    ],
)
def test_it_writes_nothing_where_one_file_is_refused(desk: Desk, sent: list[tuple[str, bytes]], code: str) -> None:
    request = desk.receive()
    with pytest.raises(Invalid) as refusal:
        write(desk, request, "Liitteet", *sent)
    assert (refusal.value.code, refusal.value.field) == (code, "files")
    assert lying(desk.house.store.folder) == []
    assert desk.house.rows(t.Message, request) == []
    assert "message_received" not in desk.house.kinds(request)


class Broken(io.BytesIO):
    """An upload that is cut off on its way."""

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        if self.tell() > 65_600:
            raise OSError("the line was cut")
        return piece


def test_it_leaves_no_file_of_an_upload_that_was_cut_off(desk: Desk) -> None:
    request = desk.receive()
    streams = [("a.pdf", io.BytesIO(PDF)), ("b.pdf", Broken(PDF * 3))]
    with pytest.raises(OSError, match="cut"):
        correspondence.write(desk.house.store, request.person, request.reference, "x", streams, LIMIT * 10)
    assert lying(desk.house.store.folder) == []


def test_it_leaves_no_file_where_the_commit_is_refused(desk: Desk) -> None:
    request = desk.receive()
    handling.withdraw(desk.house.store, request.person, request.reference)
    with pytest.raises(Refused):
        write(desk, request, "Vielä yksi asia", ("a.pdf", PDF))
    assert lying(desk.house.store.folder) == []


@pytest.mark.parametrize("text", ["", "  \n ", "\x00"])
def test_it_wants_words(desk: Desk, text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        write(desk, desk.receive(), text)
    assert (refusal.value.code, refusal.value.field) == ("empty", "text")


def test_it_gives_no_thread_without_a_proven_mailbox(desk: Desk) -> None:
    request = factories.make_request(desk.house.store, desk.house.shop, confirmed=False)
    with pytest.raises(Refused):
        write(desk, request, "Hei")
    mails = len(desk.house.rows(t.Mail, request))
    write(desk, request, "Avaisitko linkin?", by="staff")
    assert len(desk.house.rows(t.Mail, request)) == mails


def test_it_hides_thread_and_files_from_a_limited_role_and_from_others(desk: Desk) -> None:
    request = desk.searched()
    write(desk, request, "Salainen", ("a.pdf", PDF))
    scoped = factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, ["billing"])
    other = factories.make_staff(desk.house.store, factories.make_controller(desk.house.store, "thewind"))
    upload = desk.house.rows(t.Upload, request)[0].id
    assert desk.case(request, scoped).messages == ()
    for viewer in (scoped, other):
        with pytest.raises((Refused, NotFound)):
            correspondence.write(desk.house.store, viewer, request.reference, "x", [], LIMIT)
        with pytest.raises((Refused, NotFound)):
            correspondence.note(desk.house.store, viewer, request.reference, "x")
        with pytest.raises(NotFound):
            door.attachment(desk.house.store, viewer, request.reference, upload)
    another = desk.receive(email="aino.virtanen@example.org", name="Aino Virtanen")
    with pytest.raises(NotFound):
        correspondence.write(desk.house.store, another.person, request.reference, "x", [], LIMIT)
    assert files.path_of(desk.house.store.folder, upload).exists()
