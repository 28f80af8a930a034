"""How mails go: those that are meant, for good or to the trash, and nobody else's, whenever the wire is cut."""

import time
from dataclasses import replace

import pytest

from portal.systems.contract import Ambiguous, Conflict, Permanent, Record, RetryLater, Target
from tests.systems.conformance import drained, targets_of
from tests.systems.imap.box import SHOP, Box, mail
from tests.systems.imap.test_find import anew
from tests.systems.near_misses import SOUGHT

ANNA = SOUGHT.proven_email


def planted(box: Box, number: int = 2, folder: str = "INBOX") -> list[Target]:
    for at in range(number):
        box.put(mail(ANNA, SHOP, f"hers {at}", "hei"), folder)
    return targets_of(drained(box.connector())[0])


def knowing(targets: list[Target], others: list[str]) -> list[Target]:
    """The targets as the worker has them: with the keys of all that was found and stays."""
    return [replace(each, beside=tuple(others)) for each in targets]


def with_a_copy(box: Box) -> tuple[list[Target], list[str]]:
    """A mail in the inbox that is to go, and a copy of it elsewhere that nobody decided about."""
    raw = bytes(mail(ANNA, SHOP, "hers", "hei"))
    box.put(raw)
    box.put(raw, "Kirjanpito")
    every = targets_of(drained(box.connector())[0])
    targets = [one for one in every if '"INBOX"' in one.key]
    assert (len(every), len(targets)) == (2, 1)
    return targets, [one.key for one in every if one not in targets]


def without(words: bytes, *capabilities: bytes) -> bytes:
    for each in capabilities:
        words = words.replace(b" " + each + b" ", b" ")
    return words


@pytest.mark.parametrize("erase", ["delete", "trash"])
def test_it_lets_mails_be_that_others_had_marked(box: Box, erase: str) -> None:
    others = box.put(mail("other@example.net", SHOP, "marked", "hei"), flags=(b"\\Deleted",))
    targets = planted(box)
    connector = box.heard(erase=erase)
    assert connector.erase(targets, "op-1").changed == 2
    assert box.uids() == [others]
    assert b" CLOSE" not in box.plain.said
    assert b" EXPUNGE\r\n" not in box.plain.said
    assert connector.erased(targets)
    assert len(box.uids("Trash")) == (2 if erase == "trash" else 0)


def test_it_erases_nothing_where_it_could_not_erase_it_alone(box: Box) -> None:
    targets = planted(box)
    box.plain.answers = lambda words: without(words, b"UIDPLUS")
    connector = box.heard()
    assert connector.check() == ("expunge_missing",)
    with pytest.raises(Permanent, match="not_possible"):
        connector.erase(targets, "op-1")
    box.plain.answers = lambda words: without(words, b"UIDPLUS", b"MOVE")
    with pytest.raises(Permanent, match="not_possible"):
        box.heard(erase="trash").erase(targets, "op-1")
    assert len(box.uids()) == 2
    assert b"STORE" not in box.plain.said


def test_it_moves_to_the_trash_without_the_command_for_it(box: Box) -> None:
    targets = planted(box)
    box.plain.answers = lambda words: without(words, b"MOVE")
    assert box.heard(erase="trash").erase(targets, "op-1").changed == 2
    assert (box.uids(), len(box.uids("Trash"))) == ([], 2)


def test_it_takes_the_trash_that_the_settings_name_and_no_other(box: Box) -> None:
    targets = planted(box)
    box.client.create_folder("Roskakori ä")
    assert box.connector(erase="trash", trash="nowhere").check() == ("trash_missing",)
    with pytest.raises(Permanent, match="not_possible"):
        box.connector(erase="trash", trash="nowhere").erase(targets, "op-1")
    connector = box.connector(erase="trash", trash="Roskakori ä")
    assert connector.erase(targets, "op-1").changed == 2
    assert connector.erased(targets)
    assert len(box.uids("Roskakori ä")) == 2


@pytest.mark.parametrize("erase", ["delete", "trash"])
@pytest.mark.parametrize("at", [b"STORE", b"EXPUNGE", b"MOVE", b"COPY"])
def test_it_is_one_effect_though_it_was_cut_before_any_command(box: Box, erase: str, at: bytes) -> None:
    others = box.put(mail("other@example.net", SHOP, "marked", "hei"), flags=(b"\\Deleted",))
    targets = planted(box)
    box.plain.hears = lambda words: None if at in words.split() else words
    box.plain.answers = lambda words: without(words, b"MOVE") if at in {b"COPY", b"EXPUNGE", b"STORE"} else words
    connector = box.heard(erase=erase)
    if (erase == "delete") == (at in {b"STORE", b"EXPUNGE"}) or erase == "trash":
        with pytest.raises(Ambiguous):
            connector.erase(targets, "op-1")
    box.plain.hears = lambda words: words
    again = box.heard(erase=erase)
    assert again.erase(targets, "op-1").changed in {0, 2}
    assert again.erased(targets)
    assert box.uids() == [others]
    assert len(box.uids("Trash")) == (2 if erase == "trash" else 0)


def test_it_finds_a_mail_again_in_a_folder_that_was_made_anew(box: Box) -> None:
    targets = planted(box, 3, "Work")
    keep = box.put(mail("other@example.net", SHOP, "other", "hei"), "Work")
    assert keep
    anew(box, "Work")
    connector = box.connector()
    assert len(b"".join(connector.export("mail", targets[0].key))) > 100
    assert connector.erase(targets, "op-1").changed == 3
    assert connector.erased(targets)
    assert len(box.uids("Work")) == 1


def test_it_refuses_a_mail_that_cannot_be_known_again(box: Box) -> None:
    box.put(f"From: {ANNA}\r\nSubject: no Message-ID\r\n\r\nhei\r\n".encode(), "Work")
    targets = targets_of(drained(box.connector())[0])
    anew(box, "Work")
    with pytest.raises(Conflict, match="owner_changed"):
        box.connector().erase(targets, "op-1")
    with pytest.raises(Conflict, match="owner_changed"):
        list(box.connector().export("mail", targets[0].key))


def test_it_finds_a_mail_that_was_moved_meanwhile(box: Box) -> None:
    targets = planted(box)
    box.client.create_folder("Arkisto")
    box.client.select_folder("INBOX")
    box.client.move([1, 2], "Arkisto")
    connector = box.connector()
    for act in (connector.erased, connector.preview):
        with pytest.raises(Conflict, match="mail_copied:Arkisto"):
            act(targets)
    targets = knowing(targets, [])
    assert not connector.erased(targets)
    assert connector.erase(targets, "op-1").changed == 2
    assert (box.uids("Arkisto"), connector.erased(targets)) == ([], True)


@pytest.mark.parametrize("erase", ["delete", "trash"])
def test_it_lets_a_copy_be_that_nobody_decided_about(box: Box, erase: str) -> None:
    targets, others = with_a_copy(box)
    connector = box.connector(erase=erase)
    assert connector.erase(targets, "op-1").changed == 1
    with pytest.raises(Conflict, match="mail_copied:Kirjanpito"):
        connector.erase(targets, "op-1")
    targets = knowing(targets, others)
    assert connector.erased(targets)
    assert connector.erase(targets, "op-1").already
    assert (box.uids(), len(box.uids("Kirjanpito"))) == ([], 1)


@pytest.mark.parametrize("moved", ["hers", "the other"])
def test_it_erases_none_where_a_copy_and_the_mail_cannot_be_told_apart(box: Box, moved: str) -> None:
    targets, others = with_a_copy(box)
    box.client.create_folder("2026")
    box.client.select_folder("INBOX")
    if moved == "hers":
        box.client.move([1], "2026")
    else:
        box.client.add_flags([1], [b"\\Deleted"])
        box.client.expunge()
        box.client.select_folder("Kirjanpito")
        box.client.move([1], "2026")
    connector = box.connector()
    if moved == "hers":
        assert not connector.erased(knowing(targets, others))
        assert connector.erase(knowing(targets, others), "op-1").changed == 1
        assert (box.uids("2026"), len(box.uids("Kirjanpito"))) == ([], 1)
        return
    for act in (connector.erased, lambda each: connector.erase(each, "op-1")):
        with pytest.raises(Conflict, match="mail_copied:2026"):
            act(knowing(targets, others))
    assert len(box.uids("2026")) == 1


def test_it_knows_that_a_mail_without_a_name_of_its_own_was_moved(box: Box) -> None:
    for at, head in enumerate(("", f"Message-ID: <{'a' * 400}@example.org>\r\n")):
        uid = box.put(f"From: {ANNA}\r\nSubject: {at}\r\n{head}\r\nhei\r\n".encode())
        (target,) = knowing(targets_of(drained(box.connector())[0]), [])
        box.client.create_folder(f"{at}")
        box.client.select_folder("INBOX")
        box.client.move([uid], f"{at}")
        connector = box.connector()
        assert not connector.erased([target])
        assert connector.erase([target], "op-1").changed == 1
        assert connector.erased([target])
        assert box.uids(f"{at}") == []


def test_it_is_not_misled_by_mails_that_bear_the_same_name(box: Box) -> None:
    for at in range(110):
        box.put(mail("evil@example.net", SHOP, f"flood {at}", "x", message_id="<one@example.org>"), "2026")
    uid = box.put(mail(ANNA, SHOP, "hers", "hei", message_id="<one@example.org>"))
    targets = knowing(targets_of(drained(box.connector())[0]), [])
    box.client.select_folder("INBOX")
    box.client.move([uid], "2026")
    assert not box.connector().erased(targets)
    assert box.connector().erase(targets, "op-1").changed == 1
    assert len(box.uids("2026")) == 110


def test_it_refuses_a_key_that_another_mail_has_now(box: Box) -> None:
    target = planted(box, 1)[0]
    false = Target(target.kind, target.key.replace('", "<', 'f", "<'), target.owner, target.categories)
    with pytest.raises(Conflict, match="owner_changed"):
        box.connector().erase([false], "op-1")
    for owner in ("other@example.net", "irtanen@example.org"):
        with pytest.raises(Conflict, match="owner_changed"):
            box.connector().erase([Target(target.kind, target.key, owner, target.categories)], "op-1")
    assert len(box.uids()) == 1


@pytest.mark.parametrize(
    "key", ["", "[]", "x", '["INBOX", "1", 1, "a", "b"]', '["INBOX", 1, -1, "a", "b"]', "null", "[[[["]
)
def test_it_reads_no_key_into_what_is_none(box: Box, key: str) -> None:
    with pytest.raises(Permanent, match="record_gone"):
        box.connector().erase([Target("mail", key, ANNA, ("correspondence",))], "op-1")
    with pytest.raises(Permanent):
        box.connector().erase([Target("other", key, ANNA, ("correspondence",))], "op-1")


def test_it_says_that_a_folder_for_reading_alone_is_a_persons_to_erase_from(box: Box) -> None:
    targets = planted(box, 1, "Shared")
    folder = box.server.files(box.user) / "Shared"
    (folder / "dovecot-acl").write_text("owner lr\n")
    (folder / "dovecot-acl").chmod(0o666)
    with pytest.raises(Permanent, match="not_possible"):
        box.connector().erase(targets, "op-1")


def test_it_erases_at_gmail_by_the_trash_and_finds_a_mail_of_many_labels_once(box: Box) -> None:
    box.client.create_folder("[Gmail]/All Mail")
    box.put(mail(ANNA, SHOP, "hers", "hei", message_id="<one@example.org>"), "Label")
    box.client.append("[Gmail]/All Mail", bytes(mail(ANNA, SHOP, "hers", "hei", message_id="<one@example.org>")))
    box.plain.answers = lambda words: words.replace(b" UIDPLUS ", b" UIDPLUS X-GM-EXT-1 ")
    box.plain.hears = lambda words: words.replace(b" X-GM-MSGID)", b")")
    for erase in ("delete", "trash"):
        connector = box.heard(erase=erase)
        records: list[Record] = [one for one in drained(connector)[0] if "All Mail" in one.key]
        assert [one for one in drained(connector)[0] if "Label" in one.key] == []
        if not records:
            box.client.append("[Gmail]/All Mail", bytes(mail(ANNA, SHOP, "again", "hei")))
            records = [one for one in drained(connector)[0] if "All Mail" in one.key]
        assert len(records) == 1
        targets = targets_of(records)
        assert connector.erase(targets, "op-1").changed == 1
        assert connector.erased(targets)
        assert (box.uids("[Gmail]/All Mail"), len(box.uids("Trash"))) == ([], int(erase == "trash"))


def test_it_erases_nothing_before_it_is_signed_in_and_waits(box: Box) -> None:
    targets = planted(box)
    box.proxy.how = "hang"
    began = time.monotonic()
    with pytest.raises(RetryLater):
        box.connector(seconds="0.5").erase(targets, "op-1")
    assert time.monotonic() - began < 3
    assert len(box.uids()) == 2
