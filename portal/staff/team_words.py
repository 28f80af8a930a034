"""What the pages of the team say of roles, of where somebody stands, and of a mail's fate."""

from datetime import datetime

from portal import words
from portal.domain.register import Register
from portal.domain.team import InvitationLine, MemberLine, Standing
from portal.staff import role_words
from portal.words import gettext
from portal.words import marked as _

_STANDINGS = {
    Standing.ACTIVE: (_("Active"), "good", "circle-check"),
    Standing.INVITED: (_("Invited"), "info", "clock"),
    Standing.EXPIRED: (_("The invitation has expired"), "warn", "clock"),
    Standing.ENDED: (_("Ended"), "neutral", "circle"),
}


def say_role(role: str) -> str:
    """A role in words; one that has none is said by its code."""
    return {code: label for code, label, _sentence in role_words.choices()}.get(role, role)


def hints() -> dict[str, str]:
    """What each role may, by its code."""
    return {code: sentence for code, _label, sentence in role_words.choices()}


def say_categories(register: Register, keys: tuple[str, ...] | None) -> str:
    """Category keys as the register calls them, with commas; empty without a limit."""
    names = {one.key: one.name.in_language(words.language()) for one in register.categories}
    return ", ".join(names.get(key, key) for key in keys or ())


def say_registers(register: Register, keys: tuple[str, ...] | None) -> str:
    """The registers of a limit as the notice calls them, with commas; empty without one."""
    names = {one.key: one.name.in_language(words.language()) for one in register.parts or (register,)}
    return ", ".join(names.get(key, key) for key in keys or ())


def standing_of_member(line: MemberLine) -> tuple[str, str, str]:
    """Word, tone and icon."""
    return _said(Standing.ENDED if line.ended_at else Standing.ACTIVE)


def standing_of_invited(line: InvitationLine, now: datetime) -> tuple[str, str, str]:
    """Word, tone and icon."""
    return _said(Standing.EXPIRED if line.expires_at <= now else Standing.INVITED)


def say_mail(line: InvitationLine) -> str:
    """Where the mail with the link stands."""
    if line.mail == "bounced":
        return gettext("The mail did not go. Check the address and invite anew.")
    if line.sent_at is None:
        return gettext("The mail is on its way.")
    return ""


def _said(standing: Standing) -> tuple[str, str, str]:
    word, tone, icon = _STANDINGS[standing]
    return gettext(word), tone, icon
