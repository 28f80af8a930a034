"""What a decision kept until a day: which of it lets go now, and when to look again (Art 5(1)(e), 17)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from portal.domain.lifecycle import Right
from portal.domain.rulings import Answer, Keeping, Ruling


def next_look(rulings: Iterable[Ruling]) -> date | None:
    """The first day after the last day of some keeping; None where nothing is kept until a day."""
    days = [one.until for ruling in rulings if ruling.right is Right.ERASURE for one in ruling.kept if one.until]
    return min(days) + timedelta(days=1) if days else None


def let_go(decided: Sequence[Ruling], now: Sequence[Ruling], gone: Collection[str]) -> tuple[Ruling, ...]:
    """The decided erasure as it stands after another look.

    `now` are the rulings that the table gives today for the records that are still there, by
    the same ids; `gone` are the kept ones that are not there any more. What was kept and is
    neither erased now nor gone stays, until the day that the table gives today.
    """
    erased = {id_ for one in now for id_ in one.erased}
    terms = {one.id: one for ruling in now for one in ruling.kept}
    return tuple(_after(one, erased, terms, gone) if one.right is Right.ERASURE else one for one in decided)


def _after(ruling: Ruling, erased: Collection[str], terms: Mapping[str, Keeping], gone: Collection[str]) -> Ruling:
    freed = [one.id for one in ruling.kept if one.id in erased]
    kept = tuple(terms.get(one.id, one) for one in ruling.kept if one.id not in erased and one.id not in gone)
    if not freed and len(kept) == len(ruling.kept) and kept == ruling.kept:
        return ruling
    days = [one.until for one in kept if one.until]
    answer = ruling.answer
    if not kept:
        answer = Answer.GRANTED
    elif freed:
        answer = Answer.IN_PART
    return replace(
        ruling,
        answer=answer,
        reason=ruling.reason if kept else None,
        erased=(*ruling.erased, *freed),
        kept=kept,
        kept_until=max(days) if days and len(days) == len(kept) else None,
    )
