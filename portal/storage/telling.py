"""Tellings as steps: who has to be told of what was carried out, written in the commit in which it was (Art 19)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.domain import telling
from portal.domain.lifecycle import FINISHED_STEPS, OUTLIVING, Capability, Match, Right, StepState
from portal.domain.roles import UNSORTED
from portal.domain.rulings import Answer, Ruling
from portal.domain.telling import REACHED, Disclosed, Done, News, Telling, TellingOutcome
from portal.facts import usable_zone
from portal.storage import tables as t
from portal.storage.work import Case, Work


@dataclass(frozen=True, slots=True)
class _Step:
    """A step that carries something out, or tells of it, with what is sealed in it."""

    row: t.Step
    news: News
    kept: Mapping[str, Any]

    @property
    def is_open(self) -> bool:
        """Whether it has no outcome yet."""
        return StepState(self.row.state) not in FINISHED_STEPS


def plan_tellings(work: Work, case: Case) -> None:
    """Write a step for everybody who has to be told of what was carried out, once for each change.

    A right's tellings begin when each of its steps has ended: one that ends later, such as the erasure of what a law
    had kept, brings tellings of its own. Call it after the steps' rows were changed, and before the request stands.
    """
    with work.past_limit():
        changes, told = _steps(case)
        if not changes:
            return
        standing = _standing(case)
        if standing is False:
            _cancel(work, case, [one for one in told if one.is_open and one.news is News.RESTRICTED])
        for right, news in dict.fromkeys((Right(one.row.right), one.news) for one in changes):
            group = [one for one in changes if (one.row.right, one.news) == (right, news)]
            over = {News.RESTRICTED: standing is False, News.LIFTED: standing is True}.get(news, False)
            if over or any(one.is_open for one in group):
                continue
            before = [one for one in told if one.row.right == right]
            known = {id_ for one in before if one.news is news for id_ in one.kept.get("of", ())}
            fresh = [one for one in group if one.row.state == StepState.DONE and one.row.id not in known]
            if fresh:
                _write(work, case, right, news, fresh, before, changes)


def tell_who_markets(work: Work, case: Case) -> None:
    """Steps for those who market with the data and whom no system's own step asks to stop (Art 21(3))."""
    disclosed = _disclosed(work, case)
    _keep(work, case, disclosed, Right.MARKETING, News.STOPPED, telling.unasked_stops(disclosed))


def _steps(case: Case) -> tuple[list[_Step], list[_Step]]:
    """What carries out, and what tells; a use that ends in the house alone is neither."""
    changes, told = [], []
    rows = case.rows(t.Step, t.Step.capability.in_(sorted(one.value for one in OUTLIVING)))
    for row in sorted(rows, key=lambda one: one.position):
        kept = case.unseal(row) if row.sealed is not None else {}
        if row.capability == Capability.NOTIFY:
            told.append(_Step(row, News(kept["news"]), kept))
            continue
        news = telling.news_of(
            Capability(row.capability), Right(row.right), on=kept.get("on", True), ends_use="purposes" in kept
        )
        if news is not None:
            changes.append(_Step(row, news, kept))
    return changes, told


def _standing(case: Case) -> bool | None:
    """Whether data of this request is frozen still; None where none ever was."""
    rows = case.rows(t.Restriction)
    return any(row.lifted_at is None for row in rows) if rows else None


def _disclosed(work: Work, case: Case) -> Disclosed:
    """What the register in force says, when the request came."""
    version = select(t.RegisterVersion).where(t.RegisterVersion.id == case.row.register_version_id)
    return Disclosed.of(work.session.scalars(version).one().document)


def _write(
    work: Work, case: Case, right: Right, news: News, fresh: Sequence[_Step], before: Iterable[_Step],
    changes: Sequence[_Step],
) -> None:  # fmt: skip
    disclosed = _disclosed(work, case)
    done = [_done(work, case, one) for one in fresh]
    if news is News.LIFTED:
        free = {key for one in done for key in one.categories} - _not_free(work, case, right, changes)
        heard: dict[str, set[str]] = {}
        for one in before:
            if one.news is News.RESTRICTED and one.row.outcome in REACHED:
                heard.setdefault(one.row.system, set()).update(free & set(one.kept["categories"]))
        found = telling.endings(disclosed, heard, done)
    elif news is News.STOPPED:
        found = telling.stops(disclosed, {key for one in fresh for key in one.kept["purposes"]}, done)
    else:
        found = telling.tellings(disclosed, news, done)
    _keep(work, case, disclosed, right, news, found, fresh)


def _not_free(work: Work, case: Case, right: Right, changes: Sequence[_Step]) -> set[str]:
    """What stays frozen where another request wants it, or a step could not end it, and what this one has erased."""
    ended = [one for one in changes if one.row.state == StepState.DONE]
    lifted = {one.row.system for one in ended if one.news is News.LIFTED and one.row.right == right}
    kept = [
        one for one in ended
        if one.news is News.ERASED
        or (one.news is News.RESTRICTED and one.row.right == right and one.row.system not in lifted)
    ]  # fmt: skip
    return {key for one in kept for key in _done(work, case, one).categories}


def _ended_uses(case: Case) -> list[str]:
    """The purposes for which an objection was granted: nobody takes them up again (Art 21(1))."""
    rows = case.rows(t.Decision, t.Decision.right == Right.OBJECTION.value)
    items = [item for row in rows for item in case.unseal(row).get("items", ())]
    rulings = [Ruling.from_json(Right.OBJECTION, UNSORTED, item) for item in items]
    return sorted({key for one in rulings if one.answer is Answer.GRANTED for key in one.purposes or (one.subject,)})


def _keep(
    work: Work, case: Case, disclosed: Disclosed, right: Right, news: News, found: Sequence[Telling],
    fresh: Sequence[_Step] = (),
) -> None:  # fmt: skip
    """What is sealed in a telling of the person goes with its outcome."""
    zone = ZoneInfo(usable_zone(disclosed.country, disclosed.time_zone))
    today = work.now.astimezone(zone).date()
    planned = [telling.step(disclosed, right, news, one, today) for one in found]
    for row, one in zip(case.write_steps(planned), found, strict=True):
        kept = {**case.unseal(row), "of": [step.row.id for step in fresh]}
        if one.asked_at is None:
            kept |= {"whom": whom(case), "corrections": _corrections(disclosed, fresh, one)}
            kept |= _forbidden(case, right) if news is News.STOPPED else {}
            kept |= {"ended": _ended_uses(case)} if news is News.LIFTED else {}
        else:
            row.outcome, row.ended_at = TellingOutcome.OWN_STEP.value, one.asked_at
        case.reseal(row, kept)
    if found:
        told = [one.recipient.key for one in found]
        work.happened("tellings_planned", case, right=right.value, news=news.value, recipients=told)


def _forbidden(case: Case, right: Right) -> dict[str, Any]:
    """Whom not to reach any more, and in which channels where not in every one."""
    requester = case.requester()
    chosen = list(requester.get("channels", ())) if right is Right.MARKETING else []
    return {"contact": requester.get("email", "")} | ({"channels": chosen} if chosen else {})


def whom(case: Case) -> str:
    """Whose data it is: the person's name, or that of whom they ask for."""
    requester = case.requester()
    return str((requester.get("represents") or requester).get("name", ""))


def _corrections(disclosed: Disclosed, fresh: Sequence[_Step], one: Telling) -> list[dict[str, Any]]:
    """What is right now, for those who get this category: nothing else of the person is passed on."""
    found = [
        {key: task[key] for key in ("category", "before", "after")}
        | {"locating": task["category"] in disclosed.locating}
        for step in fresh
        if step.news is News.RECTIFIED
        for task in step.kept.get("tasks", ())
        if task["category"] in one.categories
    ]
    return [task for place, task in enumerate(found) if task not in found[:place]]


def _done(work: Work, case: Case, one: _Step) -> Done:
    row = one.row
    named = frozenset(task["category"] for task in one.kept.get("tasks", ()))
    return Done(
        row.system, named or _of_owners(case, row.system, one.kept.get("owners", ())), row.ended_at or work.now,
        changed=row.outcome != "nothing",
    )  # fmt: skip


def _of_owners(case: Case, system: str, owners: Iterable[str]) -> frozenset[str]:
    """What is held of those whose flag a machine set: that names owners, and no records."""
    wanted = set(owners)
    if not wanted:
        return frozenset()
    rows = case.rows(t.Finding, t.Finding.system == system, t.Finding.match == Match.EXACT.value)
    return frozenset(row.category for row in rows if case.unseal(row).get("owner") in wanted)


def _cancel(work: Work, case: Case, rows: Sequence[_Step]) -> None:
    """Nobody is told of a freeze that is over."""
    for one in rows:
        one.row.state = StepState.CANCELLED.value
        case.reseal(one.row, {**one.kept, "whom": "", "contact": "", "corrections": []})
    if rows:
        work.happened("tellings_cancelled", case, recipients=[one.row.system for one in rows])
