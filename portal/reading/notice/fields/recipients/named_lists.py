"""Lists of those who get data: items, rows and cards that begin with the name of a service or a company."""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.recipients import named, services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_HEAD_END = re.compile(
    r"[ \t\xa0\"“”]*(?:$|[\n\t(|–—→]|:(?!\w)|[ \xa0]-[ \xa0]|->|,[ ]|[ \xa0](?:and "
    r"its|and their|och dess|ja sen)[ \xa0]|[ \xa0]+(?:for|för|as|som)[ \xa0]"
    r"|[ \xa0]+(?:säilyttää|lähettää|tarjoaa|käsittelee|hoitaa|välittää|tallentaa|ylläpitää|toimittaa|kerää"
    r"|stores|sends|processes|hosts|handles|provides|collects|lagrar|skickar|hanterar|tillhandahåller|behandlar"
    r"|levererar|tar emot)\b"
    r"|[ \xa0][a-zåäö]+(?:ssa|ssä|lla|llä|lle|iin|een)(?:$|[.;,\n]))"
)
"""What parts the name of an item from what is said of it."""
_PARTING = re.compile(r"[ \xa0]*[/+][ \xa0]*|[ \xa0]+(?:&|ja|sekä|tai|och|samt|eller|and|or)[ \xa0]")
_MOST_WORDS = 5
_COMPOUND = re.compile(r"[ \xa0]?-[a-zåäö]\w*$")
"""What a name is one of: `Louhin -kartta`."""
_DESCRIBED = re.compile(r"[\s\"“”]*(?:[:(\t|,]|[–—-]|->|→)\s*\S|[ \xa0]+[a-zåäö]{3,}")
_ASIDE = re.compile(r"\(([^()\n]{2,80})\)")
_SYSTEMS = re.compile(
    r"järjestelm|palvelu(?!mme|idemme|ssamme|istamme)|ohjelmisto|sovellu(?!ksemme)|työkalu|alusto|alihankk"
    r"|kumppan|käsittelij|toimij|toimittaj|vastaanottaj|tarjoaj"
    r"|osapuol|\btaho|tietokan|system|tjänster(?!na)|verktyg|leverantör|biträde|partner|mottagare|aktör"
    r"|part(?:er|ies)|plattform"
    r"|services|tools|providers?|vendors?|processors?|recipients?|platforms?|suppliers?|compan(?:y|ies)"
)
"""What leads to a list of those who get data."""
_FOLLOWING = re.compile(r"\b(?:seuraavi\w+|följande|(?:the )?following)\b[^.:;]{0,90}")
_NOTHING_SENT = re.compile(
    r"inga personuppgifter(?: (?:delas|skickas|överförs|lämnas)|\))|ingen(?: av "
    r"din)? data[^.;]{0,30} (?:skickas|delas|lagras|överförs|lämnas)|no (?:[\w-]+ )?personal "
    r"(?:data|information) (?:(?:is|are) )?"
    r"(?:shared|sent|transferred|disclosed)|henkilötietoja ei (?:lähetetä|siirretä|luovuteta|jaeta|välitetä)"
)
_NONE = re.compile(r"(?:\t|: |[–—-] )(?:none|ei|ei ole|inga|inget|ingen|nej|no|no one|nobody|ei käytössä|—|–|-)\.?\s*$")
_BUT = re.compile(
    r"\b(?:utom|förutom|annat än|except|other than|unless|paitsi|muuta kuin|ellei|om inte|without|utan)\b"
)
_COLON = re.compile(r":[ \xa0]+")
_ODD = re.compile(r"[A-Z][a-z]{4,}(?<!s)(?<!ing)(?<!tion)(?<!ment)(?<!er)(?<!or)(?<!ity)(?<!nce)(?<!ist)")
_DASH = re.compile(r"[ \xa0]+[–—][ \xa0]+[a-z]")
_PLURAL = re.compile(r"[A-Z][a-z]+(?:ories|nies|ities|ists|ients|ators|ctors|urers)")
_STRANGE = re.compile(r"[wxqzcåfb]|[bcdfghjklmpqrvwxz]$")
_MOST_HEAD = 110
NEVER = (
    "cookies",
    "rights",
    "sources",
    "categories",
    "controller",
    "contact",
    "dpo",
    "changes",
    "updated",
    "register",
)
_CONTROLLER = frozenset({"controller"})
_SOCIAL = re.compile(
    r"(?:Facebook|Instagram|LinkedIn|Twitter|YouTube|TikTok|X|Pinterest|Snapchat|WhatsApp|GitHub|Discord)$"
)


def heads_of(scope: Scope, block: Block) -> list[Found]:
    """The names with which an item begins: `Kirjuri`, `Lasku & Loki (mail)`, `Pilvi / Sää — database`."""
    last = min(block.end, block.start + _MOST_HEAD)
    firm = next(named.firms(scope.text, block.start, last), None)
    if firm is not None and firm.start == block.start and not _PARTING.search(firm.text):
        return [firm, *_next_firms(scope, firm.end, last)]
    end = _HEAD_END.search(scope.text, block.start, last)
    if end is None:
        return []
    parts, at = [], block.start
    for between in (*_PARTING.finditer(scope.text, block.start, end.start()), None):
        part = _bare(found(scope.text, at, end.start() if between is None else between.start()))
        if part is None or not _is_in_capitals(part.text):
            return []
        parts.append(part)
        at = end.start() if between is None else between.end()
    return parts


def _next_firms(scope: Scope, at: int, last: int) -> Iterator[Found]:
    """Those that follow the first: `Lomake Ltd / Lomake Inc. — forms`."""
    for firm in named.firms(scope.text, at, last):
        if not _PARTING.fullmatch(scope.text, at, firm.start):
            return
        yield firm
        at = firm.end


def _bare(part: Found | None) -> Found | None:
    """A name without the noun that stands behind it."""
    cut = _COMPOUND.search(part.text) if part is not None else None
    return (
        part if part is None or cut is None else Found(part.text[: cut.start()], part.start, part.start + cut.start())
    )


def _is_in_capitals(text: str) -> bool:
    words = text.split()
    return len(words) <= _MOST_WORDS and all(
        one[0].isupper() or one[0].isdigit() or not one.islower() or named.is_plain(one) for one in words
    )


def _begins_known(one: Found) -> bool:
    return services.begins_known(one.text)


def of_lists(scope: Scope, section: Section) -> Iterator[Found]:
    """Those whom the lists of a section name; a known one, or one written like a name, vouches for its neighbours."""
    is_of_controller = section.fields == _CONTROLLER
    if section.has(*NEVER) and not section.has("recipients") and not is_of_controller:
        return
    for lead, run in _runs(section.blocks):
        if is_of_controller and sum(_is_of_service(scope, one) for one in run) * 2 <= len(run):
            continue
        is_told = section.has("recipients") or (lead is not None and _is_lead(scope, lead))
        yield from of_run(scope, [one for one in run if not _is_denied(scope, one)], is_told=is_told)


def _is_of_service(scope: Scope, block: Block) -> bool:
    """Whether an item begins with a known service: below `Who processes data` no controller is meant."""
    return any(_begins_known(one) for one in heads_of(scope, block))


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[Block | None, list[Block]]]:
    """Each run of items or rows, with the paragraph above it."""
    lead: Block | None = None
    run: list[Block] = []
    for block in blocks:
        if block.kind in {"item", "row"}:
            run.append(block)
            continue
        if run:
            yield lead, run
        lead, run = block, []
    if run:
        yield lead, run


def _is_lead(scope: Scope, lead: Block) -> bool:
    said = scope.low[lead.start : lead.end].rstrip()
    if said.endswith(":"):
        return _SYSTEMS.search(said, max(said.rfind(". "), 0)) is not None
    return any(_SYSTEMS.search(one[0]) for one in _FOLLOWING.finditer(said))


_WE_IN_BRACKETS = re.compile(r"\((?:vi|we|me|emme)\b[^()]{0,90}\)")
"""`(we store no card numbers)`: what the firm itself does not, of one that gets the data nonetheless."""


def _is_denied(scope: Scope, block: Block) -> bool:
    head = _WE_IN_BRACKETS.sub(" ", scope.low[block.start : min(block.end, block.start + _MOST_HEAD)])
    if sends_nothing(scope, block) or _NONE.search(scope.low, block.start, block.end):
        return True
    return scope.known.word["negation"].search(head.partition(". ")[0]) is not None


def sends_nothing(scope: Scope, block: Block) -> bool:
    """`Roadworks Ltd: maps. No personal data is shared with it.`"""
    return _NOTHING_SENT.search(scope.low, block.start, block.end) is not None


def is_label(scope: Scope, one: Found) -> bool:
    """`Rahoittajat: Nordea ja Aktia`: a label of those who are known, and no name."""
    behind = _COLON.match(scope.text, one.end)
    return behind is not None and services.known().match(scope.text, behind.end()) is not None


def without_those_sent_nothing(scope: Scope, values: Sequence[Found]) -> list[Found]:
    """Without those of whom a sentence says that nothing goes to them: `No data is sent to Kuura Ltd`."""
    denied = [
        scope.text[start:end]
        for start, end, _ in scope.all_sentences()
        if _NOTHING_SENT.search(scope.low, start, end) and not _BUT.search(scope.low, start, end)
    ]
    return [one for one in values if not any(one.text.split()[0] in said for said in denied)]


def of_run(scope: Scope, run: Sequence[Block], *, is_told: bool) -> Iterator[Found]:
    """The names with which the items of a list begin; `is_told` where it is one of those who get data."""
    run = [one for one in run if not named.is_link(scope, one.start, min(one.end, one.start + _MOST_HEAD))]
    heads = [heads_of(scope, one) for one in run]
    plain = [[one for one in head if named.is_plain(one.text) or _begins_known(one)] for head in heads]
    count = sum(bool(one) for one in plain)
    is_small = any(scope.text[one.start : one.start + 1].islower() for one in run)
    vouched = (is_told and is_small and count > 0) or count * 2 >= (
        sum(bool(one) for one in heads) if is_told else len(run)
    )
    if not is_told and (not vouched or count < 2 or _are_links(scope, run, plain)):
        return
    for head, sure in zip(heads, plain, strict=True):
        for one in head:
            if one in sure:
                if named.may_name(scope, one):
                    yield one
            elif (
                not is_label(scope, one)
                and _PLURAL.fullmatch(one.text) is None
                and (vouched or (count and (sure or _looks_foreign(scope, one) or (is_told and _is_odd(scope, one)))))
                and named.is_name(scope, one, begins=False)
            ):
                yield one


def _is_odd(scope: Scope, one: Found) -> bool:
    """In English, a word that is written like none of its nouns, with what it does behind a dash: `Kuuraly — print`."""
    is_one = scope.language == "en" and _ODD.fullmatch(one.text) is not None
    return is_one and _DASH.match(scope.text, one.end) is not None


def _looks_foreign(scope: Scope, one: Found) -> bool:
    """In Finnish, a word that no noun of the language is like: with a strange letter, or a consonant at its end."""
    return scope.language == "fi" and _STRANGE.search(one.text.casefold()) is not None


def _are_links(scope: Scope, run: Sequence[Block], plain: Sequence[Sequence[Found]]) -> bool:
    """The signs of social media at a page's foot, or names of which nothing is said."""
    every = [one for head in plain for one in head]
    if all(_SOCIAL.match(one.text) for one in every):
        return True
    return any(
        head and not _DESCRIBED.match(scope.text, head[-1].end, block.end)
        for head, block in zip(plain, run, strict=True)
    )
