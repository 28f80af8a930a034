"""Writing: kills, changes under us, backups and their end, modes, and what is left behind."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.systems.contract import Change, Conflict, Identifiers, Permanent, RetryLater
from portal.systems.files import keeping, walk
from portal.systems.files.connector import FilesConnector, connect
from portal.systems.files.mapping import read_mapping
from tests.systems.conformance import ANNA, BODY, drained, targets_of
from tests.systems.files.offices import LABEL, CardOffice, CsvOffice, MailOffice, Office, XlsxOffice

ASKER = Identifiers(ANNA.email)
ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
KILLED = """
import json, os, sys
from portal.systems.contract import Target
from portal.systems.files import keeping
from portal.systems.files.connector import connect
settings, targets, when = json.loads(sys.argv[1])
swap, count = keeping._swap, 0
def killed(folder, prepared):
    global count
    count += 1
    if when == count - 1:
        os._exit(9)
    swap(folder, prepared)
keeping._swap = killed
if when == "writing":
    keeping._like = lambda source, target: os._exit(9)
connect(settings).erase([Target(*each) for each in targets], "a")
os._exit(9)
"""


def targets_in(office: Office):  # type: ignore[no-untyped-def]  # a list of targets
    return targets_of([one for one in drained(office.connector(), ASKER)[0] if one.owner])


def at(office: Office, moment: datetime, days: int = 30) -> FilesConnector:
    """The same connection at another time."""
    folders = walk.folders_of(str(office.share), str(office.backups), "")
    mapping = read_mapping(office.mapping.replace("LABEL", LABEL))
    return FilesConnector(folders, mapping, "FI", days=days, clock=lambda: moment)


@pytest.mark.parametrize("when", ["writing", 0, 1, 2])
def test_a_kill_leaves_every_file_old_or_new(csv_office: CsvOffice, when: object) -> None:
    csv_office.plant(BODY)
    csv_office.plant(ANNA)
    old = csv_office.path.read_bytes()
    second = csv_office.share / "customers2.csv"
    second.write_bytes(old)
    targets = targets_in(csv_office)
    told = json.dumps([csv_office.settings(), [[t.kind, t.key, t.owner, t.categories] for t in targets], when])
    done = subprocess.run([sys.executable, "-c", KILLED, told], cwd=ROOT, check=False)
    assert done.returncode == 9
    after = [csv_office.path.read_bytes() == old, second.read_bytes() == old]
    assert after == {"writing": [True, True], 0: [True, True], 1: [False, True], 2: [False, False]}[when]  # type: ignore[index]
    assert drained(csv_office.connector(), ASKER)[1] == []
    assert csv_office.connector().erased(targets) is (when == 2)
    csv_office.connector().erase(targets, "a")
    assert csv_office.connector().erased(targets)
    assert [BODY.email in path.read_bytes().decode("cp1252") for path in (csv_office.path, second)] == [True, True]
    left = [path for path in csv_office.share.iterdir() if path.name.startswith(walk.TEMPORARY)]
    assert bool(left) is (when != 2)
    for path in left:
        os.utime(path, (1, 1))
    csv_office.plant(ANNA)
    csv_office.connector().erase(targets_in(csv_office), "b")
    assert sorted(path.name for path in csv_office.share.iterdir()) == ["customers.csv", "customers2.csv"]


@pytest.mark.parametrize("moment", ["prepare", "commit"])
def test_a_file_that_changes_under_us_is_left(
    csv_office: CsvOffice, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    csv_office.plant(ANNA)
    targets = targets_in(csv_office)
    inside = keeping.Keeper.commit if moment == "commit" else keeping._like

    def meddled(*given: object) -> object:
        csv_office.add("9", "Uusi", "uusi@example.net")
        return inside(*given)  # type: ignore[arg-type]

    if moment == "commit":
        monkeypatch.setattr(keeping.Keeper, "commit", meddled)
    else:
        monkeypatch.setattr(keeping, "_like", meddled)
    with pytest.raises(Conflict, match="value_changed"):
        csv_office.connector().erase(targets, "a")
    assert {"uusi@example.net", ANNA.email} <= {row[2] for row in csv_office.rows()}
    assert [path.name for path in csv_office.share.iterdir()] == ["customers.csv"]
    monkeypatch.undo()
    assert csv_office.connector().erase(targets, "a").changed == 1
    assert "uusi@example.net" in str(csv_office.rows())


def test_a_touch_of_the_same_bytes_counts_as_a_change(csv_office: CsvOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    csv_office.plant(ANNA)
    targets = targets_in(csv_office)
    inside = keeping.Keeper.commit

    def touched(*given: object) -> None:
        os.utime(csv_office.path, (5, 5))
        inside(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(keeping.Keeper, "commit", touched)
    with pytest.raises(Conflict, match="value_changed"):
        csv_office.connector().erase(targets, "a")


@pytest.mark.parametrize("lock", ["~$customers.csv", ".~lock.customers.csv#"])
def test_a_file_that_somebody_has_open_waits(csv_office: CsvOffice, lock: str) -> None:
    csv_office.plant(ANNA)
    targets = targets_in(csv_office)
    (csv_office.share / lock).write_text("Bo")
    with pytest.raises(RetryLater, match="locked"):
        csv_office.connector().erase(targets, "a")
    assert ANNA.email in str(csv_office.rows())


def test_one_writes_at_a_time(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    targets = targets_in(csv_office)
    keeper = csv_office.connector()._keeper
    with keeper.writing(), pytest.raises(RetryLater, match="locked"):
        csv_office.connector().erase(targets, "a")
    csv_office.connector().erase(targets, "a")


def test_backups_go_after_their_days(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    old = csv_office.path.read_bytes()
    targets = targets_in(csv_office)
    at(csv_office, NOW).erase(targets, "a")
    kept = sorted(path.name for path in csv_office.backups.iterdir() if path.name[0].isdigit())
    assert [name.endswith(".path") for name in kept] == [False, True]
    assert (csv_office.backups / kept[0]).read_bytes() == old
    assert (csv_office.backups / kept[1]).read_text() == "share/customers.csv"
    assert "Anna" not in "".join(kept)
    assert {path.stat().st_mode & 0o077 for path in (*csv_office.backups.iterdir(), csv_office.backups)} == {0}
    journal = (csv_office.backups / keeping.JOURNAL).read_text()
    assert not any(text in journal for text in ("Anna", "anna", "customers", "10023"))
    assert at(csv_office, NOW + timedelta(days=29)).check() == ()
    assert (csv_office.backups / kept[0]).exists()
    assert at(csv_office, NOW + timedelta(days=31)).check() == ()
    assert sorted(path.name for path in csv_office.backups.iterdir()) == [".lock", keeping.JOURNAL]
    assert (csv_office.backups / keeping.JOURNAL).read_text() == ""
    assert at(csv_office, NOW + timedelta(days=31)).erased(targets)


def test_what_a_file_was_stays_what_it_is(xlsx_office: XlsxOffice) -> None:
    xlsx_office.plant(ANNA)
    os.chown(xlsx_office.path, 1234, 4321)
    xlsx_office.path.chmod(0o640)
    os.utime(xlsx_office.path, (1_700_000_000, 1_700_000_000))
    xlsx_office.connector().erase(targets_in(xlsx_office), "a")
    found = xlsx_office.path.stat()
    assert (found.st_uid, found.st_gid, found.st_mode & 0o777) == (1234, 4321, 0o640)
    assert found.st_mtime > 1_700_000_000


def test_nothing_is_written_where_backups_cannot_be(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    targets = targets_in(csv_office)
    before = csv_office.path.read_bytes()
    csv_office.backups.write_text("a file")
    with pytest.raises((Permanent, RetryLater)):
        csv_office.connector().erase(targets, "a")
    assert csv_office.path.read_bytes() == before
    assert csv_office.connector().check() == ("write_refused",)


def test_a_full_disk_changes_nothing(csv_office: CsvOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    csv_office.plant(ANNA)
    targets = targets_in(csv_office)
    before = csv_office.path.read_bytes()

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping, "_like", full)
    with pytest.raises(RetryLater, match="system_fault"):
        csv_office.connector().erase(targets, "a")
    assert csv_office.path.read_bytes() == before
    assert [path.name for path in csv_office.share.iterdir()] == ["customers.csv"]


def test_a_name_is_corrected_and_the_row_is_known_still(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    found = drained(csv_office.connector(), ASKER)[0]
    one = next(each for each in found if each.category == "contact")
    connector = csv_office.connector()
    first = Change("customer", one.key, one.owner, "Sähköposti", ANNA.email, "uusi.osoite@example.org")
    second = Change("customer", one.key, one.owner, "Nimi", ANNA.name, "Anna Koski")
    connector.rectify([first], "a")
    assert connector.rectified([first])
    connector.rectify([second], "b")
    assert connector.rectified([first, second])
    assert connector.erase(targets_of(found), "c").changed == 1
    assert len(csv_office.rows()) == 1


def test_the_last_card_takes_its_file_along(card_office: CardOffice) -> None:
    card_office.plant(ANNA)
    (card_office.share / "keep.txt").write_text("")
    targets = targets_in(card_office)
    card_office.connector().erase(targets, "a")
    assert [path.name for path in card_office.share.iterdir()] == ["keep.txt"]
    assert card_office.connector().erased(targets)
    assert card_office.connector().erase(targets, "a").already


def test_a_mailbox_keeps_every_other_byte(mail_office: MailOffice) -> None:
    mail_office.plant(BODY)
    start = (mail_office.share / "old.mbox").read_bytes()
    mail_office.plant(ANNA)
    between = (mail_office.share / "old.mbox").read_bytes()
    mail_office.plant(BODY)
    end = (mail_office.share / "old.mbox").read_bytes()[len(between) :]
    mail_office.connector().erase(targets_in(mail_office), "a")
    assert (mail_office.share / "old.mbox").read_bytes() == start + end
    assert sorted(path.name for path in (mail_office.share / "saved").iterdir()) == ["0002.eml", "0006.eml"]


def test_nothing_is_left_of_a_connection_between_operations(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    before = len(list(Path("/proc/self/fd").iterdir()))
    connector = connect(csv_office.settings())
    connector.erase(targets_of(drained(connector, ASKER)[0]), "a")
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_row_that_somebody_changed_after_us_is_not_taken_for_gone(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    found = drained(csv_office.connector(), ASKER)[0]
    one = next(each for each in found if each.category == "contact")
    renamed = Change("customer", one.key, one.owner, "Sähköposti", ANNA.email, "uusi.osoite@example.org")
    csv_office.connector().rectify([renamed], "a")
    text = csv_office.path.read_bytes()
    csv_office.path.write_bytes(text.replace(b"Turku", b"Rauma"))
    assert not csv_office.connector().erased(targets_of(found))
    with pytest.raises(Conflict, match="value_changed"):
        csv_office.connector().erase(targets_of(found), "b")
