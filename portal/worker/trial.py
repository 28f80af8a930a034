"""Trying a connection out, and looking whether it is well: a connector is opened, and nothing is written anywhere."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.domain.errors import Invalid
from portal.domain.lifecycle import Match
from portal.domain.register import Text
from portal.domain.roles import UNSORTED
from portal.office.connections import UNUSABLE, Draft
from portal.systems.contract import Connector, Identifiers, SystemFault
from portal.systems.sql.looking import look
from portal.systems.sql.reach import local_paths, permits
from portal.systems.wire import Outgoing

PAGES_AT_MOST, MOST_SHOWN = 50, 30
Open = Callable[[str, Mapping[str, str]], Connector]


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a trial, as JSON can hold it; `fault` is a code, where nothing came of it."""

    result: Mapping[str, Any] = field(default_factory=dict, repr=False)
    fault: str | None = None


def troubles(connector: str, settings: Mapping[str, str], categories: Collection[str], opened: Open) -> tuple[str, ...]:
    """Codes of what is wrong with a connection now; empty when it is well.

    `categories` are those of the register. What no later day can mend is raised:
    Permanent (`bad_url`, `bad_mapping`, ...), or Invalid (`category_unknown`).
    """
    made = opened(connector, settings)
    _refuse_strange(made, categories)
    return tuple(made.check())


def _refuse_strange(made: Connector, categories: Collection[str]) -> None:
    strange = sorted({meaning.category for meaning in made.glossary()} - {*categories, UNSORTED})
    if strange:
        raise Invalid(
            "category_unknown", field="mapping", given=", ".join(strange), known=", ".join(sorted(categories))
        )


def checked(connector: str, settings: Mapping[str, str], opened: Open) -> Sequence[str]:
    """The codes of a connection's own check; a fault of opening it is one of them."""
    try:
        return tuple(opened(connector, settings).check())
    except SystemFault as fault:
        return (fault.code,)


def come_of(draft: Draft, opened: Open, outgoing: Outgoing, categories: Collection[str]) -> Came:
    """Do what the owner asked with settings under trial.

    A place on the portal's own machine is for its operator to allow: files of others lie there too.
    """
    if not all(permits(outgoing, path) for path in local_paths(draft.settings)):
        return Came(fault="place_refused")
    try:
        if draft.act == "tables":
            return Came({"schema": look(draft.settings, outgoing)})
        made = opened(draft.connector, draft.settings)
        return _searched(made, str(draft.asked["email"])) if draft.act == "person" else _tried(made, categories)
    except Invalid as error:
        return Came({"reason": str(error.details.get("given", ""))}, error.code)
    except SystemFault as fault:
        return Came({"reason": str(getattr(fault, "reason", ""))}, fault.code)


def _tried(made: Connector, categories: Collection[str]) -> Came:
    """Whether it is well, and what the machine does for each kind of record."""
    _refuse_strange(made, categories)
    codes = list(made.check())
    fault = next((code for code in codes if code in UNUSABLE), None)
    labels = {one.kind: _text(one.kind_label) for one in made.glossary() if one.kind_label is not None}
    able = {
        kind: {capability.value: how for capability, how in able.items()} for kind, able in made.capabilities().items()
    }
    return Came({"troubles": codes, "able": able, "labels": labels, "channels": list(made.channels())}, fault)


def _searched(made: Connector, email: str) -> Came:
    """How many records of each kind and category a search for one address finds, and by what; nothing is written.

    The values of the first records are for the owner who asked, and live no longer than the draft.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    matched: Counter[str] = Counter()
    values: list[dict[str, Any]] = []
    gaps: list[str] = []
    cursor, searched, whole = None, 0, False
    for _page in range(PAGES_AT_MOST):
        page = made.find(Identifiers(proven_email=email), cursor)
        gaps += page.gaps
        searched += page.searched
        for one in page.records:
            counts[one.kind, one.category, one.match.value] += 1
            matched.update(one.matched_by)
            if len(values) < MOST_SHOWN and one.match is not Match.MENTION:
                values.append({"kind": one.kind, "fields": [[part.column, part.value] for part in one.fields]})
        cursor = page.cursor
        if cursor is None:
            whole = True
            break
    return Came(
        {
            "counts": [[*key, number] for key, number in sorted(counts.items())],
            "matched": sorted(matched),
            "searched": searched,
            "gaps": sorted(set(gaps)),
            "whole": whole,
            "values": values,
            "labels": {one.kind: _text(one.kind_label) for one in made.glossary() if one.kind_label is not None},
        }
    )


def _text(text: Text) -> dict[str, str]:
    return {"fi": text.fi, "sv": text.sv, "en": text.en}
