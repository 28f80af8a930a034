"""The page that makes a dossier, and the file that comes of it."""

import io

from portal.domain.lifecycle import Right
from portal.papers import dossier
from tests.cases import Desk
from tests.faces import Browser, words_of


def test_it_makes_the_file_and_says_by_whose_key(desk: Desk, browser: Browser) -> None:
    request = desk.searched(Right.ACCESS)
    path = f"/staff/digelius/requests/{request.reference}/dossier"
    page = browser.get(path)
    assert browser.post(path, language="xx").status_code == 422
    made = browser.post(path, language="sv", letters="y")
    assert made.status_code == 200
    assert "attachment" in made.headers["Content-Disposition"]
    assert made.headers["Cache-Control"] == "no-store"
    found = dossier.verify(io.BytesIO(made.data))
    assert found.problems == ()
    assert found.fingerprint in words_of(page)
    assert f'href="{path}"' in browser.get(f"/staff/digelius/requests/{request.reference}").text
