"""The differences between two versions of a register, in sentences of the language in use."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal import words
from portal.domain.register_changes import Change, changes, is_text
from portal.papers import register_fields as fields
from portal.papers.register_fields import Document, Field
from portal.words import gettext, say

SHORT = 90
"""So many characters are said within a sentence; a longer text stands beside it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One difference: its sentence, the section that it is in, and texts that changed as (language, old, new)."""

    sentence: str
    section: str
    texts: tuple[tuple[str, str, str], ...] = ()


def tell(old: Document, new: Document) -> tuple[Told, ...]:
    """What `new` says otherwise than `old`."""
    return tuple(told for change in changes(old, new) for told in _tell(change, old, new))


def _tell(change: Change, old: Document, new: Document) -> Iterator[Told]:
    section = fields.section_of(change.path)
    field = fields.field_at(change.path)
    if change.kind == "reordered":
        yield Told(_reordered(change, old, new), section)
    elif change.kind != "changed":
        yield Told(_came_or_went(change, old, new), section)
    elif field is not None and (is_text(change.old) or is_text(change.new)):
        yield _text(change, field, section, old, new)
    elif field is not None and field.shape == "texts":
        yield from _texts(change, field, section, old, new)
    elif field is not None and field.shape == "many":
        yield from (Told(sentence, section) for sentence in _list(change, field, old, new))
    elif field is not None:
        yield Told(_value(change, field, old, new), section)
    else:
        yield Told(say("%(what)s: %(field)s is another now", **_where(change, old, new)), section)


def _where(change: Change, *documents: Document) -> dict[str, str]:
    label = fields.label(change.path)
    return {"what": fields.subject(change.path, *documents), "field": label[:1].lower() + label[1:]}


def _reordered(change: Change, *documents: Document) -> str:
    if len(change.path) == 1:
        return say("%(what)s: the order is another", what=gettext(fields.SECTIONS[change.path[0]].title))
    return say("%(what)s: the order of the purposes is another", what=fields.subject(change.path, *documents))


def _came_or_went(change: Change, *documents: Document) -> str:
    what = fields.subject(change.path, *documents)
    if change.kind == "added":
        return say("%(what)s added", what=what)
    return say("%(what)s removed", what=what)


def _value(change: Change, field: Field, *documents: Document) -> str:
    where = _where(change, *documents)
    if field.shape == "flag":
        flagged = {"what": where["what"], "flag": gettext(field.label)}
        return (
            say("%(what)s: now “%(flag)s”", **flagged)
            if change.new
            else say("%(what)s: no longer “%(flag)s”", **flagged)
        )
    before, now = (fields.value(field, one, *documents) for one in (change.old, change.new))
    return _otherwise(where, before, now)


def _otherwise(where: Mapping[str, str], before: str, now: str) -> str:
    if not before:
        return say("%(what)s: %(field)s is now %(new)s", new=now, **where)
    if not now:
        return say("%(what)s: %(field)s taken out, it was %(old)s", old=before, **where)
    return say("%(what)s: %(field)s changed from %(old)s to %(new)s", old=before, new=now, **where)


def _list(change: Change, field: Field, *documents: Document) -> Iterator[str]:
    where = _where(change, *documents)
    before, now = list(change.old or ()), list(change.new or ())
    more = [fields.choice(field, one, *documents) for one in now if one not in before]
    less = [fields.choice(field, one, *documents) for one in before if one not in now]
    if more:
        yield say("%(what)s: %(field)s: %(names)s added", names=", ".join(more), **where)
    if less:
        yield say("%(what)s: %(field)s: %(names)s taken out", names=", ".join(less), **where)
    if not (more or less):
        yield say("%(what)s: %(field)s is in another order", **where)


def _text(change: Change, field: Field, section: str, *documents: Document) -> Told:
    where = _where(change, *documents)
    before, now = (one or dict.fromkeys(fields.LANGUAGES, "") for one in (change.old, change.new))
    moved = [code for code in fields.LANGUAGES if before[code].strip() != now[code].strip()]
    here = words.language() if words.language() in moved else moved[0] if moved else words.language()
    if len(moved) == 1 or field.shape == "three":
        old, new = before[here].strip(), now[here].strip()
        if len(old) <= SHORT and len(new) <= SHORT:
            others = [code for code in moved if code != here]
            quoted = [f"“{one}”" if one else "" for one in (old, new)]
            sentence = _otherwise(where, *quoted)
            if others or here != words.language():
                sentence = say("%(sentence)s (%(languages)s)", sentence=sentence, languages=_languages(moved))
            return Told(sentence, section, _pairs(others, before, now))
    sentence = say("%(what)s: %(field)s has other words (%(languages)s)", languages=_languages(moved), **where)
    return Told(sentence, section, _pairs(moved, before, now))


def _pairs(codes: Sequence[str], before: Mapping[str, str], now: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    return tuple((code, before[code], now[code]) for code in codes)


def _languages(codes: Sequence[str]) -> str:
    return ", ".join(words.LANGUAGE_NAMES[code] for code in codes)


def _texts(change: Change, field: Field, section: str, *documents: Document) -> Iterator[Told]:
    where = _where(change, *documents)
    before, now = (list(one or ()) for one in (change.old, change.new))
    for text in (one for one in now if one not in before):
        yield Told(say("%(what)s: %(field)s: a text added", **where), section, _pairs(fields.LANGUAGES, _none(), text))
    for text in (one for one in before if one not in now):
        yield Told(
            say("%(what)s: %(field)s: a text taken out", **where), section, _pairs(fields.LANGUAGES, text, _none())
        )


def _none() -> dict[str, Any]:
    return dict.fromkeys(fields.LANGUAGES, "")
