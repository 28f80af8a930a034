"""Recipients that are told of in passing."""

import pytest

from tests.reading.notice.beginnings import MARKED as TOP
from tests.reading.notice.reading import read, register

PASSING = [
    ("en", "## If you eat with us\n\nPay by card and Zettle knows who you are; we do not.\n", ["Zettle"]),
    ("sv", "## När du äter hos oss\n\nKvittona ligger kvar, och Bokio håller ordning på dem.\n", ["Bokio"]),
    ("fi", "## Kun syöt meillä\n\nKuitit ovat tallessa, ja Netvisor pitää niistä lukua.\n", ["Netvisor"]),
    ("en", "## Cookies\n\nVisits are counted with Plausible.\n", ["Plausible"]),
    ("en", "## When you look for a boat\n\nThe weather on your route comes through Open-Meteo.\n", ["Open-Meteo"]),
    ("sv", "## När du handlar\n\nPaketet bokas hos Fraktjakt, och köpet syns i Tradedoubler.\n", ["Tradedoubler"]),
    ("fi", "## Kun ostat lipun\n\nLiput tulevat Fienta-palvelusta.\n", ["Fienta"]),
]
NOBODY = [
    (
        "en",
        "## Who receives the data\n\nWe share it with nobody.\n\n## Writing\n\nWe never use Stripe or Adyen.\n",
    ),
    ("en", "## Our boats\n\nKeep receipts: HMRC rules demand it.\n"),
    ("sv", "## När du äter hos oss\n\nDin LinkedIn-profil läser vi inte.\n"),
]


@pytest.mark.parametrize(("language", "text", "names"), PASSING)
def test_services_told_of_in_passing_are_read(language: str, text: str, names: list[str]) -> None:
    found = register(read(TOP[language] + text, "notice.md"))["recipients"]
    assert set(names) <= set(found)


@pytest.mark.parametrize(("language", "text"), NOBODY)
def test_who_is_denied_or_only_spoken_of_is_none(language: str, text: str) -> None:
    assert register(read(TOP[language] + text, "notice.md")).get("recipients", []) == []
