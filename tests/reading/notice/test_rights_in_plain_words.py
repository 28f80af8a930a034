"""Rights as people tell them: in everyday words, by their articles, to the authority."""

import pytest

from tests.reading.notice.reading import read, register

FI, SV, EN = "# Tietosuoja\n\n", "# Integritet\n\n", "# Privacy\n\n"


def rights(text: str) -> list[str]:
    said = read(text, "notice.md")
    return list(register(said)["rights"]) if said["registers"] else []


@pytest.mark.parametrize(("text", "wanted"), [
    (FI + "## Oikeutesi\n\n- nähdä – lähetän kaiken mitä on\n- muuttaa – kerro vain\n- unohtaa – poistan, mitä saan\n"
     "- valittaa – tietosuojavaltuutetulle\n", ["access", "rectification", "erasure", "complaint"]),
    (SV + "## Du har rätt att\n\n- få ut det vi har\n- få det rättat\n- få det borttaget\n- slippa våra sms\n",
     ["access", "rectification", "erasure", "marketing_objection"]),
    (EN + "## Your data\n\nYou may see your card at any time. You may correct it, change your mind, and ask us to tear "
     "it up.\n", ["rectification", "erasure", "withdraw_consent"]),
    (SV + "## Rättigheter\n\nDen registrerade äger rätt enligt artiklarna 15–18 samt 20 och 21.\n",
     ["access", "rectification", "erasure", "restriction", "portability", "objection"]),
    (SV + "## Dina rättigheter\n\n- att få se dem\n- att ni slutar behandla dem medan vi tvistar\n",
     ["access", "restriction"]),
    (FI + "## Soutajan ja huoltajan oikeudet\n\n- saada virheet korjatuiksi\n- poistattaa ne\n- viedä mukanasi\n",
     ["rectification", "erasure", "portability"]),
    (EN + "## Rights of Rowers\n\nA rower may request that it be corrected, and object to the list.\n",
     ["rectification", "objection"]),
    (FI + "## Muuta\n\nJos et ole tyytyväinen, valita tietosuojavaltuutetulle.\n", ["complaint"]),
])  # fmt: skip
def test_it_reads_rights_in_plain_words(text: str, wanted: list[str]) -> None:
    assert rights(text) == wanted


@pytest.mark.parametrize("text", [
    FI + "## Muuta\n\nVoit perua varauksen ja katsoa aikataulun.\n",
    FI + "## Oikeutesi\n\nLisätietoa saat tietosuoja-asetuksen artikloista 15–22.\n",
    EN + "## Parking\n\nYou may see the map and bin your ticket.\n",
])  # fmt: skip
def test_it_reads_none_where_none_is_told(text: str) -> None:
    assert rights(text) == []
