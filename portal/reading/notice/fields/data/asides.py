"""What is set in between the members of a list and says when they are given: `a token and, if you like, your name`."""

import re
from dataclasses import replace

from portal.reading.notice.fields.scope import Scope

_ASIDE = {
    "en": re.compile(
        r",(?P<said>\s(?:(?:and )?(?:only )?(?:if|where|when)(?: you (?:choose|wish|want|like|prefer"
        r"|opt|agree|allow|decide|give)\b[^,.;:()–—\n]{0,40}| (?:applicable|relevant|needed|necessary|available"
        r"|provided|given|required|voluntarily provided))|optionally|if any|in some cases|at your choice))"
        r"(?=,|\s[–—-]\s)"
    ),
    "sv": re.compile(
        r",(?P<said>\s(?:(?:och )?om (?:du (?:vill|önskar|så önskar|väljer|godkänner|tillåter)\b"
        r"[^,.;:()–—\n]{0,40}|tillämpligt|det behövs|så behövs|du anger det)|i förekommande fall|vid behov|i vissa fall"
        r"|frivilligt|valfritt))"
        r"(?=,|\s[–—-]\s)"
    ),
    "fi": re.compile(
        r",(?P<said>\s(?:(?:ja )?(?:jos|mikäli) (?:\w+ )?(?:haluat|annat|sallit|hyväksyt"
        r"|haluaa|antaa|tarpeen)\b[^,.;:()–—\n]{0,40}|halutessasi|halutessaan|tarvittaessa|soveltuvin osin"
        r"|joissakin tapauksissa|vapaaehtoisesti))"
        r"(?=,|\s[–—-]\s)"
    ),
}


def between_members(scope: Scope) -> Scope:
    """The same text, letter for letter, with blanks for what only says when a member is given."""
    pattern = _ASIDE[scope.language]
    blanked = pattern.sub(lambda one: "," + " " * len(one["said"]), scope.text)
    return replace(scope, text=blanked) if blanked != scope.text else scope
