"""A controller's place in addresses: how it is written, what is not to be had, and what a name proposes."""

import re
import unicodedata

RESERVED = frozenset({"staff", "api", "static", "demo", "healthz", "readyz", "metrics", "assets"})
"""Addresses of the portal itself, which are nobody's."""
OF_THE_STAFF = frozenset({"setup", "login", "logout", "account", "sso", "second", "companies"})
"""What stands below `/staff/` and is no controller: such a slug could be had before, and is given no more."""
LONGEST = 40
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FORMS = re.compile(r"\b(?:oy|oyj|ab|abp|ltd|ky|ay|tmi|ry|rf|osk|as|inc|llc|gmbh|hb|kb|kb|publ|plc|o[uü])\b", re.I)


def fault(slug: str) -> str:
    """Why nobody can have this slug, as a code: `slug_form` or `slug_reserved`; empty where one can."""
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST:
        return "slug_form"
    return "slug_reserved" if slug in RESERVED | OF_THE_STAFF else ""


def proposed(name: str) -> str:
    """The slug that a company's name proposes, without its legal form; empty where no letter of it can be written."""
    plain = name.casefold().replace("ß", "ss").replace("æ", "ae").replace("ø", "o").replace("ð", "d").replace("þ", "th")
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    short = _FORMS.sub(" ", letters)
    for text in (short, letters):
        slug = re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:LONGEST].strip("-")
        if slug:
            return f"{slug}-privacy"[:LONGEST] if slug in RESERVED | OF_THE_STAFF else slug
    return ""
