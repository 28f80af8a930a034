"""What is taken, told as questions: `we record which pages you open, how long you stay and what you search for`.

Each member asks what a person does, right behind the verb of taking: what a notice says that it tells, and how data is
used, has another subject or another verb before it.
"""

import re
from collections.abc import Iterator
from itertools import islice

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.data.kinds import is_endless
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.data_words import TAKEN
from portal.reading.notice.values import Found

_ASKS = {
    "en": r"(?:(?:on|from|in|at|with|to|for|about) )?(?:which|what|how|when|where|whether|who|whose)\b"
    r"(?! (?:we|i|our)\b)",
    "sv": r"(?:(?:vid|på|i|från|till) )?(?:vad|vilk\w+|hur|när|var)\b(?! (?:vi|jag|vår\w*)\b)",
    "fi": r"(?:mi(?:tä|nkä|llä|ssä|stä|hin|lle|ltä|lloin|ten|tkä|llaisia|llaista|llaisella|ltä)|mikä|kuinka|kuka|ketä"
    r"|oletko|onko)\b",
}
_OF_YOU = {
    "en": re.compile(r"\b(?:you|your)\b(?! rights)(?! (?:have|can|may)\b)"),
    "sv": re.compile(r"\b(?:du|ni|din|ditt|dina)\b(?! rätt)(?! (?:har rätt|kan|får)\b)"),
    "fi": re.compile(r"\b(?:[a-zåäö]{2,}(?:[aeiouyäöå]t|tte)|laitteesi|selaimesi)\b"),
}
_LEAD = {
    "en": re.compile(
        r"(?: (?:also|only|automatically|down|for example|such as))*(?: (?:some |certain |basic |the )?(?:information"
        r"|data|details|statistics)(?: (?:about|on|regarding|such as|like))?)?:? "
    ),
    "fi": re.compile(
        r"(?: (?:myös|vain|esimerkiksi|automaattisesti))*(?: (?:tietoja|tietoa|tiedon|tiedot|tilastoa|tilastoja))?"
        r"(?: (?:siitä|esimerkiksi))?,? "
    ),
}
_JOINT = {code: re.compile(rf",? (?:and|or|ja|sekä|tai)? ?(?={said})|, (?={said})") for code, said in _ASKS.items()}
_BEGINS = {code: re.compile(said) for code, said in _ASKS.items()}
_ENDS = re.compile(
    r"[.;!?:](?=\s|\Z)|\s[–—]\s|,? (?:so that|so we|in order to|to (?:improve|understand|help|provide|make|see"
    r"|keep|develop"
    r"|fix)|because|but|jotta|koska|mutta|with the help|using|by means)\b|,? for (?:statistical|analytics|security)\b"
)
_TELLS = re.compile(r"\b(?:how|what|why|miten|mitä|miksi)\b[^.,;:]{0,70}\Z")
_WHEN = re.compile(r"(?:when|where|with whom|milloin)\b")
"""`We collect when you visit`: an occasion, where it stands first."""
_NEVER = ("recipients", "transfers", "security", "rights", "retention", "changes", "bases")
_LEAST, _LONGEST, _MOST_VERBS, _NEAR = 2, 90, 6, 90
_TAKES = {code: re.compile(rf"(?<!\w)(?:{TAKEN[code]})(?!\w)") for code in _ASKS}


def asked_data(scope: Scope) -> Iterator[list[Found]]:
    """The lists of two such questions or more, each about the person; sentences in Swedish are read by others."""
    for section in scope.sections:
        if not section.has(*_NEVER) and not section.is_column:
            yield from _asked_below(scope, section)
    for start, end, section in scope.all_sentences() if scope.language in _LEAD else ():
        if section.has(*_NEVER) or section.is_column or is_endless(scope, start, end):
            continue
        for verb in islice(_TAKES[scope.language].finditer(scope.low, start, end), _MOST_VERBS):
            before = scope.low[max(start, verb.start() - _NEAR) : verb.start()]
            if _TELLS.search(before) or scope.known.word["negation"].search(before):
                continue
            lead = _LEAD[scope.language].match(scope.low, verb.end(), end)
            members = list(_members(scope, lead.end(), end)) if lead is not None else []
            if len(members) >= _LEAST and all(_is_of_you(scope, one) for one in members):
                yield members
                break


def _asked_below(scope: Scope, section: Section) -> Iterator[list[Found]]:
    """Items that all ask so, below a paragraph that says that something is taken: `We log:`."""
    lead = Block(*section.head, "sub") if section.head is not None else None
    lead = lead if lead is not None and _takes_below(scope, lead) else None
    items: list[Block] = []
    for block in (*section.blocks, None):
        if block is not None and block.kind == "item":
            items.append(block)
            continue
        members = [one for item in items if (one := found(scope.text, item.start, item.end)) is not None]
        if lead is not None and len(members) >= _LEAST and all(_asks(scope, one) for one in members):
            yield members
        lead, items = block if block is not None and _takes_below(scope, block) else None, []


def _takes_below(scope: Scope, block: Block) -> bool:
    said = scope.low[block.start : block.end].rstrip()
    is_lead = (block.kind == "sub" or said.endswith(":")) and _TAKES[scope.language].search(
        said, said.rfind(". ") + 1
    ) is not None
    return is_lead and scope.known.word["negation"].search(said) is None and _TELLS.search(said[:-1]) is None


def _asks(scope: Scope, one: Found) -> bool:
    is_of_you = _is_of_you(scope, one) and ":" not in one.text
    return is_of_you and _BEGINS[scope.language].match(scope.low, one.start, one.end) is not None


def _members(scope: Scope, start: int, end: int) -> Iterator[Found]:
    if not _BEGINS[scope.language].match(scope.low, start, end) or _WHEN.match(scope.low, start, end):
        return
    ends = _ENDS.search(scope.low, start, end)
    at, stop = start, ends.start() if ends is not None else end
    for joint in _JOINT[scope.language].finditer(scope.low, start + 1, stop):
        value = found(scope.text, at, joint.start())
        at = joint.end()
        yield from [value] if value is not None else []
    value = found(scope.text, at, stop)
    yield from [value] if value is not None else []


def _is_of_you(scope: Scope, one: Found) -> bool:
    return len(one.text) <= _LONGEST and _OF_YOU[scope.language].search(one.text.casefold()) is not None
