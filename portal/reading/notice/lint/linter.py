"""All checks over one notice, and their findings in words: of the notice's own language."""

from typing import Any

from portal import words
from portal.reading.notice.lint.conditions import conditions
from portal.reading.notice.lint.contradictions import contradictions
from portal.reading.notice.lint.finding import Finding, Look
from portal.reading.notice.lint.presence import presence
from portal.reading.notice.lint.style import nothing_known, style, unreadable
from portal.reading.notice.values import Notice


def lint(notice: Notice) -> tuple[Finding, ...]:
    """What is missing or wrong, in the order of the checklist. Of what could not be read, nothing else is said."""
    look = Look(notice)
    found = list(unreadable(look))
    if not nothing_known(look):
        found += [*presence(look), *conditions(look), *contradictions(look), *style(look)]
    return tuple(sorted(found, key=lambda one: (one.code[0] != "B", "NSXFB".index(one.code[0]), one.code)))


def finding_values(notice: Notice, findings: tuple[Finding, ...], language: str = "") -> list[dict[str, Any]]:
    """The findings in words; `place` is the quoted place, `add` the sentence to add, None where there is none."""
    spoken = language or next(iter(notice.languages), "en")
    with words.using(spoken):
        return [_value(one) for one in findings]


def _value(one: Finding) -> dict[str, Any]:
    values = dict(one.values)
    return {
        "code": one.code,
        "severity": one.severity,
        "message": words.say(one.why, **values) if values else words.gettext(one.why),
        "evidence": one.evidence.text if one.evidence is not None else None,
        "place": [one.evidence.start, one.evidence.end] if one.evidence is not None else None,
        "add": (words.say(one.add, **values) if values and "%(" in one.add else words.gettext(one.add))
        if one.add
        else None,
    }
