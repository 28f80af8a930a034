"""Folders that other people fill: links, loops, names, locks, shares that are away."""

import os
from pathlib import Path

import pytest

from portal.domain.lifecycle import Match
from portal.systems import registry
from portal.systems.contract import AuthLost, Conflict, Identifiers, Permanent, RetryLater
from portal.systems.files.connector import connect
from tests.systems.conformance import ANNA, drained, targets_of
from tests.systems.files.offices import NOBODY, CsvOffice, MailOffice

ASKER = Identifiers(ANNA.email)


def gaps(office: CsvOffice, asker: Identifiers = ASKER) -> list[str]:
    return drained(office.connector(), asker)[1]


def test_no_link_leads_out_and_none_is_walked_twice(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    outside = csv_office.home / "outside"
    outside.mkdir()
    (outside / "customers.csv").write_bytes(csv_office.path.read_bytes())
    below = csv_office.share / "below"
    below.mkdir()
    (below / "loop").symlink_to(csv_office.share)
    (below / "customers.csv").symlink_to(csv_office.path)
    (below / "gone.csv").symlink_to("nowhere")
    (csv_office.share / "out").symlink_to(outside)
    (csv_office.share / "customers-link.csv").symlink_to(outside / "customers.csv")
    records, found, _searched = drained(csv_office.connector(), ASKER)
    assert {one.key.partition('", ')[0] for one in records} == {'["share/customers.csv'}
    assert found == ["link_outside:share/customers-link.csv", "link_outside:share/out"]
    assert {one.match for one in records} == {Match.EXACT}


def test_a_key_leads_nowhere_but_into_its_folder(mail_office: MailOffice) -> None:
    secret = mail_office.home / "secret.eml"
    secret.write_bytes(mail_office.message(ANNA.email, "x"))
    (mail_office.share / "link.eml").symlink_to(secret)
    for path in (
        "share/../secret.eml",
        "share/link.eml",
        "/etc/x.eml",
        "share//secret.eml",
        "share/\\u0000.eml",
        "other/x.eml",
    ):
        with pytest.raises(Permanent, match="record_gone|file_broken"):
            list(mail_office.connector().export("mail", f'["{path}", "", "m:0"]'))


def test_names_that_are_no_text_and_names_that_bite(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    body = csv_office.path.read_bytes()
    for name in (
        b"customers\xff.csv",
        b"customers\n; rm -rf.csv",
        "customers-\u202e-ä.csv".encode(),
        b"customers<b>.csv",
    ):
        with open(os.fsencode(csv_office.share) + b"/" + name, "wb") as out:  # noqa: PTH123 (bytes)
            out.write(body)
    records, found, _searched = drained(csv_office.connector(), ASKER)
    assert (len({one.key for one in records}), found) == (5, [])
    assert all(one.key.isascii() and one.key.isprintable() for one in records)
    csv_office.connector().erase(targets_of(records), "a")
    assert drained(csv_office.connector(), ASKER)[0] == []
    (csv_office.share / "customers\x1b[31m.csv").write_bytes(b"\x81")
    assert gaps(csv_office) == ["encoding_unknown:share/customers?[31m.csv"]


def test_a_share_that_is_not_mounted_is_never_nothing_held(csv_office: CsvOffice) -> None:
    csv_office.path.unlink()
    assert gaps(csv_office) == ["folder_empty:share"]
    assert csv_office.connector().check() == ("folder_empty:share",)
    with pytest.raises(Permanent, match="folder_empty"):
        list(csv_office.connector().held('["x"]'))
    (csv_office.share / ".mounted").write_text("")
    marked = connect({**csv_office.settings(), "marker": ".mounted"})
    assert drained(marked, ASKER)[:2] == ([], [])
    (csv_office.share / ".mounted").unlink()
    with pytest.raises(RetryLater, match="system_away"):
        marked.find(ASKER, None)


def test_one_folder_away_is_a_gap_and_the_others_go_on(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    both = connect({**csv_office.settings(), "folders": f"{csv_office.share}\n{csv_office.home}/pc7\n"})
    records, found, _searched = drained(both, ASKER)
    assert found == ["folder_missing:pc7"]
    assert {one.match for one in records} == {Match.PROBABLE}
    with pytest.raises(Permanent, match="folder_missing:pc7"):
        list(both.held(records[0].owner))


def test_what_lies_in_a_folder_that_went_away_is_not_erased_by_that(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    targets = targets_of(drained(csv_office.connector(), ASKER)[0])
    with csv_office.broken("away"), pytest.raises(RetryLater, match="system_away"):
        csv_office.connector().erased(targets)
    kept = csv_office.path.read_bytes()
    csv_office.path.unlink()
    with pytest.raises(RetryLater, match="system_away"):
        csv_office.connector().erased(targets)
    csv_office.path.write_bytes(kept)


def test_what_may_not_be_read_is_a_gap(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    (csv_office.share / "customers2.csv").write_bytes(csv_office.path.read_bytes())
    (csv_office.share / "customers2.csv").chmod(0o600)
    (csv_office.share / "private").mkdir(mode=0o700)
    os.mkfifo(csv_office.share / "customers3.csv")
    os.seteuid(NOBODY)
    try:
        records, found, _searched = drained(csv_office.connector(), ASKER)
    finally:
        os.seteuid(0)
    assert found == ["file_refused:share/customers2.csv", "file_refused:share/private"]
    assert {one.match for one in records} == {Match.PROBABLE}
    with csv_office.broken("scope"), pytest.raises(AuthLost, match="access_refused"):
        csv_office.connector().find(ASKER, None)


def test_files_that_nobody_mapped_are_counted(csv_office: CsvOffice) -> None:
    for name in (
        "a.pdf",
        "b.pdf",
        "c.docx",
        "noending",
        "customers.xls",
        "~$customers.csv",
        ".~lock.customers.csv#",
        "._x",
    ):
        (csv_office.share / name).write_bytes(b"x")
    assert sorted(gaps(csv_office)) == sorted(
        ["file_unmapped:share/*.docx (1)", "file_unmapped:share/* (1)", "file_unmapped:share/*.pdf (2)",
         "file_unmapped:share/*.xls (1)"]
    )  # fmt: skip
    csv_office.mapping = 'ignore = ["*.pdf", "*.docx", "noending", "*.xls"]\n' + csv_office.mapping  # type: ignore[misc]
    assert gaps(csv_office) == []


def test_backups_are_not_searched(csv_office: CsvOffice) -> None:
    csv_office.backups = csv_office.share / "kopiot"
    csv_office.plant(ANNA)
    csv_office.connector().erase(targets_of(drained(csv_office.connector(), ASKER)[0]), "a")
    assert any(ANNA.email.encode() in path.read_bytes() for path in csv_office.backups.iterdir())
    assert drained(csv_office.connector(), ASKER)[:2] == ([], [])


@pytest.mark.parametrize(
    "changed",
    [
        {"folders": "relative"},
        {"folders": ""},
        {"folders": "/a/x\n/b/x"},
        {"folders": "/a\n/a/b"},
        {"folders": "/a/../b"},
        {"backups": "kopiot"},
        {"backups": "/", "folders": "/a"},
        {"marker": "a/b"},
        {"days": "many"},
        {"days": "-1"},
    ],
)
def test_settings_that_cannot_be_are_refused(csv_office: CsvOffice, changed: dict[str, str]) -> None:
    with pytest.raises(Permanent, match="settings_incomplete"):
        registry.connect("files", {**csv_office.settings(), **changed})
    assert registry.connect("files", csv_office.settings()).check() == ()


def test_a_folder_that_is_too_deep_is_a_gap(csv_office: CsvOffice) -> None:
    path = csv_office.share
    for _depth in range(70):
        path = path / "d"
        path.mkdir()
    (path / "customers.csv").write_bytes(csv_office.path.read_bytes())
    assert [each.partition(":")[0] for each in gaps(csv_office)] == ["file_too_large"]


def test_a_path_is_not_followed_when_a_folder_is_swapped_for_a_link(csv_office: CsvOffice, tmp_path: Path) -> None:
    below = csv_office.share / "below"
    below.mkdir()
    csv_office.plant(ANNA)
    csv_office.path.rename(below / "customers.csv")
    csv_office.save()
    targets = targets_of([one for one in drained(csv_office.connector(), ASKER)[0] if "below" in one.key])
    (tmp_path / "customers.csv").write_bytes((below / "customers.csv").read_bytes())
    before = (tmp_path / "customers.csv").read_bytes()
    (below / "customers.csv").unlink()
    below.rmdir()
    below.symlink_to(tmp_path)
    with pytest.raises(Conflict):  # the same row lies in another file still
        csv_office.connector().erase(targets, "a")
    assert (tmp_path / "customers.csv").read_bytes() == before


def test_a_link_to_what_we_may_not_see_is_a_gap(csv_office: CsvOffice) -> None:
    private = csv_office.home / "private"
    private.mkdir(mode=0o700)
    (private / "customers.csv").write_text("x")
    (csv_office.share / "customers2.csv").symlink_to(private / "customers.csv")
    (csv_office.share / "around.csv").symlink_to("around.csv")
    (csv_office.share / "gone.csv").symlink_to("nowhere")
    wanted = ["link_outside:share/around.csv", "link_outside:share/customers2.csv"]
    assert sorted(drained(csv_office.connector(), Identifiers(ANNA.email))[1]) == wanted
    os.seteuid(NOBODY)
    try:
        found = drained(csv_office.connector(), Identifiers(ANNA.email))[1]
    finally:
        os.seteuid(0)
    assert sorted(found) == wanted
