"""CSV as it is met, and whose its rows are."""

import codecs
import random

import pytest

from portal.domain.lifecycle import Match
from portal.systems.contract import Change, Conflict, Identifiers, Permanent, Record
from portal.systems.files.mapping import fits, read_mapping
from portal.systems.mapping import BadMapping
from tests.systems.conformance import ANNA, drained, targets_of
from tests.systems.files.offices import LABEL, CsvOffice

ASKER = Identifiers(ANNA.email)


def exact(office: CsvOffice, asker: Identifiers = ASKER) -> list[Record]:
    return [one for one in drained(office.connector(), asker)[0] if one.match is Match.EXACT]


def text_of(*lines: str, end: str = "\r\n") -> str:
    return "".join(line + end for line in lines)


OTHERS = (
    '20001;"Bo ""Bosse"" Berg";bo@example.net;050 1;"Åbo; Turku";kyllä;;"kaksi\r\nriviä"',
    "20002;Cecilia;cecilia@example.net;;;;",
    '"20003";"Dan";"dan@example.net";"";"";"";"";"kaikki lainausmerkeissä"',
    ";;;;;;;",
)
HEAD = "Numero;Nimi;Sähköposti;Puhelin;Kaupunki;Markkinointi;Esto;Huomio"
ANNAS = f"10023;Anna Virtanen;{ANNA.email};040-123 4567;Espoo;kyllä;;"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("cp1252", b""), ("utf-16-le", codecs.BOM_UTF16_LE),
     ("utf-16-be", codecs.BOM_UTF16_BE)],
)  # fmt: skip
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_other_rows_stay_the_bytes_they_were(
    csv_office: CsvOffice, encoding: str, mark: bytes, end: str, delimiter: str
) -> None:
    def written(*rows: str) -> bytes:
        body = text_of(HEAD, *rows, end=end)
        return mark + (body if delimiter == ";" else body.replace("; ", "_ ").replace(";", delimiter)).encode(encoding)

    csv_office.path.write_bytes(written(*OTHERS[:2], ANNAS, *OTHERS[2:]))
    connector = csv_office.connector()
    found = exact(csv_office)
    assert {one.category for one in found} == {"contact", "address"}
    town = next(one for one in found if one.category == "address")
    change = Change("customer", town.key, town.owner, "Kaupunki", "Espoo", "Härmä")
    assert connector.rectify([change], "a").changed == 1
    assert connector.rectified([change])
    corrected = ANNAS.replace("Espoo", "Härmä")
    assert csv_office.path.read_bytes() == written(*OTHERS[:2], corrected, *OTHERS[2:])
    # What was found before the correction is known still, though the row's content is another.
    assert connector.erase(targets_of(found), "b").counts == {"deleted:customer": 1}
    assert connector.erased(targets_of(found))
    assert csv_office.path.read_bytes() == written(*OTHERS)


def test_a_quoted_row_keeps_its_quotes(csv_office: CsvOffice) -> None:
    quoted = '"' + ANNAS.replace(";", '";"') + '"'
    csv_office.path.write_bytes(text_of(HEAD, quoted, *OTHERS).encode("cp1252"))
    town = next(one for one in exact(csv_office) if one.category == "address")
    change = Change("customer", town.key, town.owner, "Kaupunki", "Espoo", "Ilo; 1")
    csv_office.connector().rectify([change], "a")
    assert csv_office.path.read_bytes() == text_of(HEAD, quoted.replace("Espoo", "Ilo; 1"), *OTHERS).encode("cp1252")


def test_a_first_line_may_say_the_delimiter(csv_office: CsvOffice) -> None:
    body = text_of("sep=|", HEAD.replace(";", "|"), ANNAS.replace(";", "|"))
    csv_office.path.write_bytes(body.encode("cp1252"))
    csv_office.connector().erase(targets_of(exact(csv_office)), "a")
    assert csv_office.path.read_bytes() == text_of("sep=|", HEAD.replace(";", "|")).encode("cp1252")


def test_a_row_inserted_above_erases_nobody_else(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    targets = targets_of(exact(csv_office))
    csv_office.held[1:1] = [[str(number), "Uusi", f"{number}@example.net", "", "", "", "", ""] for number in range(9)]
    csv_office.save()
    assert csv_office.connector().erase(targets, "a").changed == 1
    assert len(csv_office.rows()) == 10
    assert ANNA.email not in str(csv_office.rows())


def test_a_row_that_somebody_changed_is_not_taken_for_gone(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    targets = targets_of(exact(csv_office))
    csv_office.held[1][4] = "Rauma"
    csv_office.save()
    before = csv_office.path.read_bytes()
    assert not csv_office.connector().erased(targets)
    with pytest.raises(Conflict, match="value_changed"):
        csv_office.connector().preview(targets)
    with pytest.raises(Conflict, match="value_changed"):
        csv_office.connector().erase(targets, "a")
    assert csv_office.path.read_bytes() == before


def test_a_row_that_is_another_persons_now_is_left(csv_office: CsvOffice) -> None:
    csv_office.mapping = csv_office.mapping.replace('read = "table"', 'read = "table"\nkey = "Numero"')  # type: ignore[misc]
    csv_office.plant(ANNA)
    targets = targets_of(exact(csv_office))
    csv_office.held[1][1:3] = ["Bo Berg", "bo@example.net"]
    csv_office.save()
    with pytest.raises(Conflict, match="owner_changed"):
        csv_office.connector().erase(targets, "a")
    assert not csv_office.connector().erased(targets)
    assert "bo@example.net" in str(csv_office.rows())


def test_one_of_two_rows_goes_and_the_other_is_no_conflict(csv_office: CsvOffice) -> None:
    csv_office.add("10023", ANNA.name, ANNA.email, "040 1", "vanha")
    csv_office.add("10023", ANNA.name, ANNA.email, "040 2", "uusi")
    targets = targets_of(exact(csv_office))
    assert len(targets) == 2
    connector = csv_office.connector()
    connector.erase(targets[:1], "a")
    assert connector.erased(targets[:1])
    assert connector.erase(targets[:1], "a").already
    assert not connector.erased(targets)
    assert len(csv_office.rows()) == 2


def test_rows_alike_in_everything_are_one_record(csv_office: CsvOffice) -> None:
    for _time in range(3):
        csv_office.plant(ANNA)
    targets = targets_of(exact(csv_office))
    assert len(targets) == 1
    csv_office.connector().erase(targets, "a")
    assert csv_office.rows() == [csv_office.held[0]]


def test_categories_that_stay_keep_the_row(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    found = [one for one in exact(csv_office) if one.category == "contact"]
    connector = csv_office.connector()
    assert connector.erase(targets_of(found), "a").counts == {"anonymised:customer": 1}
    assert connector.erased(targets_of(found))
    assert connector.erase(targets_of(found), "a").already
    assert csv_office.rows()[1] == ["", "", "", "", "Turku", "kyllä", "", ""]


def test_a_shared_mailbox_is_nobodys_for_sure(csv_office: CsvOffice) -> None:
    csv_office.add("1", "Anna Virtanen", ANNA.email)
    csv_office.add("2", "Pekka Virtanen", ANNA.email)
    found = drained(csv_office.connector(), ASKER)[0]
    assert {one.match for one in found} == {Match.PROBABLE}
    assert len({one.owner for one in found}) == 2
    with pytest.raises(Conflict, match="several_owners"):
        csv_office.connector().suppress(ASKER, found[0].owner, ["email"], "a")
    csv_office.connector().suppress(ASKER, found[0].owner, ["email"], "a", chosen=True)
    assert [row[5] for row in csv_office.rows()] == ["Markkinointi", "ei", "kyllä"]
    named = Identifiers(ANNA.email, name="Anna Virtanen")
    assert {one.subject for one in exact(csv_office, named)} == {"Anna Virtanen (1)"}
    numbered = Identifiers(ANNA.email, customer_numbers=("2",))
    assert {one.subject for one in exact(csv_office, numbered)} == {"Pekka Virtanen (2)"}
    assert all("Pekka" not in str(one.fields) for one in csv_office.connector().held(found[0].owner))


def test_several_lists_may_speak_of_one_person(csv_office: CsvOffice) -> None:
    csv_office.add("10023", "Virtanen, Anna", ANNA.email)
    csv_office.add("", "Anna Maria Virtanen", ANNA.email.upper())
    csv_office.add("", "", f"Anna <{ANNA.email}>")
    found = exact(csv_office)
    assert len({one.key for one in found}) == 3
    assert len({one.owner for one in found}) == 1
    page = csv_office.connector().find(ASKER, None)
    assert {(one.what, one.value) for one in page.learned} >= {("customer_number", "10023"), ("name", "Virtanen, Anna")}


def test_a_free_cell_is_a_mention_and_is_emptied_alone(csv_office: CsvOffice) -> None:
    csv_office.add("20001", "Bo Berg", "bo@example.net", "", f"Suositteli: {ANNA.email}")
    found = drained(csv_office.connector(), ASKER)[0]
    assert [(one.match, one.owner, one.fields[0].name) for one in found] == [(Match.MENTION, "", "other_text")]
    assert "bo@example.net" not in str(found)
    csv_office.connector().erase(targets_of(found), "a")
    assert csv_office.rows()[1] == ["20001", "Bo Berg", "bo@example.net", "", "Turku", "kyllä", "", ""]
    assert csv_office.connector().erased(targets_of(found))


@pytest.mark.parametrize("value", ["=1+1", "@SUM(A1)", "+cmd|x", "-2+3+cmd", "\tx", "Ж"])
def test_nothing_that_runs_or_cannot_be_written_is_written(csv_office: CsvOffice, value: str) -> None:
    csv_office.plant(ANNA)
    before = csv_office.path.read_bytes()
    town = next(one for one in exact(csv_office) if one.category == "address")
    with pytest.raises(Permanent, match="value_unfit"):
        csv_office.connector().rectify([Change("customer", town.key, town.owner, "Kaupunki", "Turku", value)], "a")
    assert csv_office.path.read_bytes() == before
    assert [path.name for path in csv_office.share.iterdir()] == ["customers.csv"]


def test_a_mark_is_set_and_lifted(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    owner = exact(csv_office)[0].owner
    connector = csv_office.connector()
    assert connector.restrict([owner], "a", on=True).counts == {"customer": 1}
    assert connector.restricted([owner], on=True)
    assert csv_office.rows()[1][6] == "kyllä"
    assert connector.restrict([owner], "a", on=True).already
    connector.restrict([owner], "b", on=False)
    assert csv_office.rows()[1][6] == ""
    with pytest.raises(Conflict, match="owner_changed"):
        connector.restrict(['["nobody@example.net"]'], "c", on=True)


def test_a_mapped_key_finds_a_row_after_any_change(csv_office: CsvOffice) -> None:
    csv_office.mapping = csv_office.mapping.replace('read = "table"', 'read = "table"\nkey = "Numero"')  # type: ignore[misc]
    csv_office.plant(ANNA)
    targets = targets_of(exact(csv_office))
    csv_office.held[1][4] = "Rauma"
    csv_office.save()
    assert csv_office.connector().erase(targets, "a").changed == 1
    csv_office.add("10023", ANNA.name, ANNA.email)
    csv_office.add("10023", "Toinen", "toinen@example.net")
    with pytest.raises(Permanent, match="key_not_unique"):
        csv_office.connector().erase(targets, "b")


def test_the_rows_of_one_key_are_never_taken_for_one(csv_office: CsvOffice) -> None:
    csv_office.mapping = csv_office.mapping.replace('read = "table"', 'read = "table"\nkey = "Kaupunki"')  # type: ignore[misc]
    csv_office.add("10023", ANNA.name, ANNA.email, "040 1")
    csv_office.add("10023", ANNA.name, ANNA.email, "040 2")
    assert drained(csv_office.connector(), ASKER)[1] == ["key_not_unique:share/customers.csv"]


def test_a_missing_column_is_a_gap_and_nobody_is_sure(csv_office: CsvOffice) -> None:
    csv_office.plant(ANNA)
    (csv_office.share / "customers2.csv").write_bytes("Numero;Nimi\r\n1;Bo\r\n".encode("cp1252"))
    records, gaps, _searched = drained(csv_office.connector(), ASKER)
    assert gaps == ["column_missing:share/customers2.csv"]
    assert {one.match for one in records} == {Match.PROBABLE}


@pytest.mark.parametrize("seed", range(6))
def test_any_text_comes_back_as_it_was(csv_office: CsvOffice, seed: int) -> None:
    """Rows of letters that mean something to a reader, never the asker's."""
    chance = random.Random(seed)
    rows = [";".join("".join(chance.choices('aå" \n\r;,\t', k=chance.randrange(6))) for _cell in range(8))
            for _row in range(40)]  # fmt: skip
    odd = text_of(HEAD, ANNAS, *(row.replace('"', "") for row in rows), '9;"lopussa"').encode("cp1252")
    csv_office.path.write_bytes(odd)
    csv_office.connector().erase(targets_of(exact(csv_office)), "a")
    assert csv_office.path.read_bytes() == odd.replace(text_of(ANNAS).encode("cp1252"), b"")


@pytest.mark.parametrize(
    ("path", "pattern", "fit"),
    [
        ("a/b/x.csv", "*.CSV", True),
        ("a/b/x.csv", "a/*.csv", False),
        ("a/b/x.csv", "a/**/*.csv", True),
        ("x.csv", "**/x.csv", True),
        ("a/x.csv", "a/**/**/**/**/x.csv", True),
        ("a/b", "a/b/c", False),
        ("/".join("a" * 40), "/".join(["**", "a"] * 20 + ["b"]), False),
    ],
)
def test_patterns(path: str, pattern: str, fit: bool) -> None:
    assert fits(path, (pattern,)) is fit


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('kind = "customer"', 'kind = "customer"\nsurprise = 1', "surprise"),
        ('read = "table"', 'read = "cards"', "only a table has columns"),
        ('what = "', 'writable = true, free_text = false, optional = true, label2 = "', "label2"),
        ('column = "Nimi", name = "name"', 'column = "Nimi", name = "number"', "same name"),
        ('column = "Markkinointi"', 'column = "Nimi"', "a column of its own"),
        ('value = "kyllä"', 'value = "kyllä", free = "kyllä"', "one value"),
        ('read = "table"', 'read = "table"\nencoding = "klingon"', "no such encoding"),
        ("[[files]]", "[[files", "not TOML"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(old: str, new: str, reason: str) -> None:
    text = CsvOffice.mapping.replace("LABEL", LABEL)
    assert old in text
    with pytest.raises(BadMapping) as told:
        read_mapping(text.replace(old, new))
    assert reason in told.value.reason
    assert told.value.code == "bad_mapping"
