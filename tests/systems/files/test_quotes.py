"""Lists whose quotation marks are not closed, and lists longer than a page: nobody's row becomes part of another's."""

import pytest

from portal.domain.lifecycle import Match
from portal.systems.contract import Change, Identifiers, Permanent, Record
from tests.systems.conformance import ANNA, BODY, drained, targets_of
from tests.systems.files.offices import HEADER, CsvOffice, Office

ASKER = Identifiers(ANNA.email)
HEAD = ";".join(HEADER)
PLAIN = f"1;Anna Virtanen;{ANNA.email};;Turku;kyllä;;soita"
BODYS = f"2;Boris Other;{BODY.email};;Turku;kyllä;;"
MERGED = {
    "to the end of the file": [PLAIN.replace("soita", '"soita aamulla'), BODYS, "3;Cecilia;c@example.net;;Turku;;;"],
    "to another mark": [PLAIN.replace("soita", '"soita'), BODYS, '3;Dan;d@example.net;;Turku;;;"', BODYS[1:]],
    "to a mark in the next row": [PLAIN.replace("soita", '"soita'), BODYS + '"', "3;Cecilia;c@example.net;;;;;"],
    "in a column before": [PLAIN.replace(";Turku;", ';"Turku;'), BODYS.replace(";Turku;", ';";'), "3;Dan;;;;;;"],
    "over a row and into a column before": [PLAIN.replace(";kyllä;", ';"kyllä;'), BODYS, '3;Dan;;;";;;'],
    "with letters behind": [PLAIN.replace("soita", '"soita'), BODYS, '3;Dan;d@example.net;;Turku;;;"vip"'],
}


def written(office: Office, lines: list[str]) -> bytes:
    data = "".join(f"{line}\r\n" for line in [HEAD, *lines]).encode("cp1252")
    (office.share / "customers.csv").write_bytes(data)
    return data


def exact(office: Office) -> list[Record]:
    return [one for one in drained(office.connector(), ASKER)[0] if one.match is Match.EXACT]


@pytest.mark.parametrize("lines", MERGED.values(), ids=list(MERGED))
def test_a_mark_that_is_not_closed_is_a_gap_for_whoever_it_swallows(csv_office: CsvOffice, lines: list[str]) -> None:
    written(csv_office, lines)
    for person in (ANNA, BODY):
        records, gaps, _searched = drained(csv_office.connector(), Identifiers(person.email))
        assert gaps
        assert not [one for one in records if one.match is Match.EXACT]


@pytest.mark.parametrize("lines", MERGED.values(), ids=list(MERGED))
def test_a_mark_that_is_not_closed_takes_nobodys_row_along(csv_office: CsvOffice, lines: list[str]) -> None:
    written(csv_office, [PLAIN])
    targets = targets_of(exact(csv_office))
    data = written(csv_office, lines)
    with pytest.raises(Permanent):
        csv_office.connector().erase(targets, "a")
    with pytest.raises(Permanent):
        csv_office.connector().erased(targets)
    assert csv_office.path.read_bytes() == data


def test_a_text_of_several_lines_is_a_text(csv_office: CsvOffice) -> None:
    note = '"Soita; kiitos, näin\r\nsovittiin; katso ""kirje"", 3; 4"'
    written(csv_office, [PLAIN.replace("soita", note), BODYS])
    assert drained(csv_office.connector(), ASKER)[1] == []
    assert csv_office.connector().erase(targets_of(exact(csv_office)), "a").counts == {"deleted:customer": 1}
    assert BODY.email in csv_office.path.read_text("cp1252")


@pytest.mark.parametrize("others", [300, 3000])
def test_a_row_of_a_list_that_is_longer_than_a_page_is_corrected(csv_office: CsvOffice, others: int) -> None:
    rows = [f"{30000 + at};Other {at};o{at}@example.net;;Turku;kyllä;;{'x' * 40}" for at in range(others)]
    data = written(csv_office, [*rows[:200], PLAIN, *rows[200:]])
    town = next(one for one in exact(csv_office) if one.category == "address")
    change = Change("customer", town.key, town.owner, "Kaupunki", "Turku", "Lahti")
    assert csv_office.connector().rectify([change], "a").changed == 1
    assert csv_office.connector().rectified([change])
    wanted = PLAIN.replace("Turku", "Lahti").encode("cp1252")
    assert csv_office.path.read_bytes() == data.replace(PLAIN.encode("cp1252"), wanted)
