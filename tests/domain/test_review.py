"""What a decision says of each category, and how a request ends with it."""

from datetime import UTC, datetime

import pytest

from portal.domain.lifecycle import Ground, Resolution, StepState, Verdict
from portal.domain.review import Judged, Outcome, Searched, answer_digest, combined, plan_digest, propose, resolution

AT = datetime(2026, 11, 23, tzinfo=UTC)


def found(category: str, verdict: Verdict, ground: Ground | None = None, name: str = "1") -> Judged:
    return Judged(f"{category}{name}", "shop", category, verdict, ground, AT)


GIVEN = found("name", Verdict.INCLUDED)
MASKED = found("name", Verdict.MASKED, Ground.OTHERS_RIGHTS, "2")
WITHHELD = found("name", Verdict.WITHHELD, Ground.OTHERS_RIGHTS, "3")
ANOTHERS = found("name", Verdict.WITHHELD, Ground.NOT_THIS_PERSON, "4")


@pytest.mark.parametrize(
    ("findings", "incomplete", "outcome", "end"),
    [
        ([GIVEN], [], Outcome.GIVEN, Resolution.GRANTED),
        ([GIVEN, ANOTHERS], [], Outcome.GIVEN, Resolution.GRANTED),
        ([GIVEN, WITHHELD], [], Outcome.GIVEN_IN_PART, Resolution.GRANTED_IN_PART),
        ([MASKED], [], Outcome.GIVEN_IN_PART, Resolution.GRANTED_IN_PART),
        ([GIVEN], ["name"], Outcome.GIVEN_IN_PART, Resolution.GRANTED_IN_PART),
        ([WITHHELD], [], Outcome.WITHHELD, Resolution.REFUSED),
        ([ANOTHERS], [], Outcome.NOTHING_HELD, Resolution.NOTHING_HELD),
        ([], [], Outcome.NOTHING_HELD, Resolution.NOTHING_HELD),
        ([], ["name"], Outcome.NOT_COMPLETE, Resolution.GRANTED_IN_PART),
        ([ANOTHERS], ["name"], Outcome.NOT_COMPLETE, Resolution.GRANTED_IN_PART),
    ],
)
def test_it_proposes(findings: list[Judged], incomplete: list[str], outcome: Outcome, end: Resolution) -> None:
    lines = propose(["name"], findings, incomplete)
    assert [line.outcome for line in lines] == [outcome]
    assert resolution(lines) is end


def test_it_adds_what_lies_in_no_category_and_names_the_usual_ground() -> None:
    lines = propose(["name"], [GIVEN, found("unsorted", Verdict.WITHHELD, Ground.LEGAL_LIMIT)], [])
    assert [(line.category, line.ground) for line in lines] == [("name", None), ("unsorted", Ground.LEGAL_LIMIT)]


def test_it_gives_another_digest_for_any_other_plan() -> None:
    done = Searched("s1", "shop", StepState.DONE, "found")
    plans = [
        ([GIVEN], [done]),
        ([GIVEN, MASKED], [done]),
        ([found("name", Verdict.OPEN)], [done]),
        ([Judged("name1", "shop", "name", Verdict.INCLUDED, None, None)], [done]),
        ([GIVEN], [Searched("s1", "shop", StepState.INCOMPLETE, "cannot")]),
        ([GIVEN], []),
    ]
    digests = {plan_digest(findings, searches) for findings, searches in plans}
    assert len(digests) == len(plans)
    assert plan_digest([MASKED, GIVEN], [done]) == plan_digest([GIVEN, MASKED], [done])
    answers = (("p", "l", "m", "r"), ("p", "l", "", "r"), ("p", "m", "l", "r"), ("p", "l", "m", "s"))
    assert len({answer_digest(*one) for one in answers}) == len(answers)


@pytest.mark.parametrize(
    ("endings", "complete", "whole"),
    [
        ((), True, Resolution.NOTHING_HELD),
        ((Resolution.NOTHING_HELD, Resolution.NOTHING_HELD), True, Resolution.NOTHING_HELD),
        ((Resolution.NOTHING_HELD,), False, Resolution.GRANTED_IN_PART),
        ((Resolution.GRANTED, Resolution.NOTHING_HELD), True, Resolution.GRANTED),
        ((Resolution.REFUSED, Resolution.REFUSED), True, Resolution.REFUSED),
        ((Resolution.GRANTED, Resolution.REFUSED), True, Resolution.GRANTED_IN_PART),
        ((Resolution.GRANTED_IN_PART, Resolution.GRANTED), True, Resolution.GRANTED_IN_PART),
    ],
)
def test_it_joins_how_several_rights_end(endings: tuple[Resolution, ...], complete: bool, whole: Resolution) -> None:
    assert combined(endings, complete=complete) is whole
