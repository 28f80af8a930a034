"""Art 19, second sentence, on the person's own page: the question, and the answer that stays."""

from datetime import timedelta

from sqlalchemy import select, update

from portal.domain.lifecycle import Right, Status
from portal.domain.roles import Role, machine
from portal.domain.telling import Disclosed, Done, News, step, tellings
from portal.journey import telling
from portal.reading.toml import register_to_json
from portal.storage import tables as t
from portal.storage.door import person as person_door
from portal.storage.house import ControllerFacts
from portal.storage.work import work
from tests import factories
from tests.faces import words_of
from tests.public.test_outcome import CORRECTED, asked, decide, store
from tests.public.visitor import Visitor

__all__ = ["asked", "store"]
PRESS = "Show whom you told"


def shown(visitor: Visitor) -> str:
    return words_of(visitor.opens(visitor.home()))


def corrected(visitor: Visitor) -> list[str]:
    """The answered request with its tellings, as the end of a correction leaves it; their ids."""
    decide(visitor, [CORRECTED], Status.CARRYING_OUT)
    disclosed = Disclosed.of(register_to_json(factories.make_register()))
    with work(visitor.store, machine(visitor.viewer.controller_id)) as w:
        case = w.case(visitor.viewer.request_id or "")
        found = tellings(disclosed, News.RECTIFIED, [Done("customer_register", frozenset({"phone"}), w.now)])
        planned = [step(disclosed, Right.RECTIFICATION, News.RECTIFIED, one, factories.today()) for one in found]
        rows = case.write_steps(planned)
        case.row.answered_at = w.now
        case.stand(Status.ANSWERED)
        w.happened("answer_released", case)
        return [row.id for row in rows]


def test_it_is_asked_once_it_is_answered_and_answered_at_once(asked: Visitor, shop: ControllerFacts) -> None:
    assert PRESS not in shown(asked)
    refused = asked.sends(asked.home("/recipients"), {})
    assert refused.status_code == 403
    rows = corrected(asked)
    page = shown(asked)
    assert PRESS in page
    assert "To be told by" not in page
    page = words_of(asked.sends(asked.home("/recipients"), {}))
    phone = factories.make_register().category("phone").name.en
    assert PRESS not in page
    for wanted in ("Google", "Partners of We Jazz Oy", "Not told yet", f"Corrected: {phone}.", "To be told by"):
        assert wanted in page
    # When somebody is told, and somebody else cannot be
    staff = factories.make_staff(asked.store, shop, Role.OWNER)
    register = factories.make_register()
    told = {"on": factories.today(), "how": "phone", "names": "<b>Firma</b> Oy"}
    with asked.store.database.reading(machine(shop.id)) as session:
        keys = {row.system: row.id for row in session.scalars(select(t.Step).where(t.Step.id.in_(rows)))}
    for key, outcome, values in (
        ("partners", "told", told),
        ("slack", "impossible", {"note": "Slack has closed our account."}),
    ):
        version = person_door.case_page(asked.store, asked.viewer).version
        telling.record(
            asked.store, staff, asked.reference, version, keys[key], outcome, register, **values,  # type: ignore[arg-type]  # values of both kinds
        )  # fmt: skip
    # What staff wrote of it opens as the answer does: the link of a month ago is not enough
    page = asked.opens(asked.home()).text
    assert "Firma" not in page
    assert "closed our account" not in page
    assert f'href="/digelius{asked.home("/code")}"' in page
    with asked.store.database.working(machine(shop.id)) as session:
        session.execute(update(t.Grant).values(fresh_until=asked.store.now() + timedelta(minutes=10)))
    page = asked.opens(asked.home()).text
    assert "&lt;b&gt;Firma&lt;/b&gt; Oy" in page
    assert "after a fresh code" not in page
    for wanted in ("Told on 23 November 2026.", "Could not be told", "Slack has closed our account.", "Not told yet"):
        assert wanted in words_of(asked.opens(asked.home()))


def test_it_says_that_nobody_had_to_be_told(asked: Visitor) -> None:
    decide(asked, [CORRECTED], Status.CARRYING_OUT)
    with work(asked.store, machine(asked.viewer.controller_id)) as w:
        case = w.case(asked.viewer.request_id or "")
        case.row.answered_at = w.now
        case.stand(Status.ANSWERED)
        w.happened("answer_released", case)
    asked.opens(asked.home())
    asked.sends(asked.home("/recipients"), {})
    assert "Nobody: what was changed had not been given to anybody outside" in shown(asked)
