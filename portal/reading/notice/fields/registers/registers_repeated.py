"""Registers named by whose data they hold: `Service users`, `Staff`, each with the same headings below it."""

import re
from collections import Counter

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_WHOM = re.compile(
    r"(?:[\w&'’-]+[ /]|[–-] |(?:and|or|och|ja|eller|tai) |, ?){0,6}[\w-]*(?:customers?|clients?|users?|staff|employees"
    r"|workers|members?|patients?|friends|relatives|families|applicants?|candidates?|visitors|suppliers"
    r"|contractors|volunteers"
    r"|donors|supporters|pupils|students|parents|carers|tenants|guests|residents|subscribers|learners|trustees"
    r"|asiakkaat|työntekijät|henkilöstö|henkilökunta|jäsenet|potilaat|hakijat|vierailijat|kävijät|toimittajat|omaiset"
    r"|oppilaat|opiskelijat|vapaaehtoiset|lahjoittajat|vuokralaiset|asukkaat|yhteyshenkilöt|käyttäjät|huoltajat"
    r"|kunder|anställda|personal|medarbetare|medlemmar|patienter|sökande|besökare|leverantörer|anhöriga|elever"
    r"|studenter|volontärer|givare|hyresgäster|gäster|boende|kontaktpersoner|användare|vårdnadshavare)[\s:]*",
    re.I,
)
"""A heading that is nothing but a kind of people."""
_TELLS = frozenset({"purposes", "bases", "categories", "retention", "recipients", "sources"})
_LONGEST, _LEAST = 60, 2


def repeated(scope: Scope) -> list[tuple[int, tuple[Found, ...]]]:
    """The headings of kinds of people below which the same headings tell of each; none where but one has them."""
    told = Counter(key for one in scope.sections if (key := _key(scope, one)))
    heads: list[tuple[int, tuple[Found, ...]]] = []
    below: list[set[str]] = []
    for number, section in enumerate(scope.sections):
        name = _name(scope, section)
        if name is not None:
            heads.append((number, (name,)))
            below.append(set())
        elif below and told[key := _key(scope, section)] > 1:
            below[-1].add(key)
    every = [(head, keys) for head, keys in zip(heads, below, strict=True) if keys]
    alike = set.intersection(*(keys for _, keys in every)) if every else set()
    names = {head[1][0].text.casefold() for head, _ in every}
    return [head for head, _ in every] if len(names) == len(every) >= _LEAST and len(alike) >= _LEAST else []


def _name(scope: Scope, section: Section) -> Found | None:
    if section.head is None or section.inline or section.fields & _TELLS:
        return None
    start, end = section.head
    if end - start > _LONGEST or not _WHOM.fullmatch(scope.text, start, end):
        return None
    return found(scope.text, start, end)


def _key(scope: Scope, section: Section) -> str:
    """A heading that tells something of one register, made alike; "" of any other."""
    if section.head is None or not section.fields & _TELLS:
        return ""
    return " ".join(re.findall(r"\w+", scope.low[slice(*section.head)]))
