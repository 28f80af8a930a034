"""What was renamed is not gone, and a mailbox that another person came to is nobody's alone."""

import json
from collections.abc import Callable

import openpyxl
import pytest

from portal.domain.lifecycle import Match
from portal.systems.contract import Conflict, Identifiers, SystemFault, Target
from tests.systems.conformance import ANNA, BODY, drained, targets_of
from tests.systems.files.offices import CsvOffice, MailOffice, Office, TableOffice, XlsxOffice

ASKER = Identifiers(ANNA.email)


def targets(office: Office) -> list[Target]:
    return targets_of([one for one in drained(office.connector(), ASKER)[0] if one.match is Match.EXACT])


def refused(office: Office, asked: list[Target]) -> str:
    """By what the erasure is refused; never is it said to have happened."""
    before = {path: path.read_bytes() for path in office.share.rglob("*") if path.is_file()}
    with pytest.raises(Conflict) as fault:
        office.connector().erase(asked, "a")
    assert not office.connector().erased(asked)
    assert before == {path: path.read_bytes() for path in office.share.rglob("*") if path.is_file()}
    return fault.value.code


@pytest.mark.parametrize("to", ["customers 2025.csv", "old/customers.csv"])
def test_a_file_that_was_renamed_is_not_erased(csv_office: TableOffice, to: str) -> None:
    csv_office.plant(BODY)
    csv_office.plant(ANNA)
    asked = targets(csv_office)
    (csv_office.share / "old").mkdir()
    csv_office.path.rename(csv_office.share / to)
    assert refused(csv_office, asked) == "value_changed"


def test_a_sheet_that_was_renamed_is_not_erased(xlsx_office: TableOffice) -> None:
    xlsx_office.plant(ANNA)
    asked = targets(xlsx_office)
    book = openpyxl.load_workbook(xlsx_office.path)
    book["Asiakkaat"].title = "Asiakkaat 2026"
    book.save(xlsx_office.path)
    assert refused(xlsx_office, asked) == "value_changed"


def test_a_row_whose_number_was_changed_is_not_erased(csv_office: TableOffice) -> None:
    csv_office.mapping = csv_office.mapping.replace('read = "table"', 'read = "table"\nkey = "Numero"')  # type: ignore[misc]
    csv_office.plant(ANNA)
    asked = targets(csv_office)
    text = csv_office.path.read_text("cp1252")
    csv_office.path.write_text(text.replace(ANNA.customer_number, f"A-{ANNA.customer_number}"), "cp1252")
    assert refused(csv_office, asked) == "value_changed"


def test_a_message_that_was_moved_is_not_erased(mail_office: MailOffice) -> None:
    mail_office.plant(ANNA)
    asked = [one for one in targets(mail_office) if "saved" in one.key]
    (mail_office.share / "saved").rename(mail_office.share / "kept")
    assert refused(mail_office, asked) == "value_changed"


def test_what_people_took_out_themselves_is_gone(csv_office: TableOffice) -> None:
    csv_office.plant(BODY)
    csv_office.plant(ANNA)
    asked = targets(csv_office)
    csv_office.held.pop()
    csv_office.save()
    assert csv_office.connector().erased(asked)
    assert csv_office.connector().erase(asked, "a").already
    csv_office.path.rename(csv_office.share / "customers 2025.csv")
    assert csv_office.connector().erased(asked)


def test_what_we_took_out_is_gone_though_more_is_there_elsewhere(csv_office: TableOffice) -> None:
    csv_office.plant(ANNA)
    (csv_office.share / "customers old.csv").write_bytes(csv_office.path.read_bytes())
    asked = [one for one in targets(csv_office) if "customers.csv" in one.key]
    csv_office.connector().erase(asked, "a")
    assert csv_office.connector().erased(asked)
    assert csv_office.connector().erase(asked, "a").already


Act = Callable[[CsvOffice, str], object]


@pytest.mark.parametrize(
    "act",
    [
        lambda office, owner: office.connector().restrict([owner], "op", on=True),
        lambda office, owner: office.connector().restrict([owner], "op", on=False),
        lambda office, owner: office.connector().suppress(ASKER, owner, ["email"], "op", chosen=True),
        lambda office, owner: list(office.connector().held(owner)),
    ],
    ids=["restricted", "freed", "forbidden", "held"],
)
def test_a_mailbox_that_another_came_to_is_nobodys_alone(csv_office: CsvOffice, act: Act) -> None:
    csv_office.add(1, "Anna Virtanen", ANNA.email)
    owner = drained(csv_office.connector(), ASKER)[0][0].owner
    assert json.loads(owner) == [ANNA.email]
    csv_office.add(2, "Pekka Laine", ANNA.email)
    before = csv_office.rows()
    with pytest.raises(SystemFault, match="several_owners"):
        act(csv_office, owner)
    assert csv_office.rows() == before
    csv_office.held.pop()
    csv_office.save()
    act(csv_office, owner)


def test_a_person_in_two_rows_is_still_one(xlsx_office: XlsxOffice) -> None:
    xlsx_office.add(1, "Anna Virtanen", ANNA.email)
    owner = drained(xlsx_office.connector(), ASKER)[0][0].owner
    xlsx_office.add("", "Virtanen", ANNA.email)
    assert xlsx_office.connector().restrict([owner], "op", on=True).changed == 2
    assert xlsx_office.connector().restricted([owner], on=True)
