"""What the pages of settings share: whoever comes second is told so, and puts nothing over what they never saw."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from wtforms import Field, HiddenField

from portal.storage.door import changes as door
from portal.storage.door.changes import Change
from portal.web import guards, members
from portal.web.forms import Form
from portal.words import gettext


class StoodForm(Form):
    """A form of settings, which carries the digest of what stood when its page was made (`domain.stood`)."""

    stood = HiddenField(default="")


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What somebody else saved: who and when, and each field that is not as it was typed, as it stands now.

    `removing` where the press would have removed it all.
    """

    change: Change | None
    now: tuple[tuple[str, str], ...]
    removing: bool


def meanwhile(form: StoodForm, stood: str, now: Mapping[str, Any], kinds: Collection[str], **about: str) -> Meanwhile:
    """What a page that answers 409 says; the next press of its form, which keeps what was typed, goes on from there."""
    form.stood.data = stood
    return saved(_differing(form, now), kinds, **about)


def saved(rows: Iterable[tuple[str, str]], kinds: Collection[str], **about: str) -> Meanwhile:
    """The same of settings that are no form: `rows` are those that stand otherwise now, label and value."""
    change = door.last(guards.store(), members.viewer(), kinds, **about)
    return Meanwhile(change, tuple(rows), request.path.endswith("/remove"))


def _differing(form: Form, now: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in now.items():
        if _plain(form[name].data) != _plain(value):
            yield str(form[name].label.text), _said(form[name], value)


def _plain(value: Any) -> Any:
    """A value of a field, so that the same compares as the same."""
    if isinstance(value, list | tuple):
        return sorted(one for one in value if one)
    return " ".join((value or "").split()) if value is None or isinstance(value, str) else value


def _said(field: Field, value: Any) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    chosen = [*value] if isinstance(value, list | tuple) else [value]
    labels = {one.value: str(one.label) for one in getattr(field, "choices", None) or ()}
    return ", ".join(labels.get(one, str(one)) for one in chosen if one is not None and one != "") or gettext("Nothing")
