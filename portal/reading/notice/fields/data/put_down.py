"""Data that a sentence of a Finnish firm puts down, under whatever heading: `On the slip is your name and the wax`."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from portal.reading.notice.fields.data.in_places import mark, marked
from portal.reading.notice.fields.data.kinds import both_kinds, is_endless, is_kind, plain
from portal.reading.notice.fields.data.listed_data import is_bare
from portal.reading.notice.fields.data.yours import is_yours
from portal.reading.notice.fields.finnish_aims import says_why
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.putting_down import ASIDE, ASKS, BEFORE, ENDS, PUTS_DOWN, SAYS_SO
from portal.reading.notice.values import Found

_NEVER = ("recipients", "transfers", "security", "cookies", "rights", "retention", "changes", "dpo")
_MOST_LEADS, _MOST_ASIDES, _MOST_WORDS, _NEAR, _TWO, _MANY, _JUST, _STEM = 6, 4, 7, 30, 2, 3, 120, 3
_BEFORE_NOUN = re.compile(
    r"(?:(?:usein|joskus|myös|lisäksi|mahdollisesti|vain|ehkä|tietysti|sinun|teidän|esimerkiksi"
    r"|kuten|tieto|tiedon|se|sen|siitä|vielä|ainakin|tietenkin|[\w-]{4,}(?:sta|stä)|[\w-]+[aä] varten)\s)+"
)
_BEHIND_NOUN = re.compile(
    r"\s(?:(?:ja|sekä) (?:se|sen|siitä)|(?:(?!(?:nime|osoittee|numero|tunnukse|sähköposti|aja)n\s)[\w-]+n\s)?"
    r"[\w-]+[aä] varten"
    r"|(?:[\w-]+n\s)?[\w-]+miseksi"
    r"|(?:[\w-]+n\s)?[\w-]{3,}(?:ssa|ssä|lla|llä|lle|lta|ltä|iin|oon|seen|ksi)"
    r"|(?:\w+\s)?\w+ (?:ajan|ajaksi|takia|vuoksi))\Z"
)
_NO_NOUN = re.compile(
    r"(?:ssa|ssä|lla|llä|lle|lta|ltä|iin|oon|öön|seen|hin|mme|taan|tään|daan|dään|vat|vät|sti(?<!posti)(?<!teksti)|ksi|na|nä"
    r"|essa|itse|että|kanssa|jälkeen|mukaan)\Z"
)
_BEGINS_ELSE = re.compile(
    r"(?:jos|kun|ettet?|että|vaan|eli|niin|joten|koska|ennen|paitsi|ilman|kerro|ota|katso|valitset|maksat|haet|saat"
    r"|tulet|voit|joko|[\w-]+lle)\s"
)
_WHEREBY = re.compile(r"\s(?:yhteydessä|perusteella|avulla|kautta|puolesta|mukaisesti|nojalla|osalta|alla)\Z")
"""Behind the last of several, it is said of all of them: no list of data, but of occasions."""
_FOR_USE = re.compile(r"(?:varten|miseen|miseksi|intiin|ointiin)\Z")
_ANOTHER_PLACE = re.compile(r"\s(?:ja|sekä) (?:[\w-]+n )?[\w-]{3,}(?:sta|stä|lta|ltä|ssa|ssä)\s(?=\w)")
"""`of the buyer the address and of the guest the name`."""
_ON_WHAT = re.compile(r"\w+(?:sta|stä)(?:si|nne|mme)?\Z")
_NOTHING = re.compile(
    r"(?:(?:kaikki|muut?|muita|nämä|näitä|ne|niitä|sitä|sen|se|omat|vain|tarvittavat|tarpeelliset|samat|sama|mitään"
    r"|seuraavat|seuraavia|vähän|enemmän|muuta|näkyvät|myös) ?)*(?:(?:henkilö)?tie(?:dot|toja|tosi|tojasi|to|toa|don))?"
    r"|(?:\w+n )?(?:\w+v[aiä]\w* |\w+nsa )(?:henkilö)?tie(?:dot|toja)"
    r"|sinu[at]|teitä|teidät|yhteyttä|luvan|suostumuks\w+|vastau(?:s|sta|kse\w*|ksi\w*)|apua|palvelu\w*|kuitti|kuitin|lasku|laskun"
)
_FILLED = re.compile(r"@\w|\d{3}|://|[\[{?!]")
_SAYS = re.compile(
    r"(?<!\w)(?:on|ovat|oli|voi|voit|voivat|voidaan|ei|eivät|emme|saa|saat|pitää|täytyy|kannattaa|haluat|\w{3,}(?:mme"
    r"|taan|tään|daan|dään))(?!\w)"
)
_FOR_WHAT = re.compile(
    r"tarkoitu(?!ksia varten)|peruste(?:et|ena)?\b|oikeusperust|(?<!\w)käytämme (?:henkilö)?tieto"
    r"|käytetään(?! sinun)"
)
"""A sentence on what data is for, or on what ground."""
_FOR_REASONS = re.compile(
    r"\b(?:seuraavista|näistä|seuraaviin|näihin) (?:syistä|tarkoituksiin|asioihin|toimiin)\b[^:]{0,30}:"
)
_IN_OTHER_CASE = re.compile(
    r"(?:(?:oo|öö|uu|yy|ii|see)(?:n|si|nne|nsa|nsä)|hin|pito|(?:i|o|u|e)den|(?<!j)(?:i|[aäoöuye]s)ten|jen"
    r"|[aä]kse(?:si|mme)|miseen|ntaan|ntään|ista|istä)\Z|\A[a-zåäö]{3,}(?:ella|ellä|illa|ttaa|ttää|ata|ätä|ida|idä)\s"
    r"|\b(?:jo\w+|että|kun|jos)\s"
)
"""What is used for something, or whose it is: no member of a list of what is taken."""
_HOLDS = re.compile(r"(?:tietokan|rekister|tiedosto|järjestelm|kansio|arkisto)\w*(?: omana\w*)?\Z")
"""What holds data, and is none."""
_SURE = re.compile(
    r"(?:nimi|nimen|nimesi|nimeä|nimet|nimeäsi|osoite|osoitteen|osoitteesi|osoitetta|numero|numeron|numerosi|numeroa"
    r"|tunnus|tunnuksen|tunnuksesi|tunnusta|yhteystie\w+|allergia\w*|ikä|iän|ikäsi|puhelin|puhelimen|sähköposti\w*"
    r"|syntymä(?:aika|ajan|vuosi|vuoden|päivä|päivän)|päivämäärä\w*|tyyppi|tyypin"
    r"|mitat|pituus|paino|toiveet|(?:asuin|koti|paikka)(?:maa)?kunta(?:si|nne)?|sukupuoli|sukupuolesi|äidinkiel\w+"
    r"|ammattisi|kuvasi|valokuvasi|nimimerk\w+)\Z"
)
"""What alone is a kind of data, wherever it is put down."""


def put_down(scope: Scope, values: Sequence[Found]) -> Iterator[Found]:
    """What the sentences of a Finnish notice put down and no other rule has read among the `values`."""
    if scope.language != "fi":
        return
    taken, said = marked(scope, values), list(values)
    stems = {_stem(one) for one in values}
    read = {
        id(section)
        for section in scope.about("categories")
        if any(any(taken[block.start : block.end]) for block in section.blocks)
    }
    for start, end, section in scope.all_sentences():
        if section.has(*_NEVER) or section.is_column or is_endless(scope, start, end):
            continue
        if says_why(scope.low, start, end):
            continue
        by_members = [] if _FOR_WHAT.search(scope.low, start, end) else list(_told_by_members(scope, start, end))
        by_members = [one for one in by_members if not _is_read(one, taken, stems)]
        for members in (*_lists(scope, start, end, sure_only=id(section) in read), *by_members):
            for one in members:
                if not any(taken[one.start : one.end]) and not _names_again(one, said):
                    said.append(one)
                    stems.add(_stem(one))
                    mark(taken, one)
                    yield one


def _stem(one: Found) -> str:
    """The beginning of the word that names a kind, alike in most of its cases: `nim` of a name."""
    return one.text.casefold().split()[-1][:_STEM]


def _is_read(members: Sequence[Found], taken: bytearray, stems: set[str]) -> bool:
    """Whether another rule has read some of a list, or each of its kinds elsewhere."""
    if not members or any(taken[members[0].start : members[-1].end]):
        return True
    return all(_stem(one) in stems for one in members)


def _names_again(one: Found, values: Sequence[Found]) -> bool:
    """`The date is kept` right behind `the date of entry`: the last word of what was just named is no further kind."""
    low = f" {one.text.casefold()}"
    return " " not in one.text and any(
        known.text.casefold().endswith(low) and 0 <= one.start - known.end < _JUST for known in values
    )


def _lists(scope: Scope, start: int, end: int, *, sure_only: bool) -> Iterator[list[Found]]:
    if scope.text[start:end].rstrip().endswith(":") or _FOR_REASONS.search(scope.low, start, end):
        return
    stop = start
    for lead in islice(PUTS_DOWN.finditer(scope.low, start, end), _MOST_LEADS):
        if lead.start() < stop or _is_denied(scope, max(start, lead.start() - _NEAR), lead.start()):
            continue
        at = _behind_asides(scope, lead.end(), end)
        ends = ENDS.search(scope.low, at, end)
        stop = ends.start() if ends is not None else end
        if lead["writes"] is not None or not sure_only:
            yield _members(scope, at, stop, weak=lead["writes"] is None)
    before = BEFORE.match(scope.low, start, end)
    if before is not None and not sure_only and not _is_denied(scope, *before.span()):
        yield _members(scope, *before.span("what"), weak=True)


def _told_by_members(scope: Scope, start: int, end: int) -> Iterator[list[Found]]:
    """What stands behind any verb, where it is a list of nothing but nouns, nearly all of them known data."""
    for verb in islice(SAYS_SO.finditer(scope.low, start, end), _MOST_LEADS):
        if _is_denied(scope, start, verb.end()):
            return
        at = _behind_asides(scope, verb.end(), end)
        ends = ENDS.search(scope.low, at, end)
        stop = ends.start() if ends is not None else end
        if scope.text[at:stop].count(",") + scope.text[at:stop].count(" ja ") and not _is_denied(scope, at, stop):
            yield _sure_members(scope, at, stop)
    behind = scope.text[max(0, start - _NEAR) : start].rstrip()
    if behind.endswith("?") and is_bare(scope, start, end):
        yield _sure_members(scope, start, end)


def _sure_members(scope: Scope, start: int, end: int) -> list[Found]:
    """Two of which each is known, or three of which two are; nothing where a member is no noun."""
    colon = scope.text.find(": ", start, end)
    pieces = list(_pieces(scope, colon + 1 if colon > 0 else start, end))
    if any(_WHEREBY.search(one.text.casefold()) or _HOLDS.search(one.text.casefold()) for one in pieces):
        return []
    members = [bare for one in pieces if (bare := _bare(scope, one)) is not None]
    if len(members) > _MANY:
        members = [one for one in members if not _NOTHING.fullmatch(one.text.casefold())]
    if not all(_is_noun(scope, one) and not _IN_OTHER_CASE.search(one.text.casefold()) for one in members):
        return []
    if any(basis.match(one.text.casefold()) for one in members for basis in scope.known.bases.values()):
        return []
    kinds = [one for one in members if is_kind(scope, one) or _SURE.search(one.text.casefold())]
    if kinds and len(members) >= _TWO and all(one in kinds or is_yours(scope, one) for one in members):
        return members
    least = len(members) if len(members) == _TWO else len(members) * 2 / 3
    return members if len(members) >= _TWO and len(kinds) >= least and members[0] in kinds else []


def _is_denied(scope: Scope, start: int, end: int) -> bool:
    return scope.known.word["negation"].search(scope.low, start, end) is not None


def _behind_asides(scope: Scope, at: int, end: int) -> int:
    for _ in range(_MOST_ASIDES):
        aside = ASIDE.match(scope.low, at, end)
        if aside is None:
            break
        at = aside.end()
    return at


def _members(scope: Scope, start: int, end: int, *, weak: bool = False) -> list[Found]:
    """The members of a list up to the first that is none, where enough of them are kinds of data.

    Half of them, or the first and a third; two of them where the verb is `weak` and may lead to aught else.
    """
    colon = scope.text.find(": ", start, end)
    start = colon + 1 if colon > 0 else start
    pieces = list(_pieces(scope, start, end))
    if any(_WHEREBY.search(one.text.casefold()) for one in pieces) or _are_uses(pieces):
        return []
    members: list[Found] = []
    for one in (bare for piece in pieces if (bare := _bare(scope, piece)) is not None):
        if not (_asks(one) or _is_noun(scope, one)):
            break
        members.append(one)
    if any(basis.match(one.text.casefold()) for one in members for basis in scope.known.bases.values()):
        return []
    kinds = [one for one in members if not _asks(one) and (is_kind(scope, one) or _SURE.search(one.text.casefold()))]
    if len(members) == 1:
        return [one for one in kinds if _SURE.search(one.text.casefold()) and not _is_of_a_thing(scope, one)]
    least = _TWO if weak else 1
    enough = len(kinds) * 2 >= len(members) or (members[:1] == kinds[:1] and len(kinds) * 3 >= len(members))
    return members if enough and len(kinds) >= least else []


def _is_of_a_thing(scope: Scope, one: Found) -> bool:
    """`Merkitsemme sen numeron`: the number of what was told before, which alone says nothing."""
    return scope.low.endswith("sen ", max(0, one.start - len(" sen ")), one.start)


def _asks(one: Found) -> bool:
    return ASKS.match(f"{one.text.casefold()} ") is not None


def _are_uses(pieces: Sequence[Found]) -> bool:
    """`we handle data for billing, for the control of dues and for planning`: for what, and not which."""
    last = pieces[-1].text.casefold() if len(pieces) > 1 else ""
    return _FOR_USE.search(last) is not None and all(
        one.text.casefold().endswith(("a", "ä", "n")) for one in pieces[:-1]
    )


def _pieces(scope: Scope, start: int, end: int) -> Iterator[Found]:
    at = start
    for joint in islice(_ANOTHER_PLACE.finditer(scope.low, start, end), _MOST_LEADS):
        yield from split_list(scope, at, joint.start())
        at = joint.end()
    for one in split_list(scope, at, end):
        yield from both_kinds(scope, one)


def _bare(scope: Scope, one: Found) -> Found | None:
    """A member without what leads to it or hangs on it; None where nothing is left."""
    lead = _BEFORE_NOUN.match(scope.low, one.start, one.end)
    start, end = lead.end() if lead is not None else one.start, one.end
    if ASKS.match(scope.low, start, end):
        return found(scope.text, start, end)
    tail = _BEHIND_NOUN.search(scope.low, start, end)
    value = found(scope.text, start, tail.start() if tail is not None else end)
    return None if value is None or value.text.casefold() in {"se", "sen", "siitä", "tieto", "tiedon"} else value


def _is_noun(scope: Scope, one: Found) -> bool:
    """Whether words end with a noun in a case in which something is put down, and nothing is said of it."""
    said = " ".join(plain(scope, one.start, one.end).split())
    words = said.split()
    if not words or len(words) > _MOST_WORDS or _FILLED.search(one.text) or _NOTHING.fullmatch(said):
        return False
    if _BEGINS_ELSE.match(said) or (len(words) == 1 and _ON_WHAT.search(said)):
        return False
    return _NO_NOUN.search(words[-1]) is None and _SAYS.search(said) is None
