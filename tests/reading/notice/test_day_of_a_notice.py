"""The day of a notice: beside words for when it was written, or at its top or foot."""

import pytest

from tests.reading.notice.reading import read

BODY = "\n\n## Mitä keräämme\n\nNimi ja puhelinnumero.\n\n## Lagen\n\nVi följer förordning 2016/679 från 27.4.2016.\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# Tietosuoja" + BODY + "Tämä on kirjoitettu helmikuussa 2023, kun satoi.\n", "2023-02"),
        ("# Tietosuoja\n\nVoimassa lokakuusta 2024 alkaen" + BODY, "2024-10"),
        ("# Tietosuoja" + BODY + "Nikkaroinnin Ilo ky, päiv. 4.11.2022\n", "2022-11-04"),
        ("# Integritet\n\nIkraftträdande: 3 mars 2025" + BODY, "2025-03-03"),
        ("# Integritet" + BODY + "Policyn antogs av ledningen 2024-09-02.\n", "2024-09-02"),
        ("# Integritet" + BODY + "Segelmakeriet · Hamngatan 2 · texten är från juni 2023\n", "2023-06"),
        ("# Integritet" + BODY + "Segelmakeriet · Hamngatan 2 · rev. 2024-03\n", "2024-03"),
        ("# Integritet\n\nSenast ändrad: 2024.11.29" + BODY, "2024-11-29"),
        ("# Privacy" + BODY + "Written 5/2024 in the boat house.\n", "2024-05"),
        ("# Privacy\n\nApplies from: 2026-02-01" + BODY, "2026-02-01"),
        ("# Privacy" + BODY + "Quay 4 · open till six · page of 9 April 2024\n", "2024-04-09"),
    ],
)
def test_it_is_heard_in_many_words(text, wanted) -> None:
    assert read(text, "notice.md")["updated"] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# Privacy" + BODY + "Approved by the board 2 May 2023. Next look at it: June 2025.\n", "2023-05-02"),
        ("---\ndate: 2025-01-01\n---\n\n# Privacy" + BODY + "Last updated: 2 May 2024\n", "2024-05-02"),
        ("# Privacy" + BODY + "Quay 4, founded in May 2004\n", None),
        ("# Privacy" + BODY + "© March 2021 Quay 4\n", None),
        ("# Integritet" + BODY + "Enligt lagen av den 3 maj 2018\n", None),
        ("# Privacy" + BODY + "- Our summer fair, 2 May 2024\n", None),
        ("# Privacy\n\nFair of 2 May 2024 and of 9 May 2024" + BODY, None),
    ],
)
def test_no_other_day_is_taken_for_it(text, wanted) -> None:
    assert read(text, "notice.md")["updated"] == wanted
