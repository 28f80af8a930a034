"""What was decided and what is being done, as the person's own page says it."""

from portal.domain.lifecycle import Capability, Right
from portal.domain.rulings import Answer
from portal.storage.door.person import CasePage
from portal.words import gettext
from portal.words import marked as _

Said = tuple[str, str, str]
"""A word, a tone and an icon."""

_NOTHING = (_("Nothing held"), "neutral", "check")
_YES = {
    Right.RECTIFICATION: _("We correct it"),
    Right.ERASURE: _("We delete it"),
    Right.RESTRICTION: _("We freeze it"),
    Right.PORTABILITY: _("You get it as a file"),
    Right.OBJECTION: _("We stop"),
}
_IN_PART = {
    Right.RECTIFICATION: _("We correct part of it"),
    Right.ERASURE: _("We delete part of it"),
    Right.RESTRICTION: _("We freeze part of it"),
    Right.PORTABILITY: _("You get part of it as a file"),
    Right.OBJECTION: _("We stop in part"),
}
_NO = {
    Right.RECTIFICATION: _("We do not correct it"),
    Right.ERASURE: _("We keep it"),
    Right.RESTRICTION: _("We do not freeze it"),
    Right.PORTABILITY: _("Not as a file"),
    Right.OBJECTION: _("We go on"),
}
_DECIDED = {
    Right.RECTIFICATION: _("Your corrections"),
    Right.ERASURE: _("What is deleted, and what stays"),
    Right.RESTRICTION: _("Freezing your data"),
    Right.PORTABILITY: _("Data to take along"),
    Right.OBJECTION: _("What your data is used for from now on"),
}
_DOINGS = {
    Capability.RECTIFY.value: _("Correcting"),
    Capability.ERASE.value: _("Deleting"),
    Capability.RESTRICT.value: _("Freezing"),
    "stop": _("Stopping the use"),
    "lift": _("Ending the freeze"),
}
_TITLES = {
    "answer": _("There is an answer for you"),
    "marketing": _("The answer about marketing is ready"),
    "letter": _("There is a letter for you"),
}


def say_answer(right: Right, answer: Answer) -> Said:
    """What was decided for one subject of a right. It says the decision; the steps say whether it is done."""
    if answer is Answer.NOTHING_HELD:
        word, tone, icon = _NOTHING
    elif answer is Answer.GRANTED:
        word, tone, icon = _YES[right], "good", "check"
    elif answer is Answer.IN_PART:
        word, tone, icon = _IN_PART[right], "info", "circle-dot"
    else:
        word, tone, icon = _NO[right], "neutral", "circle-slash"
    return gettext(word), tone, icon


def decided_title(right: Right) -> str:
    """The heading over what was decided for a right."""
    return gettext(_DECIDED[right])


def say_doing(doing: str) -> str:
    """What is done in a system."""
    return gettext(_DOINGS[doing])


def letters_title(case: CasePage) -> str:
    """What there is to read."""
    only_marketing = all(letter.kind == Right.MARKETING for letter in case.letters)
    kind = "marketing" if only_marketing else "letter"
    title = _TITLES[kind if case.is_open else "answer"]
    return gettext(title)
