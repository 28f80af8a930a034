"""Who answers, where no heading and no sentence says it: the name that several places of a notice say alike.

Its title, its first heading, its foot, its first sentences, the line above an address, the name beside an id and the
domains of its mail: one of them alone proves nothing, two that agree do.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import beside_details, clauses, domains, marks, places
from portal.reading.notice.fields.controller.beside_details import LINE_OF_NAME, NAME, WORD
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.known import ALSO_OTHERS, PROCESSORS
from portal.reading.notice.tongues.whose_words import MAKERS, NO_NAMES, NOTICE_WORDS, SAYS_WHOSE, TITLE_FILLERS
from portal.reading.notice.values import Found

_KNOWN_OTHERS = frozenset(one.casefold() for one in PROCESSORS if " " not in one) - {
    one.casefold() for one in ALSO_OTHERS
}
_KNOWN_IN_WORDS = tuple(f"{one.casefold()} " for one in PROCESSORS if " " in one)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\b[Cc]opyright|\b[Tt]ekijänoikeus)(?:[\s|,-]|©|\(c\)|[Cc]opyright|[Tt]ekijänoikeus|by\b"
    rf"|\d{{4}}|[–-]){{0,12}}(?!(?:19|20)\d\d\b){NAME}"
    rf"|{NAME.replace('name', 'before')}[ ,]*(?:©|\(c\)|[Cc]opyright)",
)
_PARTS = re.compile(r"\s+[|–—·:•»/-]+\s+|\s*[|–—·•»]\s*|:\s+|,\s+|\n")
_NOTICE = re.compile(rf"(?<![\w])(?:{NOTICE_WORDS})(?!\w)", re.I)
_IS_ITS_NOTICE = re.compile(
    rf"\s*#*\s*(?:(?:your|our|din|dina|vår|vårt|våra|sinun|meidän) )?(?:{NOTICE_WORDS}) (?:for|of|at|with|för"
    rf"|hos) @\W*$",
    re.I,
)
_FILLER = re.compile(rf"(?:{TITLE_FILLERS})", re.I)
_NO_NAME = re.compile(rf"(?:{NO_NAMES})", re.I)
_UNFILLED = re.compile(
    r"[\[<{].*[\]>}]|x{2,}|todo\b.*|\w*placeholder\w*|(?:yrityksen|yrityksesi|yhdistyksen|etunimi) (?:nimi|sukunimi)"
    r"|(?:företagets|föreningens|ditt företags) namn|förnamn efternamn"
    r"|(?:your )?(?:company|business|organi[sz]ation) name"
    r"|your (?:company|business|organi[sz]ation)|first ?name last ?name", re.I
)  # fmt: skip
_MAKER = re.compile(rf"(?:{MAKERS})\W{{0,3}}$", re.I)
_AUTHORITY = re.compile(
    r"valtuut|viranomai|integritetsskydds?myndighet|datainspektion|datatilsynet|\bauthority\b"
    r"|ombudsman(?! (?-i:[A-ZÅÄÖ][a-zåäö]))|(?:data|protection )ombudsman|commissioner|\bimy\b"
    r"|om\.fi|ico\.org"
    r"|tietosuoja\.fi", re.I
)  # fmt: skip
_ID_LABEL = re.compile(
    r"[\s(,·|:–-]*(?:y-?\s?tunnus|(?<!\w)y\b|fo-?\s?n\w+|(?<!\w)fo\b|org\w*\.?[\s-]?\w*\.?|business id\w*|vat\w*"
    r"|company \w+)?[\s:.,(]*$",
    re.I,
)
_OF_HELPERS = re.compile(
    r"\b(?:leverantörer|underleverantörer|biträden|toimittajat|toimittajamme|käsittelijät|suppliers|processors|providers)"
    r"\b[^.\n]{0,60}\Z"
)
_OF_AN_ID = re.compile(r"(?:business|company|vat|tax|organi[sz]ation) (?:id|no|nr|number|code)\.?", re.I)
_OF_MANY = re.compile(r"[A-ZÅÄÖ][a-zåäö]{4,}(?:ien|jen|iden)")
"""What a Finnish notice is about, in its title: `Havaintoretkien tietosuojailmoitus`."""
_LOWER_BRAND = re.compile(r"[a-zåäö0-9][\w.-]{3,30}")
_ANYBODY = re.compile(r" (?:Association|Foundation|Corporation)$")
"""How the names of houses end that need no form."""
_HEAD_LINES = 5
_FORM_WORD = re.compile(
    r"\b(?:oyj|oy|ab|ltd|limited|llc|inc|gmbh|ry|rf|tmi|t:mi|toiminimi|ky|ay|osk|hb|kb|plc|corp|the|sr"
    r"|enskild firma)\b\.?",
    re.I,
)
_BEFORE_A_NAME = re.compile(
    r"(?:I|På|Hos|Vid|För|Inom|At|In|With|By|From|(?:19|20)\d\d)[ \xa0](?=[A-ZÅÄÖ])|(?:På|Hos|Vid|At"
    r"|On)[ \xa0](?=[\w-]+\.\w)"
)
_TOP_DOMAIN = re.compile(rf"(?<=\w)\.{domains.TOP_LEVEL}$")
_SHORT_NAMES = frozenset({"IF", "AS"})
"""What a name begins with that is a word of sentences only in small letters."""
_ILLATIVE = re.compile(r"([aeiouyäö])\1n$")
_STEMS = (
    (re.compile(r"([kpt])([aeiouyäö])n$"), r"\1\1\2"),
    (re.compile(r"en$"), "i"),
    (re.compile(r"sen$"), "nen"),
    (re.compile(r"d([aeiouyäö])n$"), r"t\1"),
)
"""How Finnish genitives are made whose stem is another than the name itself."""
_CASE = re.compile(r"n|s|t{0,2}[aä]|i?(?:ll[aäe]|l[tls]?[aä]|ss[aä]|st[aä]|in)")
"""What a name has behind it in Finnish or Swedish and is the same name."""
_JOINTS = frozenset({"and", "och", "ja"})
_VERSION = re.compile(r"(?<!\w)v?\d{1,3}\.\d{1,3}(?!\w)")
_GENITIVE = re.compile(r"(?:['’]s|:n|:s|['’])$")
_A_THING = re.compile(
    r"\b(?:app|betas?|programs?|service|platforms?|tool|game|converter|palvelu|sovellus|peli|tjänst\w*)$", re.I
)
"""How the names of what somebody offers end, and not those of somebody."""
_IN_BRACKETS = re.compile(r"\S \(([^()\n]{4,60})\)")
_LINE = re.compile(r"[^\n]+")
_HEADINGS_WITHIN = 3_000
_LONGEST_JOINT, _LONGEST_LABEL = 4, 60
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]? ")
_LONGEST_HEADING = 110
_LABELLED = re.compile(
    r"^[ \t•*-]*(?i:name|company(?: name)?|organi[sz]ation|trading name|yritys|yrityksen nimi|nimi|namn|företag"
    r"|sivusto|verkkosivusto|palvelu|website|site|service|webbplats|tjänst"
    rf"|förening)[ \t]*:[ \t]*{NAME}[ \t]*(?=$|[—–|,(])", re.M
)  # fmt: skip
_SMALL_WORDS = re.compile(r"(?:[ \xa0][a-zåäö][\w-]+){1,3}")
_DASHED_SOCIETY = re.compile(rf" – (?:[A-ZÅÄÖ][\w-]{{1,40}} ){{0,4}}[A-ZÅÄÖ]{names.SOCIETY}")
_MOST_SENTENCES = 14
_MOST_READ = 60_000
_MOST_SAID = 300
_NEAR = 120
_MOST_WORDS = 7
_LONGEST = 60
_LEAST_CORE = 4
_OFTEN = 4
_MOST_LABELS = 40
_ENOUGH = 4
_ALONE = 3
_MAY_STAND_ALONE = ("said", "heading", "markup", "letterhead", "only id")
_OF_A_PAGE = ("title", "site", "brand")
_EDGES = ("id", "only id", "foot", "title", "site", "markup", "brand", "letterhead")
_AHEAD = 2
_ABOUT_OTHERS = ("recipients", "transfers", "sources", "security", "cookies", "rights", "retention")
_ABOUT_PEOPLE = ("rights", "retention")
"""Parts that tell of whoever keeps the data, though they name others too."""
_IS_SOCIETY = re.compile(names.SOCIETY, re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """A name that a place of the notice says; `place` is None where the text does not hold that place itself."""

    text: str
    kind: str
    weight: int
    place: Found | None


def agreed(scope: Scope) -> Found | None:
    """The name on which places of several kinds agree, and which no other comes near."""
    hosts = domains.named_in(scope.text)
    said = list(itertools.islice(said_in(scope, hosts), _MOST_SAID))
    judged = sorted(((_score(scope, one, hosts), one) for one in _groups(said)), key=lambda one: -one[0][0])
    others = [said for _, group in judged[1:] for said in group]
    alone = len(judged) == 1 or (judged and judged[1][0][0] < _ALONE)
    judged = [
        one
        for one in judged
        if (one[0][0] >= _ENOUGH and one[0][1])
        or (
            alone
            and one[0][0] >= _ALONE
            and any(each.weight >= _ALONE and each.kind in _MAY_STAND_ALONE for each in one[1])
        )
    ]
    own = _own_firms(scope)
    formed = [one for one in judged if any(names.has_form(each.text) for each in one[1])]
    judged = formed or judged
    if not judged or (len(judged) > 1 and judged[0][0][0] - judged[1][0][0] < _AHEAD):
        return _only_of_foot(scope, own)
    if _is_but_a_brand(judged[0][1]):
        runs = {one.place for one in others if one.kind == "said" and one.weight >= _ALONE}
        if runs:
            return runs.pop() if len(runs) == 1 else None
    best = _best(scope, judged[0][1])
    if best is None or names.has_form(best.text):
        return best
    full = next((one for one in own if is_same(core(one.text), core(best.text))), None)
    full = full or _in_full(scope, best)
    return full or _only_of_foot(scope, own) or (best if not own else None)


def _in_full(scope: Scope, name: Found) -> Found | None:
    """The same name with the form of a company, wherever a line has it: `Example` of the title, `Example Oy` below."""
    own = squeezed(core(name.text))
    formed = names.firms(scope.text, 0, min(len(scope.text), _MOST_READ))
    return next((one for one in formed if squeezed(core(one.text)) == own), None)


def _is_but_a_brand(group: Sequence[Said]) -> bool:
    """Whether nothing but how a page is called speaks for a name: what it offers may be called so."""
    return all(one.kind in _OF_A_PAGE for one in group)


def _only_of_foot(scope: Scope, own: Sequence[Found]) -> Found | None:
    """The company to which the foot gives the rights to the page, where the notice names no other of its own."""
    foot = list(filter({said.place for said in of_foot(scope)}.__contains__, own))
    return foot[0] if foot and len({core(one.text) for one in own}) == 1 else None


def _own_firms(scope: Scope) -> list[Found]:
    """Companies that are named where the notice is not about others."""
    own = [one for one in scope.sections if not one.has(*_ABOUT_OTHERS)]
    every = [firm for one in own for block in one.blocks for firm in firms_in(scope, block)]
    every += [one.place for one in of_foot(scope) if one.place is not None and names.has_form(one.text)]
    every = [one for one in every if not clauses.is_helper(scope.text, one)]
    return [one for one in every if may_be(one.text) and not is_of_others(scope, one)]


def firms_in(scope: Scope, block: Block) -> list[Found]:
    """The companies of a passage; an item of a list that is but one with `Association` may be anybody."""
    said = list(names.firms(scope.text, block.start, block.end))
    return [one for one in said if block.kind != "item" or not _ANYBODY.search(one.text)]


def _score(scope: Scope, group: Sequence[Said], hosts: frozenset[str]) -> tuple[int, bool]:
    """How much speaks for a name, and whether more than one kind of place does."""
    kinds: dict[str, int] = {}
    for one in group:
        kinds[one.kind] = max(kinds.get(one.kind, 0), one.weight)
    if of_domain := max((domains.likeness(squeezed(core(one.text)), hosts) for one in group), default=0):
        kinds["domain"] = of_domain
    has_form = any(names.has_form(one.text) for one in group)
    is_often = any(scope.text.count(one.text) >= _OFTEN for one in group)
    is_firm_of_id = any(
        (one.kind in ("id", "only id") and (names.has_form(one.text) or _IS_SOCIETY.search(one.text) is not None))
        or (one.kind == "said" and one.weight >= _ALONE and names.has_form(one.text))
        for one in group
    )
    return sum(kinds.values()) + 2 * has_form + is_often, len(kinds) > 1 or is_firm_of_id


def _best(scope: Scope, group: Sequence[Said]) -> Found | None:
    """Of the ways in which one name is written, its full one: with the form of a company, else the one said most."""
    weight: dict[str, int] = defaultdict(int)
    for one in group:
        weight[one.text] += one.weight
    group = [one for one in group if not _is_in_case(one.text, weight)]
    placed = [one for one in group if one.place is not None]
    if not placed:
        for text in sorted(weight, key=lambda text: -weight[text]):
            if (at := scope.text.find(text)) >= 0:
                return Found(text, at, at + len(text))
        return None
    best = max(
        placed,
        key=lambda one: (
            names.has_form(one.text),
            weight[one.text],
            len(one.text),
            -(one.place.start if one.place else 0),
        ),
    )
    return best.place


def _is_in_case(text: str, others: Iterable[str]) -> bool:
    """Whether it is another of the names in one of its cases."""
    return any(one != text and text.startswith(one) and _CASE.fullmatch(text, len(one)) for one in others)


def _groups(said: Sequence[Said]) -> list[list[Said]]:
    """The names that are one: alike but for their form, or one the beginning or the end of the other."""
    groups: list[list[Said]] = []
    for one in sorted(said, key=lambda one: -len(core(one.text))):
        bare = core(one.text)
        for group in groups:
            if any(is_same(bare, core(other.text)) for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def is_same(first: str, second: str) -> bool:
    """Whether two cores are of one name: alike, or one the beginning or the end of the other."""
    short, long = sorted((first, second), key=len)
    if squeezed(short) == squeezed(long):
        return True
    if len(short) < _LEAST_CORE:
        return False
    if long.startswith(f"{short} ") or long.endswith(f" {short}"):
        return True
    return long.startswith(short) and _CASE.fullmatch(long, len(short)) is not None


@lru_cache(maxsize=1024)
def core(text: str) -> str:
    """A name in small letters, without the form of a company, a top-level domain and what joins its words."""
    bare = _FORM_WORD.sub(" ", text.casefold())
    words = "".join(one if one.isalnum() else " " for one in _TOP_DOMAIN.sub("", bare)).split()
    return " ".join(one for one in words if one not in _JOINTS) or text.casefold()


@lru_cache(maxsize=1024)
def squeezed(text: str) -> str:
    """A name as a domain has it: without blanks, and with plain letters."""
    return text.replace(" ", "").replace("å", "a").replace("ä", "a").replace("ö", "o").replace("é", "e")


def said_in(scope: Scope, hosts: frozenset[str]) -> Iterator[Said]:
    """What every place of the notice says, authorities, processors and makers of the site left out."""
    end = min(len(scope.text), _MOST_READ)
    for one in (
        *titled(scope),
        *_branded(scope),
        *_letterhead(scope, hosts),
        *_of_markup(scope),
        *of_foot(scope),
        *_in_sentences(scope),
        *_labelled(scope),
        *_beside_ids(scope, end),
        *_above_addresses(scope, end),
    ):
        is_others = one.place is not None and is_of_others(scope, one.place, is_at_edge=one.kind in _EDGES)
        if one.kind == "said" and one.place is not None:
            is_others = is_others or clauses.is_of_accounts(scope.text, one.place) or _is_among_helpers(scope, one)
        is_subject = scope.language == "fi" and _OF_MANY.fullmatch(one.text) is not None
        if may_be(one.text) and not is_others and not is_subject and not _is_a_word(scope, one, hosts):
            yield _in_nominative(scope, one)


def _is_among_helpers(scope: Scope, said: Said) -> bool:
    """Whether a word that a sentence begins with is first named among those who help: `our suppliers, Example and`."""
    at = scope.text.find(said.text)
    is_word = " " not in said.text and said.place is not None and at < said.place.start
    return is_word and _OF_HELPERS.search(scope.low, max(0, at - _NEAR), at) is not None


def _is_a_word(scope: Scope, said: Said, hosts: frozenset[str]) -> bool:
    """One word that has its capital but from the sentence which it begins."""
    if said.kind != "said" or not said.text.isalpha() or any(one.isupper() for one in said.text[1:]):
        return False
    if squeezed(core(said.text)) in hosts or core(said.text) in core(scope.title):
        return False
    return re.search(rf"(?<=[\w,]) {re.escape(said.text)}(?!\w)", scope.text) is None


def _in_nominative(scope: Scope, said: Said) -> Said:
    """A name in the genitive as it stands elsewhere without it."""
    if said.text[-1] not in "ns" or names.has_form(said.text) or scope.language == "en":
        return said
    bare = _placed(scope.text, said.text[:-1])
    if bare is None and scope.language == "fi" and _ILLATIVE.search(said.text):
        bare = _placed(scope.text, said.text[:-2])
    if bare is None and scope.language == "fi":
        bare = next((one for stem, end in _STEMS if (one := _placed(scope.text, _of_stem(said.text, stem, end)))), None)
    return replace(said, text=bare.text, place=bare) if bare is not None else said


def _of_stem(genitive: str, stem: re.Pattern[str], end: str) -> str:
    """`Orvokki` of `Orvokin`; "" where the genitive is none of that kind."""
    return stem.sub(end, genitive) if stem.search(genitive) else ""


def may_be(text: str) -> bool:
    """Whether it is written like a name, and is none of a notice, a thing or a well-known processor."""
    words = text.split()
    first = words[0].casefold().strip(".,")
    has_form = names.has_form(text)
    if len(text) > _LONGEST or is_known_other(text) or _NOTICE.search(text) or _VERSION.search(text):
        return False
    if not any(one.isalpha() for one in text):
        return False
    is_short = words[0] in _SHORT_NAMES and len(words) > 1
    if clauses.is_house(text) or _OF_AN_ID.fullmatch(text):
        return False
    if _NO_NAME.fullmatch(first) and not is_short and (len(words) == 1 or not has_form):
        return False
    return has_form or (len(text) > 1 and _A_THING.search(text) is None)


def is_known_other(text: str) -> bool:
    """Whether it begins as the name of a well-known processor: none of them answers where nobody else is named."""
    low = text.casefold().strip(".,")
    return low.split()[0].strip(".,") in _KNOWN_OTHERS or f"{low} ".startswith(_KNOWN_IN_WORDS)


def may_be_anybody(text: str) -> bool:
    """Whether it ends as houses that need no form do: `Example Foundation` may be one that a notice only speaks of."""
    return _ANYBODY.search(text) is not None


def is_unfilled(text: str) -> bool:
    """Whether it is a place of a form that was not filled in, or a small word."""
    return (text.islower() and len(text) < _LEAST_CORE) or _UNFILLED.fullmatch(text.strip(".,")) is not None


def is_of_notice(text: str) -> bool:
    """Whether words call a notice, and nobody."""
    return not any(one.isalnum() for one in _NOTICE.sub("", text))


def holds_words_of_notices(text: str) -> bool:
    """Whether a part of it is what notices are called."""
    return _NOTICE.search(text) is not None


def is_no_name(word: str) -> bool:
    """Whether a word is none of a name alone."""
    return _NO_NAME.fullmatch(word.casefold().strip(".,")) is not None


def is_of_others(scope: Scope, place: Found, *, is_at_edge: bool = False) -> bool:
    """Whether a maker of the site, or an authority, is named there; at the edge of a page, on that line alone."""
    line = scope.text[max(scope.text.rfind("\n", 0, place.start) + 1, place.start - 2 * _NEAR) : place.start]
    around = max(0, place.start - _NEAR), min(len(scope.text), place.end + _NEAR // 3)
    if is_at_edge:
        around = place.start - len(line), place.end
    return (
        _MAKER.search(line[-_NEAR:].rstrip()) is not None
        or _AUTHORITY.search(scope.text, *around) is not None
        or clauses.is_joined_house(scope.text, place)
    )


def titled(scope: Scope) -> Iterator[Said]:
    """What is left of the title and of the first headings where the words for a notice are taken away."""
    for part in (*_PARTS.split(scope.title), *_PARTS.split(scope.summary)):
        if (name := _rest(part)) is not None:
            yield Said(name, "title", 2, _placed(scope.text, name))
    for turn, weight in _turns(scope.language):
        for one in turn.finditer(scope.summary):
            yield Said(one["name"], "said", min(weight, 2), _placed(scope.text, one["name"]))
    for line in _LINE.finditer(scope.text, 0, min(len(scope.text), _HEADINGS_WITHIN)):
        is_sentence = line[0].rstrip().endswith(".") and (line.start() > 0 or line[0].count(" ") > _MOST_WORDS)
        if len(line[0]) > _LONGEST_HEADING or not _NOTICE.search(line[0]) or is_sentence:
            continue
        for part in _PARTS.split(line[0]):
            if (name := _rest(part)) is not None and (at := scope.text.find(name, line.start())) >= 0:
                weight = _ALONE if _IS_ITS_NOTICE.match(part.replace(name, "@")) else 2
                yield Said(name, "heading", weight, Found(name, at, at + len(name)))


def _branded(scope: Scope) -> Iterator[Said]:
    """A name in the title of a page that the page bears at its top or foot too, where no other has the rights to it."""
    parts = [one for one in dict.fromkeys((*_PARTS.split(scope.title), *_PARTS.split(scope.summary))) if one]
    if not parts or any(one["name"] or one["before"] for one in _COPYRIGHT.finditer(scope.text)):
        return
    for part in parts:
        name = _rest(part) or (part.strip() if _LOWER_BRAND.fullmatch(part.strip()) else None)
        lines = list(_bearing(scope.text, name)) if name is not None and may_be(name) else []
        if name is None or not lines or (name.islower() and len(lines) == 1):
            continue
        yield Said(name, "title", 2, lines[0])
        yield Said(name, "brand", 2, lines[0])


def _bearing(text: str, name: str) -> Iterator[Found]:
    """Where a line is a name, or begins with it before a sign."""
    for one in re.finditer(rf"^[ \t#*←]*({re.escape(name)}\.?)[ \t]*(?=$|[,|·•©–—*])", text, re.M):
        yield Found(name, one.start(1), one.start(1) + len(name))


def _letterhead(scope: Scope, hosts: frozenset[str]) -> Iterator[Said]:
    """The name, alone on its line, that stands above the title of a document; one word is a name by its domain."""
    if scope.title:
        return
    first = list(itertools.islice((one for one in _LINE.finditer(scope.text) if one[0].strip()), _HEAD_LINES))
    for number, line in enumerate(first[:-1]):
        if _NOTICE.search(line[0]):
            return
        name = _rest(line[0]) if LINE_OF_NAME.fullmatch(line[0].rstrip()) else None
        is_said = name is not None and (" " in name or domains.likeness(squeezed(core(name)), hosts) > 0)
        below = [more[0].strip() for more in first[number + 1 :]]
        if name and is_said and any(len(more) <= _LONGEST_HEADING and _NOTICE.match(more) for more in below):
            start = scope.text.index(name, line.start())
            yield Said(name, "letterhead", 3, Found(name, start, start + len(name)))
            return


def _of_markup(scope: Scope) -> Iterator[Said]:
    """The names of the site and of the house to which it belongs, where the text holds them too."""
    if (name := _placed(scope.text, scope.site)) is not None:
        yield Said(name.text, "site", 2, name)
    for owner in scope.owners:
        if (name := _placed(scope.text, owner)) is not None:
            yield Said(name.text, "markup", 3, name)


def _rest(part: str) -> str | None:
    inner = _IN_BRACKETS.search(part)
    part = inner[1] if inner is not None and names.has_form(inner[1]) else part
    rest = " ".join(_NOTICE.sub(" | ", part).split())
    for said in rest.split("|"):
        words = said.split()
        while words and (_FILLER.fullmatch(words[0].strip(".,()")) or not any(c.isalnum() for c in words[0])):
            words = words[1:]
        while words and (_FILLER.fullmatch(words[-1].strip(".,()")) or not any(c.isalnum() for c in words[-1])):
            words = words[:-1]
        name = _GENITIVE.sub("", " ".join(words).strip(" .,()!?*#_"))
        if not names.has_form(name) and any(one.islower() and len(one) > _LONGEST_JOINT for one in name.split()):
            continue
        if _NUMBERED.match(name):
            continue
        firm = next(names.firms(name, 0, len(name)), None)
        name = firm.text if firm is not None and firm.start == 0 else name
        if name and len(words) <= _MOST_WORDS and (name[0].isupper() or name[0].isdigit() or re.fullmatch(WORD, name)):
            return name
    return None


def _placed(text: str, name: str) -> Found | None:
    at = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) if name else None
    return Found(name, at.start(), at.end()) if at is not None else None


def of_foot(scope: Scope) -> Iterator[Said]:
    """The names to which the text gives the rights to itself."""
    for one in _COPYRIGHT.finditer(scope.text):
        group = "name" if one["name"] else "before"
        name = found(scope.text, *one.span(group))
        if name is not None:
            name = _with_small_words(scope, cut(scope.text, name))
            yield Said(name.text, "foot", 2, name)


def _with_small_words(scope: Scope, name: Found) -> Found:
    """`Example passi`, which the title of the page calls so too."""
    more = _SMALL_WORDS.match(scope.text, name.end)
    full = found(scope.text, name.start, more.end()) if more is not None else None
    return full if full is not None and full.text in (scope.title, scope.site, *_PARTS.split(scope.title)) else name


def _labelled(scope: Scope) -> Iterator[Said]:
    """`Name: Example` where the notice says whom to ask, and no person is called so."""
    top = itertools.takewhile(lambda one: one.head is None or one.inline, scope.sections)
    for section in (*itertools.islice(top, _HEAD_LINES), *scope.about("contact", "controller")):
        for block in section.blocks[:_MOST_LABELS]:
            for one in _LABELLED.finditer(scope.text, block.start, block.end):
                name = found(scope.text, *one.span("name"))
                if name is not None and next(names.people(scope.text, name.start, name.end), None) is None:
                    yield Said(name.text, "label", 3, name)


@cache
def _turns(code: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((re.compile(turn.replace("@", NAME)), weight) for turn, weight in SAYS_WHOSE[code])


def _in_sentences(scope: Scope) -> Iterator[Said]:
    counted = 0
    for section in scope.sections:
        is_titled = section.head is not None and is_of_notice(scope.text[slice(*section.head)])
        if section.head is not None and not section.inline:
            yield from (one for one in _turned(scope, *section.head) if one.weight >= _ALONE)
        if section.has(*_ABOUT_OTHERS) and not section.has("controller") and not is_titled:
            if section.has(*_ABOUT_PEOPLE):
                yield from _plainly(scope, section)
            continue
        for start, end in scope.sentences(section.blocks):
            counted += 1
            if counted > _MOST_SENTENCES and not section.has("controller", "contact"):
                break
            yield from _turned(scope, start, end)


def _plainly(scope: Scope, section: Section) -> Iterator[Said]:
    """The names of the turns that say most."""
    for start, end in itertools.islice(scope.sentences(section.blocks), _MOST_SENTENCES):
        yield from (one for one in _turned(scope, start, end) if one.weight >= _ALONE)


def _turned(scope: Scope, start: int, end: int) -> Iterator[Said]:
    """The names that a sentence or a heading has in a turn that says whose the notice is."""
    sentence, spots = clauses.narrowed(scope.text, start, end)
    for turn, weight in _turns(scope.language):
        for one in turn.finditer(sentence):
            name = found(scope.text, spots[one.start("name")], spots[one.end("name") - 1] + 1)
            if name is not None and not scope.text.startswith("@", name.end):
                name = _with_society(scope.text, cut(scope.text, name))
                yield Said(name.text, "said", weight, name)


def _with_society(text: str, name: Found) -> Found:
    """`RÖRELSE – Exempels Dansförbund`: a name with what it is, behind a dash."""
    more = _DASHED_SOCIETY.match(text, name.end)
    return Found(text[name.start : more.end()], name.start, more.end()) if more is not None else name


def cut(text: str, name: Found) -> Found:
    """A name ends behind the form of a company, before a year and before a word that is in none."""
    before = _BEFORE_A_NAME.match(text, name.start, name.end)
    start = before.end() if before is not None else names.without_we(text, name.start, name.end)
    name = found(text, start, name.end) or name
    firm = next(names.firms(text, name.start, min(len(text), name.end + 40)), None)
    if firm is not None and firm.start == name.start and "©" not in firm.text:
        return firm
    line_end = text.find("\n", name.end)
    if (
        longer := names.firm_at(
            text, name.start, line_end if 0 <= line_end < name.end + _LONGEST // 2 else name.end + _LONGEST // 2
        )
    ) is not None:
        return longer
    words = list(re.finditer(r"\S+", text[name.start : name.end]))
    while len(words) > 1 and (
        words[-1][0].isdigit()
        or (
            _NO_NAME.fullmatch(words[-1][0].casefold().strip(".,"))
            and not _IS_SOCIETY.fullmatch(words[-1][0].strip(".,"))
            and words[-1][0].strip(".,") not in _SHORT_NAMES
        )
    ):
        words.pop()
    return found(text, name.start, name.start + words[-1].end()) or name


def _beside_ids(scope: Scope, end: int) -> Iterator[Said]:
    """The name before an id, on its line or on the line above."""
    ids = [*marks.finnish_ids(scope.text, 0, end), *marks.swedish_ids(scope.text, 0, end)]
    only = "only id" if len({one.text for one, _ in ids}) == 1 and all(is_right for _, is_right in ids) else "id"
    for one, _ in ids:
        start = scope.text.rfind("\n", 0, one.start) + 1
        label = _ID_LABEL.search(scope.text, max(start, one.start - _LONGEST_LABEL), one.start)
        stop = label.start() if label is not None else one.start
        if scope.text[start:stop].strip(" •\t-*"):
            name = beside_details.last_name(scope.text, max(start, stop - 90), stop)
            if name is None or not names.has_form(name.text):
                name = beside_details.first_firm(scope.text, start, stop) or (
                    name if beside_details.is_named(name) else beside_details.first_name(scope.text, start)
                )
        else:
            name = _line_above(scope.text, start)
        if name is not None and not clauses.is_helper(scope.text, name):
            yield Said(name.text, only, 3, name)


def _line_above(text: str, at: int, most: int = 3) -> Found | None:
    """The nearest line above that is a name and nothing else."""
    for _ in range(most):
        stop = at - 1
        if stop <= 0:
            return None
        start = text.rfind("\n", 0, stop) + 1
        line = text[start:stop]
        if line.strip():
            one = LINE_OF_NAME.match(text, start, stop)
            if one is not None and len(line.strip()) <= _LONGEST and ":" not in line:
                name = found(text, *one.span("name"))
                if name is not None and not any(c.isdigit() for c in name.text[-3:]):
                    return cut(text, name)
        at = start
    return None


def _above_addresses(scope: Scope, end: int) -> Iterator[Said]:
    spots = [one.start for one in places.addresses(scope.text, 0, end)]
    spots += [one.start for one in marks.emails(scope.text, 0, end)]
    for spot in spots:
        start = scope.text.rfind("\n", 0, spot) + 1
        name = beside_details.last_name(
            scope.text, max(start, spot - 80), beside_details.before_comma(scope.text, start, spot)
        )
        if name is None:
            name = _line_above(scope.text, start)
        if (
            name is not None
            and "@" not in name.text
            and next(names.people(scope.text, name.start, name.end), None) != name
        ):
            yield Said(name.text, "block", 2, name)
