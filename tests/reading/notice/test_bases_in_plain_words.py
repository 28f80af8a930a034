"""Legal bases as people tell them: a bare word beside a label, a question by which right, a sentence of prose."""

import pytest

from tests.reading.notice.reading import read, register

FI, SV, EN = "# Tietosuoja\n\n", "# Integritet\n\n", "# Privacy\n\n"


def bases(text: str, name: str = "notice.md") -> list[str]:
    said = read(text, name)
    return list(register(said)["legal_bases"]) if said["registers"] else []


@pytest.mark.parametrize(("text", "wanted"), [
    (FI + "## Peruste\n\nsopimus ja laki\n", ["b", "c"]),
    (SV + "## Rättslig grund\n\n- kvitton – lagen\n- utskick – du har sagt ja till dem\n", ["a", "c"]),
    (EN + "## Legal basis\n\n- bookings: contract\n- receipts: the law says so\n", ["b", "c"]),
    (FI + "### Miksi saan pitää niitä\n\n- Kurssit – sopimus\n- Tilastot – oikeutettu etu\n", ["b", "f"]),
    (FI + "## Mitä lakia tässä noudatetaan?\n\nKalastuslaki velvoittaa meidät pitämään kirjaa.\n", ["c"]),
    (FI + "**Miksi saamme näin tehdä?** Soutu on sopimus sinun ja meidän välillämme.\n", ["b"]),
    (SV + "## Får ni göra så?\n\nJa. En bokad bana är ett avtal mellan dig och oss.\n", ["b"]),
    (SV + "## Ändamål\n\nAtt fakturera. Grunden är hyresavtalet.\n", ["b"]),
    (EN + "We may do so because of a contract. The log is kept because we are obliged to by law.\n", ["b", "c"]),
    (FI + "Allergiasi kirjataan suostumuksesi varassa – jätä kertomatta, jos et halua.\n", ["a"]),
    (EN + "## Legal basis\n\nThe log book is a statu-\n    tory obligation. We protect the vital\n"
     "    interests of rowers.\n",
     ["c", "d"]),
])  # fmt: skip
def test_it_reads_bases_in_plain_words(text: str, wanted: list[str]) -> None:
    assert bases(text) == wanted


@pytest.mark.parametrize("text", [
    FI + "## Oikeusperuste\n\nTietosuojalaki edellyttää, että käsittelylle on peruste.\n",
    FI + "Laki käskee kertoa, mitä teen tiedoillasi.\n",
    EN + "## Legal basis\n\nThe law says that we tell you this.\n",
    SV + "## Hur länge\n\nKvitton sparas i sju år, det säger lagen.\n",
    EN + "The keys are yours because the law of the lake says so.\n",
])  # fmt: skip
def test_it_reads_none_where_none_is_claimed(text: str) -> None:
    assert bases(text) == []


def test_a_list_of_lists_has_its_headings() -> None:
    parts = {
        "Data we hold": ("name", "mobile number"), "Why we hold it": ("to mend the boat",),
        "Our legal grounds": ("contract: repairs", "legitimate interests: texts"), "Who gets it": ("our accountant",),
        "Your rights": ("access", "correction", "erasure"),
    }  # fmt: skip
    items = "".join(
        f"<li>{head}<ul>{''.join(f'<li>{one}</li>' for one in below)}</ul></li>" for head, below in parts.items()
    )
    one = register(read(f"<html><body><h1>Your data</h1><ol>{items}</ol></body></html>", "notice.html"))
    assert one["legal_bases"] == ["b", "f"]
    assert one["data_categories"] == ["name", "mobile number"]
    assert one["rights"] == ["access", "rectification", "erasure"]
