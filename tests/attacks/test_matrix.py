"""Every address as each role: nothing outside of a role's scope stands in any byte of any answer, and no press of
whoever may not changes anything. An address that the matrix does not know fails it.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.exceptions import HTTPException

from portal.domain.may import may_change
from portal.domain.roles import Role, machine
from portal.storage import tables as t
from portal.storage.database import Store
from tests import every_page, register_dump
from tests.attacks import matrix
from tests.attacks.matrix import MEMBERS, OF_NOBODYS_ROLE, RULES, Guest, World

REFUSED = frozenset({403, 404})
FRAGMENT = {"HX-Request": "true"}
QUIET = frozenset({"limit_count", "staff_session", "presence"})
"""Tables that move by looking: counters, when a browser was last seen, and who looks at a request."""


@pytest.fixture(scope="module")
def house(kept_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with matrix.world(kept_store, tmp_path_factory.mktemp("matrix")) as made:
        yield made


def _of_staff(world: World, method: str) -> list[Any]:
    rules = [one for one in world.rules(method) if world.audience(one) == "staff"]
    return [one for one in rules if one.endpoint not in OF_NOBODYS_ROLE]


def _unknown(world: World) -> set[str]:
    """The addresses whose rule the matrix does not know, or whose places."""
    found = {one.endpoint for method in ("GET", "POST") for one in _of_staff(world, method)} ^ RULES.keys()
    places = set(matrix._HOUSE) | {"controller", "reference", "step_id", "finding_id", "upload_id", "letter_id"}
    return found | {one.endpoint for one in world.app.url_map.iter_rules() if one.arguments - places - {"upload"}}


def test_it_knows_every_address(house: World) -> None:
    assert not _unknown(house), "say in tests/attacks/matrix.py by which rule of domain/may.py it is open"


def test_it_would_find_an_address_that_it_does_not_know(house: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(RULES, "staff_messages.note")  # type: ignore[arg-type]  # the table is a dict
    assert _unknown(house) == {"staff_messages.note"}


def _get(guest: Guest, path: str, *, whole: bool) -> Iterator[tuple[int, bytes]]:
    """The page, and what htmx is given of it where it may have parts."""
    for headers in ({},) if whole else ({}, FRAGMENT):
        answer = guest.browser.get(path, **headers)
        yield answer.status_code, matrix.read(answer)


def _leaks(world: World, guest: Guest, said: bytes, path: str) -> list[str]:
    """The canaries in an answer that this guest may not see; what they asked for themselves aside."""
    told = world.words_in(said.replace(path.encode(), b""))
    found = [one for one in world.forbidden(guest.viewer) if one.word in told] if told else []
    return [f"{one.kind} {one.system} {one.category} {one.word}" for one in found if one.word not in path]


def _views(world: World, guest: Guest) -> Iterator[tuple[str, str, int, bytes]]:
    """Every page of the staff's at this guest's controller, of each request: endpoint, path, status, bytes."""
    here = [one for one in world.planted if _slug(world, one.request.controller_id) == guest.slug]
    for rule in _of_staff(world, "GET"):
        for places in world.places(rule, guest.slug, here):
            path = world.path(rule, places, "GET")
            for status, said in _get(guest, path, whole=bool(_ONE_THING & rule.arguments)):
                yield rule.endpoint, path, status, said


_ONE_THING = {"step_id", "finding_id", "upload_id", "letter_id", "kind", "draft_id", "connector"}
"""Places of pages that have no parts of their own."""


def _slug(world: World, controller_id: str) -> str:
    return "digelius" if controller_id == world.everything.desk.house.shop.id else "thewind"


@pytest.mark.parametrize("name", MEMBERS)
def test_it_shows_each_role_what_is_theirs_and_not_a_byte_more(house: World, name: str) -> None:
    guest, wrong = house.guests[name], []
    viewer = guest.viewer
    assert viewer is not None
    seen: set[str] = set()
    hidden = {one.request.reference for one in house.planted if not one.is_of(viewer)}
    for endpoint, path, status, said in _views(house, guest):
        wrong += [f"{path}: {leak}" for leak in _leaks(house, guest, said, path)]
        refused = not RULES[endpoint](viewer) or any(reference in path for reference in hidden)
        if refused and status not in REFUSED:
            wrong.append(f"{path}: {status}")
        if status >= 500:
            wrong.append(f"{path}: {status}")
        seen |= {word for word in house.words_in(said) - seen if word not in path}
    assert not wrong
    # The canaries are alive: whatever may be seen was seen
    unseen = [one for one in house.canaries if house.allows(viewer, one) and one.word not in seen]
    assert not [one for one in unseen if one.kind in _SHOWN], unseen


@pytest.mark.parametrize("name", ["owner", "handler", "reviewer", "auditor"])
def test_what_is_open_to_a_role_is_open_in_every_state(house: World, name: str) -> None:
    """Of whoever has no limit, nothing is refused further in that their rule let pass."""
    guest, wrong = house.guests[name], []
    viewer = guest.viewer
    assert viewer is not None
    for endpoint, looks in every_page.PAGES.items():
        for look in looks if endpoint in RULES and RULES[endpoint](viewer) else ():
            path = house.everything.path(look)
            if look.press is None and path.startswith(f"/staff/{guest.slug}/"):
                wrong += [path for status, _said in _get(guest, path, whole=True) if status in REFUSED]
    assert not wrong


_SHOWN = frozenset({"name", "reference", "finding", "message", "note", "event", "letter", "file", "setting"})


@pytest.mark.parametrize("name", [*MEMBERS, "neighbour", "stranger"])
def test_it_changes_nothing_by_a_press_that_is_not_theirs(house: World, name: str) -> None:
    guest, wrong = house.guests[name], []
    before = _dump(house)
    guest.browser.get("/staff/login" if guest.viewer is None and name == "stranger" else "/staff/")
    here = [one for one in house.planted if _slug(house, one.request.controller_id) == guest.slug]
    for rule in _of_staff(house, "POST"):
        for one in here if "reference" in rule.arguments else here[:1]:  # the others would be the same press again
            if guest.viewer is not None and RULES[rule.endpoint](guest.viewer) and one.is_of(guest.viewer):
                continue
            if "reference" not in rule.arguments and guest.viewer is not None and RULES[rule.endpoint](guest.viewer):
                continue
            for places in _some(list(house.places(rule, guest.slug, [one]))):
                path = house.path(rule, places, "POST")
                answer = guest.browser.post(path, **_FIELDS)
                to_sign_in = answer.headers.get("Location", "").startswith("/staff/login")
                if answer.status_code not in REFUSED and not (name == "stranger" and to_sign_in):
                    wrong.append(f"{path}: {answer.status_code}")
                said = matrix.read(answer)
                wrong += [f"{path}: {leak}" for leak in _leaks(house, guest, said, path)]
    assert not wrong
    assert _dump(house) == before


_FIELDS = {
    "version": "1", "seen": "0", "text": "Pressed", "note": "Pressed", "outcome": "done", "verdict": "included",
    "reason": "Pressed", "act": "clean", "digest": "d" * 64, "looked": "y", "staff": "", "reference": "x",
}  # fmt: skip
"""What many forms ask for, so that no press is refused for being empty."""


def _some(every: list[dict[str, str]]) -> list[dict[str, str]]:
    """The first, the last and some between: a press is refused for what it is, not for where."""
    return every[:: max(1, len(every) // 3)]


def _dump(world: World) -> dict[str, Any]:
    rows = register_dump.dump(world.store.database.engine.url.render_as_string(hide_password=False))
    return {name: found for name, found in rows.items() if name not in QUIET}


@pytest.mark.parametrize("name", ["orders", "billing", "mailing", "names", "administrator"])
def test_it_finds_no_request_by_what_a_member_may_not_see(house: World, name: str) -> None:
    guest = house.guests[name]
    for one in house.forbidden(guest.viewer):
        if one.controller_id != _id(house, guest.slug) or not one.request_id:
            continue
        answer = guest.browser.get(f"/staff/{guest.slug}/requests?show=all&q={one.word}")
        reference = next(each.request.reference for each in house.planted if each.request.id == one.request_id)
        shown = f"/requests/{reference}".encode()
        assert shown not in matrix.read(answer), one


def _id(world: World, slug: str) -> str:
    return next(one.request.controller_id for one in world.planted if _slug(world, one.request.controller_id) == slug)


@pytest.mark.parametrize("name", [*MEMBERS, "neighbour", "stranger"])
def test_it_shows_nothing_of_a_request_on_any_other_page(house: World, name: str) -> None:
    """The person's pages, the processors', and those of no controller, in a browser that is nobody's of them."""
    guest, wrong, looked = house.guests[name], [], 0
    rules = [one for one in house.rules("GET") if house.audience(one) not in {"staff", "demo"}]
    rules += [one for one in house.rules("GET") if one.endpoint in OF_NOBODYS_ROLE]
    here = [one for one in house.planted if _slug(house, one.request.controller_id) == guest.slug]
    for rule in rules:
        for places in house.places(rule, guest.slug, here):
            path = house.path(rule, places, "GET")
            for _status, said in _get(guest, path, whole=True):
                looked += 1
                told = house.words_in(said)
                found = [one for one in house.canaries if one.word not in path and one.word in told] if told else []
                wrong += [f"{path}: {one.kind} {one.word}" for one in found]
    assert not wrong
    assert looked > len(here) * 10


@pytest.mark.parametrize("name", MEMBERS)
def test_it_answers_a_press_that_is_theirs_with_nothing_beyond(house: World, name: str) -> None:
    """Refused for what is typed, refused for its version, and done: what comes back is within their scope."""
    guest, wrong, statuses = house.guests[name], [], set()
    viewer = guest.viewer
    assert viewer is not None
    guest.browser.get("/staff/")
    here = [one for one in house.planted if _slug(house, one.request.controller_id) == guest.slug and one.is_of(viewer)]
    for rule in _of_staff(house, "POST"):
        if not RULES[rule.endpoint](viewer):
            continue
        for places in _some(list(house.places(rule, guest.slug, here))):
            path = house.path(rule, places, "POST")
            for fields in ({}, _FIELDS, {**_FIELDS, "version": str(_version(house, places.get("reference", "")))}):
                answer = guest.browser.post(path, **fields)
                statuses.add(answer.status_code)
                said = [matrix.read(answer)]
                if answer.status_code == 303 and answer.headers["Location"].startswith("/staff/"):
                    said.append(matrix.read(guest.browser.get(answer.headers["Location"])))
                wrong += [f"{path}: {leak}" for one in said for leak in _leaks(house, guest, one, path)]
                if answer.status_code >= 500:
                    wrong.append(f"{path}: {answer.status_code}")
    assert not wrong
    if viewer.role is not Role.AUDITOR:
        assert statuses & {303, 422}, statuses


def _version(world: World, reference: str) -> int:
    """The request's, as it stands now; 0 where there is none."""
    for one in world.planted:
        if one.request.reference == reference:
            with world.store.database.reading(machine(one.request.controller_id)) as session:
                return session.get_one(t.SubjectRequest, one.request.id).version
    return 0


_FORM = re.compile(r'<form\b[^>]*\bmethod="post".*?</form>', re.DOTALL | re.IGNORECASE)
_ACTION = re.compile(r'\b(?:form)?action="([^"]*)"')


def _presses(world: World, path: str, html: str) -> Iterator[str]:
    """The endpoints to which the forms of a page lead."""
    urls = world.app.url_map.bind("portal.example.org")
    for form in _FORM.findall(html):
        for action in _ACTION.findall(form) or [path]:
            try:
                yield urls.match((action or path).partition("?")[0], "POST")[0]
            except HTTPException:
                continue


@pytest.mark.parametrize("name", ["auditor", "administrator", "inspector"])
def test_nobody_is_shown_a_press_that_is_not_theirs(house: World, name: str) -> None:
    guest = house.guests[name]
    viewer = guest.viewer
    assert viewer is not None
    here = [one for one in house.planted if _slug(house, one.request.controller_id) == guest.slug]
    wrong, shown = set(), set()
    for rule in _of_staff(house, "GET"):
        for places in house.places(rule, guest.slug, here):
            path = house.path(rule, places, "GET")
            answer = guest.browser.get(path)
            html = matrix.read(answer).decode(errors="replace")
            if answer.status_code != 200 or answer.mimetype != "text/html":
                continue
            presses = set(_presses(house, path, html))
            shown |= presses
            refused = {one for one in presses & RULES.keys() if not (RULES[one](viewer) and may_change(viewer))}
            wrong |= {f"{rule.endpoint} shows {one}" for one in refused}
    assert shown, "no page of theirs shows any form"
    assert not wrong, sorted(wrong)
