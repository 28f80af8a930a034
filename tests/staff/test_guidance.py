"""What each state of a request says to staff: the next step and why, with its article; and a last day at risk."""

import re
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from portal import facts
from portal.code_words import EVENTS
from portal.domain.lifecycle import Right, Status, StepState
from portal.domain.next_act import OF_STAFF, Act, WaitingSteps, next_act
from portal.domain.peril import Peril, peril_of
from portal.staff import case_words, timeline
from portal.storage.door.case import CasePage
from portal.words import using

RIGHTS = [(Right.ACCESS,), (Right.MARKETING,), (Right.ERASURE,), tuple(Right)]
STANDS: list[dict[str, Any]] = [
    {},
    {"asked": True},
    {"to_post": "answer_ready"},
    {"tellings": WaitingSteps(1, None)},
    {"fee_since": object()},
    {"at_processors": WaitingSteps(1, None)},
    {"undo_until": datetime(2026, 11, 24, 9, tzinfo=UTC)},
    {"second_after": "staff:1"},
    *({"waiting": {state: WaitingSteps(1, None)}} for state in (StepState.CHOICE, StepState.FAILED, StepState.BY_HAND)),
]
"""What a request may wait for beside where it stands."""


class _Case:
    """As much of a request's page as its guidance reads."""

    steps = ()

    def __init__(self, status: Status, rights: tuple[Right, ...], package: object, beyond: int = 0) -> None:
        self.status, self.rights, self.package, self.beyond = status, rights, package, beyond

    copies = CasePage.copies


def _acts() -> list[tuple[Status, Act]]:
    """Every act that any state of the lifecycle can lead to."""
    found = set()
    for status, stand in product(Status, STANDS):
        told = {"asked": False, "waiting": {}, **stand}
        found.add((status, next_act(status, **told).act))
    return sorted(found)


def test_it_meets_every_act() -> None:
    assert {act for _, act in _acts()} == set(Act)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_has_two_sentences_and_an_article_for_every_state(language: str) -> None:
    article = {"fi": r"artikl|\d art\.", "sv": r"artikel|artiklarna|art\. ", "en": r"Art \d"}[language]
    for (status, act), rights, package, beyond in product(_acts(), RIGHTS, (None, object()), (0, 4)):
        case = _Case(status, rights, package, beyond)
        found = case_words.guidance(case, act)  # type: ignore[arg-type]  # what it reads
        with using(language):
            said = [case_words.gettext(one) for one in (found.title, found.reason, found.law)]
        assert all(said), (status, act)
        assert re.search(article, said[2]), (status, act, said[2])
        for one in said[1:]:
            ends = re.findall(r"(?<!art)[.?!](?= [A-ZÅÄÖ”]|$)", one)
            assert len(ends) <= 2, (status, act, one, ends)
        if language != "en":
            assert said != [found.title, found.reason, found.law]


def test_it_has_a_button_for_everything_that_is_ours() -> None:
    from_source = Path(case_words.__file__).with_name("request.py").read_text()
    for act in OF_STAFF:
        assert f"Act.{act.name}: gettext(" in from_source, act


def test_it_knows_the_words_and_the_group_of_every_event() -> None:
    spoken = set()
    for path in Path(case_words.__file__).parents[1].rglob("*.py"):
        spoken |= set(re.findall(r"happened\(\s*\"(\w+)\"", path.read_text(encoding="utf-8")))
    assert spoken
    assert spoken <= set(EVENTS)
    grouped = {kind for kinds in timeline._KINDS.values() for kind in kinds}
    assert grouped | timeline.OF_NO_REQUEST == set(EVENTS)
    assert not grouped & timeline.OF_NO_REQUEST


def test_it_knows_what_the_law_permits_near_the_last_day() -> None:
    received = datetime(2026, 11, 23, 9, tzinfo=UTC)
    first = facts.deadline_for(received, "FI")
    longer = facts.extended(first)
    for deadline, away, wanted in (
        (first, 8, Peril.NONE),
        (first, 7, Peril.EXTENSIBLE),
        (first, 0, Peril.EXTENSIBLE),
        (first, -1, Peril.LATE),
        (longer, 7, Peril.LAST),
        (longer, 8, Peril.NONE),
        (longer, -1, Peril.LATE),
    ):
        today = deadline.safe - timedelta(days=away)
        now = datetime.combine(today, received.timetz())
        assert peril_of(deadline, deadline.safe, today, now) is wanted, (deadline.extended, away)
