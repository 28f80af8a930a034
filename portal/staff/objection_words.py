"""How a consent to marketing was given again, in words."""

from portal.words import gettext


def _(message: str) -> str:
    """Mark a msgid; it is translated where it is said."""
    return message


HOW = {
    "form": _("On a form, on the web or on paper"),
    "mail": _("By email"),
    "phone": _("By telephone"),
    "letter": _("By letter"),
    "in_person": _("In person"),
    "link": _("By themselves, on the page of a newsletter's link"),
}


def say_how(code: str) -> str:
    """How it was given."""
    return gettext(HOW[code]) if code in HOW else code
