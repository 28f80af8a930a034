"""Bullets that are each a bare enumeration: `name, phone number and address, if you give them` holds three kinds.

Whatever its trade calls them, the members of such a bullet are kinds as the bullet is one; only words that share a noun
stay together, as `browser type and version` does.
"""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.fields.data.kinds import bare, is_endless, is_kind, members_of, plain
from portal.reading.notice.fields.data.listed_data import is_bare, words_of
from portal.reading.notice.fields.lists import ONE_OF_TWO
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_CUT = {
    code: re.compile(rf"(?<![-–/])[,;](?:\s+|(?=[^\W\d]))(?:(?:{said})\s+)?|(?<![-–/\s])\s+(?:{said})\s+(?![-–])")
    for code, said in {"fi": "ja|sekä|&", "sv": "och|samt|&", "en": "and(?! their )"}.items()
}
_TAIL = re.compile(
    r",?\s(?:jos|kun|mikäli)\s\w+(?:[tn]|mme|tte)\b.*|,\s(?:om|när|if|when|where)\s.*"
    r"|,?\s(?:joita|jotka|jonka|joka)\s(?:annat|annatte|lähetät|ilmoitat|syötät|täytät)\b.*"
    r"|\s(?:om|när)\s(?:du|ni)\s.*|,?\ssom\s(?:du|ni)\s(?:lämnar|anger|uppger|skickar|fyller|ger)\b.*"
    r"|\s(?:if|when)\s(?:you|provided|given|applicable|entered)\b.*"
    r"|,?\s(?:that|which)\syou\s(?:provide|give|enter|submit|share|send)\b.*"
    r"|,?\s(?:när|if|where|om)\s(?:tillämpligt|det behövs|needed|relevant|available)\b.*"
    r"|,?\s(?:tarvittaessa|vid behov)\Z"
    r"|\s[–—-]\s(?:för|vid|till|om|när|via|krävs|används|behövs|endast|bara|frivillig\w*|valfri\w*|obligatorisk\w*|to|for"
    r"|when|if|used|needed|optional|only|at|during|upon|jos|kun|vain|vapaaehtoi\w*|pakolli\w*)\b.*"
    r"|\svid [a-zåäö-]{4,30}(?: (?:och|eller) [a-zåäö-]{3,30})?\Z|\svia [\w .-]{2,60}\Z"
    r"|\s(?:at|upon|during) (?:sign-?up|registration|check-?out|login|booking|purchase)\Z"
    r"|(?:\s[\w-]{4,}n)\s(?:yhteydessä|kautta)\Z",
    re.S,
)
"""When the data is given, and no part of its name."""
_LAST_CLAUSE = re.compile(
    r"(?:,|,?\s(?:och|samt|and))\s(?P<last>"
    r"(?:(?:det|den|de|övriga?|andra|annan|annat|what(?:ever)?|anything(?: else)?)\b[^,;:]{0,60}"
    r"\b(?:du|ni|you)\s[^,;:]{2,60}|innehållet i [^,;:]{3,50}))[.\s]*\Z"
)
"""`name, model and what you write in the booking`: a clause ends a list of bare nouns."""
_AND_SO_ON = re.compile(
    r",?\s(?:(?:ja|och|and|sekä|samt) )?(?:yms|ym|jne|tms|ml|muuta vastaavaa|m\.?m|osv|etc|o\.?\s?dyl|liknande|so on)"
    r"\.?\s*\Z"
)
"""`and so on` at the end of an enumeration names nothing."""
_REST = re.compile(
    r"(?:,|(?:,\s?|\s)(?:ja|sekä|och|samt|and|as well as))\s"
    r"(?P<last>(?:mu(?:ut|ita)|muu|övriga?|andra|(?:any )?other)\s[^,;:()]{4,80})\Z"
)
"""`complaints, thanks and other messages`: what else there is of a kind ends an enumeration of two or more."""
_MORE = re.compile(
    r"\b(?:tai|eller|or|muut?|muita|muun|andra|annan|annat|övriga?|other|any|such as|like|including|inklusive|kuten"
    r"|esim|mm|m\.m|såsom|bl\.a|t\.ex|exempelvis|till exempel"
    r"|similar|liknande|vastaav\w+|e\.g|i\.e|mukaan lukien|both|både|sekä että|etc|jne|osv|ym|yms"
    r"|between|mellan|välillä|välinen|related|relating|concerning|regarding|associated|kopplad\w*|relaterad\w*"
    r"|if|when|jos|kun|mikäli|när|which|that|who|whose|where|what|how|you|we|som|du|ni|vi|vad|hur"
    r"|jo(?:ka|tka|ta|ita|nka|lla|illa|ssa)|mitä|miten"
    r"|liitty\w+|koske\w+|about|om|for|för|varten|with|med|to|till)\b|\s[–—-]\s|[:\[/\"“”]"
)
"""What makes an enumeration more than one of bare nouns."""
_ADJECTIVE = {
    "fi": re.compile(
        r"(?:(?<!k)set|nen|tut|dyt|tetty|tettu|(?<!puheli)(?<!selai)n|ssa|ssä|sta|stä|lla|llä|iin|oon|een)\Z"
    ),
    "sv": re.compile(
        r"(?:(?:en|et|na|er|ar)s|sk|ska|lig|liga|ell|ella|iv|iva|(?<!\bst)ad|ade|ande|era|ga|nt"
        r"|nta|ra)\Z"
    ),
    "en": re.compile(r"(?:al|ic|ive|ed|ing|ary|ory|ous|ful|ble|'s|’s)\Z"),
}
"""How a word ends that is no noun, and waits for one behind the `and`."""
_HANGS = re.compile(
    r"\s(?:of|from|on|in|at|by|av|från|på|i|vid|hos|sent|used|visited|viewed|made|during|under)\s"
    r"|\b(?:date|time|datum|tid|tidpunkt|type|typ|tyyppi|brand|make|model|märke|merkki)\Z"
)
"""What hangs on a noun may hang on the next one too."""
_BEGINS_ANEW = re.compile(r"(?:the|your|an?)\s")
"""`vehicle and the nature of the fault`: what an article begins shares no noun with what stands before it."""
_OF_BIRTH = re.compile(r"(?:date|place|year|country) of (?:birth|issue|residence)")
_LAST_SHARED = re.compile(
    r"(?:version|versio|language|kieli|språk|category|class|type"
    r"|model|malli|modell|time|tid|aika|kellonaika)\b"
)
_NOUN_ALONE = re.compile(
    r"(?:user)?name|surname|e-?mail|address|(?:tele)?phone|message|photo|picture|age|gender|sex|title|role|country|city"
    r"|company|password|signature|cv|\w{3,}s"
)
_MAY_BE_WITHIN = re.compile(r"\b(?:ja/ ?tai|och/ ?eller|and/ ?or|tai|eller|or)\b")
_SUCH_WITHIN = re.compile(
    r",\s(?:kuten|esim\.?|esimerkiksi|mm\.?|såsom|t\.ex\.|till exempel|such as|e\.g\.)"
    r"\s[\w-]+\s(?:ja|och|and)\s[\w-]+(?=,)"
)
"""`data on the car, such as its plate and model,` within a long enumeration is one member of it."""
_MANY_COMMAS, _MOST_OF_MANY = 3, 9
"""In a long enumeration an `or` within a member makes it no other list."""
_NO_NOUN = re.compile(r"\bsiitä\b|(?:nut|nyt|neet)\Z")
_EITHER = re.compile(r"\s+tai\s+")
_BETWEEN_COMMAS = re.compile(r"[\w)], $")
_NEAR, _SHORT_OF_PAIR = 4, 3
_MOST_WORDS, _MOST_MEMBERS, _PAIR, _LONGEST_LINE = 5, 14, 2, 90
_KNOWN_OF_A_PAIR, _KNOWN_OF_MORE = 2, 3
"""Of so many members one at least is a known kind: of two, and of more."""


_LABEL_WITH_BRACKET = re.compile(r"[^:;()\n]{2,60} \([^()\n]{2,60}\):\s+(?=\S)")
_LABEL_OF_SUCH = re.compile(
    r"[^:;()\n]{2,60}:\s+(?:[\w-]+ ){0,4}(?:data|information|details|uppgifter|tietoja|tiedot),? "
    r"(?:such as|like|including|e\.g\.|såsom|till exempel|t\.ex\.|bland annat|kuten|esim\.|muun muassa) "
)
_SAID_OF_ALL = re.compile(
    r",? (?:which|that) (?:is|are|we)\b.*"
    r"|, (?:kept|stored|used|processed|handled|held|sent|logged) (?:by|in|on|at|for|to|with)\b.*"
    r"|,? som (?:vi|sparas|lagras|används)\b.*|, jo(?:ita|tka|ta|ka) .*"
)
"""What is said of the whole list, behind its last member."""


def parted_items(scope: Scope, values: Sequence[Found]) -> Iterator[Found]:
    """The values; of one that is all of a bullet, or of a line with commas, and a bare enumeration, its members."""
    blocks = {
        block.start: (block, section.has("categories") or "categories" in section.within)
        for section in scope.sections
        for block in section.blocks
        if block.kind in {"item", "para"}
    }
    for one in values:
        block, is_of_data = blocks.get(one.start, (None, False))
        is_all = block is not None and not scope.text[one.end : block.end].strip(" .;,")
        is_whole = is_all and block is not None and (block.kind == "item" or "," in one.text)
        parts = (members_of_bullet(scope, one, sure=is_of_data) if is_whole else []) or _by_slashes(scope, one)
        parts = parts or (_behind_label(scope, one, sure=is_of_data) if block is not None and ":" in one.text else [])
        yield from parts or (_pair_within(scope, one) if not is_all else []) or [one]


def _behind_label(scope: Scope, one: Found, *, sure: bool) -> list[Found]:
    """What a label with a bracket, `Advertisers (side ads):`, or a general noun behind one, `data such as`, lists."""
    label = _LABEL_WITH_BRACKET.match(scope.text, one.start, one.end) or _LABEL_OF_SUCH.match(
        scope.text, one.start, one.end
    )
    if label is None:
        return []
    tail = _SAID_OF_ALL.search(plain(scope, label.end(), one.end))
    listed = found(scope.text, label.end(), label.end() + tail.start() if tail is not None else one.end)
    members = members_of_bullet(scope, listed, sure=sure) if listed is not None else []
    members = members or (members_of(scope, [(listed.start, listed.end)]) if listed is not None else [])
    return members if len(members) > 1 else []


def _pair_within(scope: Scope, one: Found) -> list[Found]:
    """`watch and e-mail` between the commas of a Finnish list: two nouns, of which the first waits for none behind.

    A capital begins a member that was written as one among its like.
    """
    said = plain(scope, one.start, one.end)
    if scope.language != "fi" or not _BETWEEN_COMMAS.search(scope.text, max(0, one.start - _NEAR), one.start):
        return []
    if one.text[0].isupper() or said.endswith(" kanssa"):
        return []
    if _MORE.search(said) or ONE_OF_TWO.search(said) or not is_bare(scope, one.start, one.end):
        return []
    parts = [bare(scope, part) for part in _cut(scope, one.start, one.end, said)]
    if len(parts) != _PAIR or len(list(_joined(scope, parts))) < _PAIR:
        return []
    is_short = all(len(_words(scope, part)) <= _SHORT_OF_PAIR for part in parts)
    is_short = is_short and _words(scope, parts[1])[0] not in {"sen", "niiden", "hänen", "heidän"}
    is_short = is_short and not any(_NO_NOUN.search(" ".join(_words(scope, part))) for part in parts)
    return parts if is_short and any(is_kind(scope, part) for part in parts) else []


def with_alternatives(scope: Scope, values: Sequence[Found]) -> Iterator[Found]:
    """The values, two that a Finnish `or` joins at the end of a list as one: `business id or date of birth`."""
    last: Found | None = None
    for one in values if scope.language == "fi" else ():
        either = last is not None and _EITHER.fullmatch(scope.low[last.end : max(last.end, one.start)]) is not None
        either = either and last is not None and _ends_list(scope, last, one)
        joined = found(scope.text, last.start, one.end) if last is not None and either else None
        if joined is not None:
            last = joined
            continue
        yield from [last] if last is not None else []
        last = one
    yield from [last] if last is not None else []
    yield from values if scope.language != "fi" else ()


def _ends_list(scope: Scope, last: Found, one: Found) -> bool:
    """Whether two are the last of a list that commas part, and the second is no `other`."""
    is_listed = _BETWEEN_COMMAS.search(scope.text, max(0, last.start - _NEAR), last.start) is not None
    return is_listed and not one.text.casefold().startswith("mu")


def _by_slashes(scope: Scope, one: Found) -> list[Found]:
    """`name / phone / size of the group`, all of it a list."""
    if one.text.count(" / ") < _PAIR or any(sign in one.text for sign in ",(["):
        return []
    at, members = one.start, []
    for piece in one.text.split(" / "):
        value = found(scope.text, at, at + len(piece))
        members += [bare(scope, value)] if value is not None else []
        at += len(piece) + len(" / ")
    is_short = all(len(part.text.split()) <= _MOST_WORDS and is_bare(scope, part.start, part.end) for part in members)
    return members if is_short and members[0].start == one.start else []


def members_of_bullet(scope: Scope, one: Found, *, sure: bool = False) -> list[Found]:
    """What a bullet enumerates in bare nouns; nothing where it is one kind, or says more.

    `sure` in a section on data: there commas alone part nouns that are not known too.
    """
    last = _LAST_CLAUSE.search(plain(scope, one.start, one.end))
    clause = found(scope.text, one.start + last.start("last"), one.start + last.end("last")) if last else None
    if last is not None and clause is not None and (head := found(scope.text, one.start, one.start + last.start())):
        before = members_of_bullet(scope, head, sure=sure) or ([head] if is_kind(scope, head) else [])
        return [*before, clause] if before else []
    if (rest := _AND_SO_ON.search(plain(scope, one.start, one.end))) is not None:
        head = found(scope.text, one.start, one.start + rest.start())
        return members_of_bullet(scope, head, sure=sure) if head is not None else []
    if (rest := _REST.search(plain(scope, one.start, one.end))) is not None:
        head = found(scope.text, one.start, one.start + rest.start())
        last_of = found(scope.text, one.start + rest.start("last"), one.start + rest.end("last"))
        before = members_of_bullet(scope, head, sure=sure) if head is not None and "," in head.text else []
        return [*before, last_of] if before and last_of is not None else []
    tail = _TAIL.search(plain(scope, one.start, one.end))
    stop = one.start + tail.start() if tail is not None else one.end
    said = plain(scope, one.start, stop)
    if said.count(",") > _MANY_COMMAS:
        said = _SUCH_WITHIN.sub(lambda such: "x" * len(such[0]), said)
    said_plainly = _MAY_BE_WITHIN.sub(" ", said) if said.count(",") >= _MANY_COMMAS else said
    if _MORE.search(said_plainly) or (";" in said and "," in said) or is_endless(scope, one.start, stop):
        return []
    if not is_bare(scope, one.start, stop) or ONE_OF_TWO.search(said):
        return []
    parts = [bare(scope, part) for part in _cut(scope, one.start, stop, said)]
    members = list(_joined(scope, parts))
    if len(members) < len(parts) and any(_waits(scope, part) for part in members):
        return []
    most = _MOST_OF_MANY if len(members) >= _MANY_COMMAS else _MOST_WORDS
    if not 1 < len(members) <= _MOST_MEMBERS or any(
        words_of(plain(scope, part.start, part.end)) > most for part in members
    ):
        return []
    kinds = [part for part in members if is_kind(scope, part)]
    one_of = _KNOWN_OF_MORE if len(members) > _PAIR else _KNOWN_OF_A_PAIR
    return members if len(kinds) * one_of >= len(members) or (sure and _stand_alone(scope, said, members)) else []


def _stand_alone(scope: Scope, said: str, members: Sequence[Found]) -> bool:
    """Whether commas alone part nouns none of which waits for another one, be they known or not."""
    waiting = _ADJECTIVE[scope.language]
    return said.count(",") == len(members) - 1 and not any(
        waiting.search(" ".join(_words(scope, one))) or _waits_for_more(scope, one) for one in members
    )


def _waits_for_more(scope: Scope, one: Found) -> bool:
    return scope.language == "en" and _waits(scope, one)


def _cut(scope: Scope, start: int, stop: int, said: str) -> Iterator[Found]:
    at = 0
    for cut in (*(one.span() for one in _CUT[scope.language].finditer(said)), (stop - start, stop - start)):
        value = found(scope.text, start + at, start + cut[0])
        yield from [value] if value is not None else []
        at = cut[1]


def _joined(scope: Scope, members: Sequence[Found]) -> Iterator[Found]:
    """The members, two that share a noun as one: `arrival and departure dates`."""
    last: Found | None = None
    for one in members:
        if last is not None and _shares(scope, last, one):
            last = found(scope.text, last.start, one.end) or one
            continue
        yield from [last] if last is not None else []
        last = one
    yield from [last] if last is not None else []


def _waits(scope: Scope, one: Found) -> bool:
    """`purchase` before `payment and order history` waits for the noun that they share."""
    words = _words(scope, one)
    if scope.language == "fi":
        return len(words) == 1 and _ADJECTIVE["fi"].search(words[0]) is not None
    return len(words) == 1 and (scope.language != "en" or _NOUN_ALONE.fullmatch(words[0]) is None)


def _words(scope: Scope, one: Found) -> list[str]:
    return plain(scope, one.start, one.end).split()


def _shares(scope: Scope, one: Found, other: Found) -> bool:
    """Whether two that an `and` joins are one: `purchase and order history`, `type and version of the device`."""
    if "," in scope.text[one.end : other.start]:
        return False
    left, right = " ".join(_words(scope, one)), " ".join(_words(scope, other))
    if not left or not right or _LAST_SHARED.match(right):
        return True
    if _ADJECTIVE[scope.language].search(left) or _HANGS.search(left):
        return True
    if scope.language == "en" and _BEGINS_ANEW.match(scope.low, other.start):
        return False
    if _HANGS.search(f"{_OF_BIRTH.sub('date', right)} "):
        return True
    if scope.language == "en" and " " not in left and " " in right:
        return _NOUN_ALONE.fullmatch(left) is None
    return False
