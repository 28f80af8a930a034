"""What the pages of the team say of roles, of where somebody stands, and of a mail's fate."""

from datetime import datetime

from portal import words
from portal.domain.register import Register
from portal.domain.roles import Role
from portal.domain.team import InvitationLine, MemberLine, Standing
from portal.words import gettext
from portal.words import marked as _

ROLES = {
    Role.OWNER: _("In charge"),
    Role.HANDLER: _("Handler"),
    Role.SCOPED: _("Handler of some categories"),
}
ROLE_HINTS = {
    Role.OWNER: _("Sees and does everything, and manages registers, connections and staff."),
    Role.HANDLER: _("Sees and does everything in requests."),
    Role.SCOPED: _("Sees and does what is of the categories ticked below, and nothing else."),
}
_STANDINGS = {
    Standing.ACTIVE: (_("Active"), "good", "circle-check"),
    Standing.INVITED: (_("Invited"), "info", "clock"),
    Standing.EXPIRED: (_("The invitation has expired"), "warn", "clock"),
    Standing.ENDED: (_("Ended"), "neutral", "circle"),
}


def say_role(role: str) -> str:
    """A role in words; one that has none is said by its code."""
    known = {one.value: said for one, said in ROLES.items()}
    return gettext(known[role]) if role in known else role


def hints() -> dict[str, str]:
    """What each role may, by its code."""
    return {one.value: gettext(said) for one, said in ROLE_HINTS.items()}


def say_categories(register: Register, keys: tuple[str, ...] | None) -> str:
    """Category keys as the register calls them, with commas; empty without a limit."""
    names = {one.key: one.name.in_language(words.language()) for one in register.categories}
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
