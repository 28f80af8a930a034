"""How long data is kept, told by what becomes of it and what that waits for, under headings of anything."""

import pytest

from tests.reading.notice.reading import read, register

FI, SV, EN = (
    "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n",
    "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nModell AB\n\n",
    "# Privacy notice\n\n## Data controller\n\nModel Ltd\n\n",
)
KEPT = [
    (EN + "## Contact form\n\nThe slip is erased once the cake is baked, unless statutory retention duties apply. "
     "The door is blue.\n",
     "The slip is erased once the cake is baked, unless statutory retention duties apply."),
    (EN + "## Contact form\n\nThe wish you sing remains with us, as data of ours, until you ask for its deletion. "
     "Statutory rules on the retention of receipts remain unaffected.\n",
     "The wish you sing remains with us, as data of ours, until you ask for its deletion. "
     "Statutory rules on the retention of receipts remain unaffected."),
    (EN + "## Guest book\n\nWe collect names. Storage period: unlimited\n", "Storage period: unlimited"),
    (EN + "## Guest book\n\nDuration: until the book is full\n\nDuration: rather hard to say\n",
     "Duration: until the book is full"),
    (EN + "## Retention\n\nLogs are kept for 2 weeks. In the case of ferry trips, this is the case when the boat "
     "lands. Letters are retained according to their purpose.\n",
     "Logs are kept for 2 weeks. In the case of ferry trips, this is the case when the boat lands. "
     "Letters are retained according to their purpose."),
    (EN + "## Retention\n\n- 10 Years - Books are kept in the archive\n- 6 Months - Letters are kept too\n",
     "10 Years - Books are kept in the archive - 6 Months - Letters are kept too"),
    (EN + "## Hosting\n\nRetention follows the settings of the host.\n", "Retention follows the settings of the host."),
    (SV + "## Kontaktformulär\n\nUppgifterna raderas när reparationen är avslutad, om inte lagen kräver annat. "
     "Dörren är blå.\n",
     "Uppgifterna raderas när reparationen är avslutad, om inte lagen kräver annat."),
    (SV + "## Loggar\n\nLoggarna förvaras i 24 timmar.\n", "Loggarna förvaras i 24 timmar."),
    (SV + "## Loggar\n\nFörvaringstiden för loggarna beror på systemet.\n",
     "Förvaringstiden för loggarna beror på systemet."),
    (SV + "## Gästbok\n\nVi frågar efter namn.\n\nLagringstid: obegränsad\n", "obegränsad"),
    (FI + "## Yhteydenotto\n\nViesti poistetaan heti, kun asia on käsitelty, ellei laki vaadi muuta. "
     "Ovi on sininen.\n",
     "Viesti poistetaan heti, kun asia on käsitelty, ellei laki vaadi muuta."),
    (FI + "## Lokit\n\nLokien säilytysaika riippuu järjestelmästä.\n", "Lokien säilytysaika riippuu järjestelmästä."),
    (FI + "## Vieraskirja\n\nKysymme nimeä.\n\nSäilytysaika: rajoittamaton\n", "rajoittamaton"),
]  # fmt: skip
NOT_KEPT = [
    EN + "## Your rights\n\n- Erasure of photographs, unless statutory retention rules forbid it\n"
    "- Deletion: request deletion of data where it is no longer needed\n",
    EN + "## Contact\n\nWhen you write to us, your data is stored to process your letter.\n",
    EN + "## Cookies\n\nA cookie is a piece of data stored by the browser while you look at pages.\n",
    EN + "## Videos\n\nInformation can be stored on the phone in cookies until the film starts.\n",
    EN + "## Sharing\n\nWe do not share any of the data stored here unless the law requires it.\n",
    EN + "## Figures\n\nWhen you agree, we collect anonymised usage patterns.\n",
    FI + "## Sivusto\n\nHyväksyt tietojen keräämisen ja säilytyksen tämän selosteen mukaisesti.\n",
    SV + "## Rättigheter\n\n- Radering av uppgifter, om inte lagen kräver att de sparas\n",
]


@pytest.mark.parametrize(("text", "wanted"), KEPT)
def test_it_reads_what_data_waits_for(text, wanted) -> None:
    assert register(read(text, "notice.md"))["retention"] == wanted


@pytest.mark.parametrize("text", NOT_KEPT)
def test_it_takes_no_right_and_no_cookie_for_a_time(text) -> None:
    assert not register(read(text, "notice.md")).get("retention")


def test_it_leaves_out_what_only_sums_up_and_what_somebody_may_do() -> None:
    text = EN + (
        "## Retention\n\n*In short: we keep data as long as we need it.*\n\nWe keep data for 2 years. "
        "You can delete your account in the app. Logs are erased after 9 days.\n"
    )

    assert register(read(text, "notice.md"))["retention"] == ("We keep data for 2 years. Logs are erased after 9 days.")


def test_the_word_between_two_letters_of_an_article_is_no_letter() -> None:
    text = EN + "## Contact\n\nThe legal basis is Art. 6(1)(b) and (f) GDPR.\n"

    assert register(read(text, "notice.md"))["legal_bases"] == ["b", "f"]
