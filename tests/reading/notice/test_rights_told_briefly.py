"""Rights told by articles alone, by the names that southern Europe gives them, and in a wish."""

import pytest

from tests.reading.notice.reading import read

HEAD = "Privacy notice\n\n1. Controller\n\nStone Ltd, 4 High Street, Leeds\n\n2. Data\n\nYour name and address.\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "3. Your rights\n\nArt. 15 GDPR, Art. 16 GDPR, Art. 17 GDPR, Art. 18 GDPR; Art. 77 GDPR.",
            ["access", "rectification", "erasure", "restriction", "complaint"],
        ),
        (
            "3. Your rights\n\nTo use your rights of access, rectification, cancellation and opposition, write to us.",
            ["access", "rectification", "erasure", "objection"],
        ),
        (
            "3. Your rights\n\nYou have these rights: information about your data, correction, deletion, limitation, "
            "transfer of your data, objection and withdrawal of consent.",
            ["access", "rectification", "erasure", "restriction", "portability", "objection", "withdraw_consent"],
        ),
        (
            "3. Contact\n\nPlease write to us if you want to see, change or remove your data.",
            ["access", "rectification", "erasure"],
        ),
        (
            "3. Your rights\n\nYou may ask us at any time what data we hold on you, and have it corrected.",
            ["access", "rectification"],
        ),
    ],
)
def test_they_are_heard(text: str, wanted: list[str]) -> None:
    assert read(HEAD + text)["registers"][0]["rights"] == wanted


def test_one_article_alone_tells_no_right() -> None:
    said = read(HEAD + "3. Your rights\n\nWe follow Art. 15 GDPR in this.")

    assert "erasure" not in said["registers"][0]["rights"]


def test_the_opposition_of_a_party_is_no_objection() -> None:
    said = read(HEAD + "3. Your rights\n\nYou have the right of access. The opposition party has no part in it.")

    assert said["registers"][0]["rights"] == ["access"]


TOP = {
    "fi": "# Tietosuojaseloste\n\nRekisterinpitäjä on Ruukku Oy.\n\n",
    "sv": "# Integritetspolicy\n\nKruka AB är personuppgiftsansvarig.\n\n",
    "en": "# Privacy notice\n\nThe data controller is Pots Ltd.\n\n",
}
IN_PASSING = [
    ("en", "## Your rights\n\nThere are rights to information, correction, revocation and objection.\n",
     ["access", "rectification", "objection", "withdraw_consent"]),
    ("en", "## Your rights\n\n- Information\n- Deletion\n", ["access", "erasure"]),
    ("en", "## Profiles\n\nAll members can see, edit, or delete their profile data whenever they like.\n",
     ["access", "rectification", "erasure"]),
    ("sv", "## Profiler\n\nAlla medlemmar kan se, redigera eller radera sina uppgifter.\n",
     ["access", "rectification", "erasure"]),
    ("sv", "## Dina rättigheter\n\n- Uppdatering\n- Be om en exportfil\n- Välja bort riktade annonser\n",
     ["access", "rectification", "marketing_objection"]),
    ("fi", "## Oikeutesi\n\n- Tietojen katselu, päivitys ja poisto\n", ["access", "rectification", "erasure"]),
    ("sv", "Hör av dig om du vill radera något eller veta vad vi har noterat om dig.\n", ["access", "erasure"]),
    ("sv", "## Brev\n\nGrund: ditt samtycke. Du kan alltid ta tillbaka det igen.\n", ["withdraw_consent"]),
    ("en", "## Letters\n\nLegal basis: consent. You may always withdraw it again.\n", ["withdraw_consent"]),
    ("fi", "## Kirjeet\n\nPeruste: suostumuksesi. Voit perua sen milloin vain.\n", ["withdraw_consent"]),
    ("sv", "## Brev\n\nDu kan när som helst avprenumerera på nyhetsbrevet.\n", ["marketing_objection"]),
    ("sv", "## Brev\n\nDu kan avsluta det, och uppgifterna raderas då.\n", []),
    ("sv", "## Frågor\n\nVi har ingenting att ändra, rätta eller radera om du frågar.\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), IN_PASSING)
def test_it_reads_rights_told_in_passing(language, text, wanted) -> None:
    told = [right for one in read(TOP[language] + text, "notice.md")["registers"] for right in one["rights"]]
    assert told == wanted
