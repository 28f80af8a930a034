"""Who is said to see the address of a visitor's machine: `GitHub then sees your IP address`.

Whoever sends a page its letters, maps or files has that address: a service that the person uses otherwise too.
"""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.recipients import named, services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import sentences
from portal.reading.notice.values import Found

_SEES = (
    r"(?:sees?|receives?|gets?|learns?|obtains?|records?|logs?|may see|may receive|can see"
    r"|ser|får|kan se|kan få|loggar|mottar|tar emot|näkee|näkevät|saa|saavat|voi saada|voi nähdä|kirjaa)"
)
_ADDRESS = r"(?:[\w-]+ ){0,4}?(?:ip\b|ip-|käyttäjän ip)"
_BEHIND = re.compile(
    r"(?:'s servers?|s servrar|n palvelin)?,?"
    r"(?: (?:then|also|thus|necessarily|which|who|som|då|joka|tällöin|myös|i så fall|kan)){0,4}?"
    rf" {_SEES} {_ADDRESS}"
)
_BEFORE = re.compile(rf"\b{_SEES} $")
_AFTER = re.compile(
    rf" (?:din|ditt|your|the|sinun|käyttäjän) {_ADDRESS.replace('{0,4}', '{0,2}')}|(?:in|n)? palvelin ip-"
)


def in_sentences(scope: Scope, section: Section) -> Iterator[tuple[Found, int, int]]:
    """Those who see it, each with its sentence."""
    for block in section.blocks:
        if block.language not in {"", scope.language}:
            continue
        for start, end in sentences(scope.text, block.start, block.end):
            if "ip" not in scope.low[start:end]:
                continue
            for one in named.names_in(scope, start, end):
                if not (services.is_known(one.text) or named.is_plain(one.text)):
                    continue
                is_before = _BEFORE.search(scope.low, max(start, one.start - 24), one.start)
                if _BEHIND.match(scope.low, one.end, end) or (is_before and _AFTER.match(scope.low, one.end, end)):
                    yield one, start, end
