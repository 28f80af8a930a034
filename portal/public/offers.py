"""For whom one may ask."""

from collections.abc import Mapping

from portal.domain.ladder import Representing
from portal.words import gettext
from portal.words import marked as _

REPRESENTING = {
    Representing.MANDATE: _("For somebody who has given me a letter of attorney"),
    Representing.GUARDIAN_OF_CHILD: _("For a child whose guardian I am"),
    Representing.GUARDIAN_OF_ADULT: _("For an adult whose guardian I am"),
    Representing.ESTATE: _("For the estate of a deceased person"),
}


def kinds() -> list[tuple[str, str]]:
    """For whom one may ask; oneself comes first and is chosen."""
    return [("", gettext("For myself")), *((one.value, gettext(text)) for one, text in REPRESENTING.items())]


def asked_for(represents: Mapping[str, str]) -> str:
    """For whom somebody asks, in one line; empty where for themself."""
    if represents.get("kind") not in set(Representing):
        return ""
    return f"{gettext(REPRESENTING[Representing(represents['kind'])])}: {represents.get('name', '')}"
