"""How long data is kept as tables, cards and sentences in passing tell it."""

import pytest

from tests.reading.notice.reading import read, read_bytes, register

HEAD = (
    "Privacy notice of Hollow Oak Saddlery. We run a small workshop for saddles and bridles and sell what we make.\n\n"
)
HEAD_FI = "Tietosuojaseloste, Suitsipaja Vaahtera. Pidämme satulapajaa ja myymme omia töitämme.\n\n"
HEAD_SV = "Integritetspolicy för Sadelmakeriet Lönnen. Vi driver en verkstad för sadlar och säljer dem.\n\n"


def _kept(text: str, name: str = "notice.txt"):
    return register(read(text, name))["retention"]


def test_two_columns_give_the_time_with_what_it_is_of():
    table = "<h2>How long</h2><table><tr><th>Data</th><th>Kept for</th></tr>"
    table += "<tr><td>Girth sizes</td><td>4 years</td></tr>"
    table += "<tr><td>Repair tickets</td><td>18 months</td></tr></table>"
    said, document = read_bytes(f"<h1>Privacy</h1><p>{HEAD}</p>{table}".encode(), "notice.html")
    assert register(said)["retention"] == "Girth sizes: 4 years; Repair tickets: 18 months"
    assert "Girth sizes\t4 years" in document.text


def test_more_columns_give_each_time_with_its_row_and_a_cell_of_no_length_with_them():
    rows = "Data\tPurpose\tUntil\nGirth size\tfitting\t4 years\nTicket\trepair\t18 months\n"
    rows += "Sketch\tdesign\twhen you fetch it\nReceipt\taccounts\t6 years\n"
    rows += "Stamp\tloyalty\tsee above\n"
    said = "Girth size: 4 years; Ticket: 18 months; Sketch: when you fetch it; Receipt: 6 years"
    assert _kept(f"{HEAD}{rows}") == said


@pytest.mark.parametrize(
    ("head", "text", "kept"),
    [
        (HEAD_SV, "Prov\nUppgifter: namn\nGrund: avtal\nLagringstid: Fyra månader.\n", "Fyra månader."),
        (HEAD_SV, "Prov\nUppgifter: namn\nGrund: avtal\nTills: sadeln är hämtad\n", "sadeln är hämtad"),
        (HEAD_FI, "Sovitus\nTiedot: nimi\nPeruste: sopimus\nPoistuu: 4 kuukautta\n", "4 kuukautta"),
        (HEAD_FI, "Sovitus\nTiedot: nimi\nPeruste: sopimus\nSäilytys: kauden loppuun\n", "kauden loppuun"),
    ],
)
def test_a_label_of_time_in_a_card_is_no_part_of_the_time(head, text, kept):
    assert _kept(head + text) == kept


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (HEAD, "The repair tickets lie in a drawer for two years."),
        (HEAD, "Tickets are with Nora, who does our bookkeeping, for six years."),
        (HEAD_FI, "Huoltolaput ovat mapissa kolme vuotta."),
        (HEAD_FI, "Mittalaput menevät silppuriin syksyllä."),
        (HEAD_SV, "Lapparna ligger i pärmen i tre år."),
        (HEAD_SV, "Måttlistan måste vi ha i två år."),
    ],
)
def test_a_length_told_in_passing_is_read(head, said):
    assert _kept(f"{head}{said}\n") == said


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (HEAD, "We answer letters about your data in two weeks."),
        (HEAD, "Our cards are for riders over 16 years."),
        (HEAD, "We send a list of new bridles four times a year."),
        (HEAD, "Details of a saddle we have taken in the past 12 months are in the book."),
        (HEAD_FI, "Ilmoitamme tietovuodosta kolmen päivän kuluessa."),
        (HEAD_FI, "Kortti on yli 12-vuotiaille, ja se maksetaan kahden viikon välein."),
        (HEAD_SV, "Vi svarar på mejl inom två veckor."),
        (HEAD_SV, "Kortet är för den som fyllt 16 år."),
    ],
)
def test_a_length_of_something_else_is_none_of_keeping(head, said):
    assert _kept(f"{head}{said}\n") is None


def test_rows_that_are_kept_alike_are_each_told():
    rows = "Data\tPurpose\tKept for\nGirth size\tfitting\t4 years\nTicket\trepair\t4 years\nSketch\tdesign\t1 year\n"
    assert _kept(f"{HEAD}{rows}") == "Girth size: 4 years; Ticket: 4 years; Sketch: 1 year"
