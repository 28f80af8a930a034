"""What the last reading of a package found, as staff read it on the page of its release."""

from dataclasses import dataclass

from portal.domain.gate import Gate, Why
from portal.words import gettext, ngettext, say
from portal.words import marked as _

WHYS = {
    Why.BROKEN: _("it is damaged, or says nonsense of itself"),
    Why.LOCKED: _("it is locked with a password or a key"),
    Why.LONG: _("it is too long to be read to its end"),
    Why.NESTED: _("it has too many files inside each other"),
    Why.NO_TEXT: _("it is a picture, a sound or a kind of file that has no words for a machine"),
}
_FIRST = 5


@dataclass(frozen=True, slots=True)
class GateShown:
    """What a person looks at: a sentence for each place, and how many more there are."""

    alike: tuple[str, ...]
    unread: tuple[str, ...]
    more: int
    awaits: bool


def shown(gate: Gate, digest: str) -> GateShown:
    """What the package of this manifest digest asks of a person."""
    return GateShown(
        tuple(say("“%(word)s” may stand in %(file)s.", word=one.word, file=one.file) for one in gate.alike),
        tuple(say("%(file)s: %(why)s.", file=one.file, why=gettext(WHYS[one.why])) for one in gate.unread),
        gate.more,
        bool(digest) and not gate.exact and gate.awaits(digest),
    )


def check(gate: Gate, digest: str) -> dict[str, str]:
    """Every word that was left out is gone from every file of the package, as it was read once more."""
    label = gettext("What was left out stands nowhere in it")
    if gate.exact:
        found = [
            say("“%(word)s” still stands in %(file)s.", word=one.word, file=one.file) for one in gate.exact[:_FIRST]
        ]
        if (more := len(gate.exact) - _FIRST) > 0:
            found.append(_and_more(more))
        mend = gettext("Go back to the review and leave it out there too, or take the word off the list.")
        return {"label": label, "tone": "bad", "state": gettext("No"), "note": " ".join([*found, mend])}
    if gate.awaits(digest):
        note = gettext("A machine cannot decide this alone: see “To look at” below.")
        return {"label": label, "tone": "warn", "state": gettext("Look first"), "note": note}
    note = say("A person looked: %(reason)s", reason=gate.looked.reason) if gate.looked else ""
    return {"label": label, "tone": "good", "state": gettext("Yes"), "note": note}


def _and_more(number: int) -> str:
    return ngettext("%(num)s more place is not listed.", "%(num)s more places are not listed.", number) % {
        "num": number
    }
