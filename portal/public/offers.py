"""What the start page offers: each right in the person's words, what comes of it, and its article in small print."""

from collections.abc import Mapping

from portal.code_words import say_right
from portal.domain.ladder import Representing
from portal.domain.lifecycle import Right
from portal.domain.register import Part, Register
from portal.domain.rights import offered
from portal.words import gettext, language, say
from portal.words import marked as _

_HINTS = {
    Right.ACCESS: _("You get a copy of it, and we tell you where it came from and who has received it. (Article 15)"),
    Right.RECTIFICATION: _(
        "Tell us what is wrong and what is right. We correct it in every system, or say why not. (Article 16)"
    ),
    Right.ERASURE: _("We delete what we need not keep, and tell you what is kept, why and until when. (Article 17)"),
    Right.RESTRICTION: _("We only store it, and tell you before we use it again. (Article 18)"),
    Right.PORTABILITY: _("You get what you gave us as files that other services can read. (Article 20)"),
    Right.OBJECTION: _("Tell us why it is wrong in your situation. We stop, or tell you why not. (Article 21)"),
}


def choices(register: Register) -> list[tuple[str, str]]:
    """The offered rights as a form's choices, in the person's words."""
    return [(right.value, say_right(right)) for right in offered(register)]


def hints(register: Register) -> dict[str, str]:
    """What comes of each offered right."""
    return {
        right.value: _unbroken(_marketing(register) if right is Right.MARKETING else gettext(_HINTS[right]))
        for right in offered(register)
    }


def _unbroken(text: str) -> str:
    """The article at the end stays on one line."""
    told, bracket, article = text.rpartition("(")
    return f"{told}{bracket}{article.replace(' ', chr(0xA0))}"


def _marketing(register: Register) -> str:
    """What stops by the press that confirms the address; a register that nothing is removed from is named as such."""
    touched = {system.key for system in register.systems if Right.MARKETING.value in system.rights}
    gone = [part for part in register.parts if touched & set(part.systems)]
    stays = [part for part in register.parts if part not in gone]
    if gone and stays:
        return say(
            "Your address is removed as soon as you confirm it: %(gone)s. This stays as it is: %(stays)s. (Article 21)",
            gone=_names(gone), stays=_names(stays),
        )  # fmt: skip
    if not register.prohibitions:
        return gettext("All direct marketing stops as soon as you confirm your address. (Article 21)")
    return say(
        "It stops as soon as you confirm your address: %(channels)s. (Article 21)",
        channels=", ".join(_small(one.name.in_language(language())) for one in register.prohibitions),
    )


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _names(parts: list[Part]) -> str:
    return ", ".join(part.name.in_language(language()) for part in parts)


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
