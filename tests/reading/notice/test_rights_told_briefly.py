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
