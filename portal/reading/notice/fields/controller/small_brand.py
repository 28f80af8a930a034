"""A brand that is written with small letters throughout, where the notice itself calls it `we`: `example ("we")`."""

import itertools
import re

from portal.reading.notice.fields.controller import agreeing, domains
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_WE = {
    "en": r"we|us|our",
    "fi": r"me|meidän|palveluntarjoaja|yritys",
    "sv": r"vi|oss|vår",
}
_CALLED = {
    code: re.compile(
        r"(?<![\w.@/-])(?P<name>[a-zåäö0-9][\w-]{2,30}(?:\.[a-z]{2,10})?)"
        rf" \([^()\n]{{0,40}}[\"“”'’] ?(?:{words})\b,? ?[\"“”'’]"
    )
    for code, words in _WE.items()
}
_BEFORE = re.compile(r"\b(?:an?|the|this|that|our|your|its|their|tämä|tämän|denna|detta|den|det|vår|vårt) \Z", re.I)
_FIRST = 4_000
_AGAIN = 3
_MOST = 20


def small_brand(scope: Scope) -> Found | None:
    """The word that stands before `("we")`, where its domain has it too or the notice says it again and again."""
    hosts = domains.named_in(scope.text)
    end = min(len(scope.text), _FIRST)
    for one in itertools.islice(_CALLED[scope.language].finditer(scope.text, 0, end), _MOST):
        word = one["name"]
        if not word.islower() or _BEFORE.search(scope.text, max(0, one.start() - 8), one.start()):
            continue
        is_said = (
            word in scope.title.split() or len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", scope.text)) >= _AGAIN
        )
        if (is_said or domains.likeness(word.partition(".")[0], hosts) > 0) and agreeing.may_be(word):
            return found(scope.text, *one.span("name"))
    return None
