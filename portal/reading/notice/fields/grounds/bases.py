"""The legal bases that a notice claims (Art 6(1)), by their letters."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.grounds.grounds_beside import (
    UNLESS,
    answers_no,
    behind_label,
    in_brackets,
    label_before,
    numbered_law,
    only_where,
    tells_time,
)
from portal.reading.notice.fields.grounds.in_passing import in_passing
from portal.reading.notice.fields.grounds.named_alone import among_others, as_labels
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.tongues.plain_bases import BARE, CAUSES, OF_DATA_PROTECTION, PLAIN, RESTS
from portal.reading.notice.values import Found

_LETTERS = (
    r"(\(?[a-f]\)?(?:\s?(?:,|/|–|-|&|\bja\b|\boch\b|\band\b|\bor\b|\btai\b|\beller\b|"
    r"\bsekä\b|\bsamt\b)\s?\(?[a-f]\)?(?!\w))*)"
    r"(?!\w)"
)
"""`b`, `(b)`, `b/f`, `a–c ja f`."""
_OF_ARTICLE = "abcdef"
_LETTER = re.compile(r"(?<![^\W\d_])([a-f])(?![^\W\d_])(?:\)?\s?–\s?\(?([a-f]))?", re.I)
_ARTICLE = re.compile(
    r"(?:artik\w{1,9}|article|art\.?|artikel|\bgdpr)\s*6\s*(?:[.,(§]|\s|para(?:graph|\.)?|abs\.?|stycket"
    r"|mom\.?)*\s*1?\s*"
    r"(?:[).,]|\skohdan?|\smom\w*|\ssection|\ssentence\s1|\ss\.\s?1|\spoint|\sletter|\sitem|\ssub-?paragraph"
    r"|\sbokstav(?:en)?|\slit(?:era|\.)?|\spunkt(?:en)?"
    r"|\sstycket|\sled(?:et)?|\sala\w*|\s)*\s*" + _LETTERS,
    re.I,
)
_ARTICLE_FI = re.compile(
    r"6\s*art(?:ik\w*\b|\.)\s*1?\.?\s*(?:kohdan|kohta|mom\w*|k\.)?\s*(?:alakohdan|alakohta)?\s*" + _LETTERS, re.I
)
_ARTICLE_BARE = re.compile(r"(?<![\d.])6[.(]\s?1[.)]?\s?" + _LETTERS, re.I)
"""`6.1.b` alone, which is an article only where the heading speaks of bases."""
_NOT_A_BASIS = {
    "fi": re.compile(
        r"edellyttämä vaatimus|pakko (?:toimittaa|antaa)"
        r"|peru(?:ut|u\b|a\b|mi)\w*.{0,40}suostumu|suostumu\w*.{0,40}(?:peru(?:ut|a\b|mi))|ilman (?:\w+ "
        r"){0,3}suostumus|suostumuksetta|palveluehdot|suostumuksella (?:\w+ )?(?:kerät"
        r"|hankit|otet|annet|saa|tallennet)\w+ (?:\w+ )?(?:tie|kuv|hen)"
    ),
    "sv": re.compile(
        r"(?:lagstadga|avtalsenlig)\w* (?:eller \w+ )?krav"
        r"|\bi framtiden\b|(?<!\w )(?:ändrar|skulle) (?:vi|jag|det)\b"
        r"|återkall|utan (?:\w+ ){0,3}samtycke|biträdesavtal|personuppgiftsbiträdesavtal"
    ),
    "en": re.compile(
        r"(?:statutory|contractual) (?:or \w+ )?requirement"
        r"|withdraw|without (?:\w+ ){0,4}consent|processing agreement|confidentiality agreement|parental "
        r"consent|parent"
    ),
}
_RESTS_ON = re.compile(
    r"perustu(?:u|vat|a)\b|perusteella|pohjalta|nojalla|perusteena on|peruste on|grundar sig"
    r"|grunda[st]s? (?:\w+ ){0,3}på|baseras (?:\w+ ){0,3}på|grunden är|med stöd av"
    r"|\byou (?:\w+ )?(?:give|grant)\b[^.;]{0,20}\bconsent\b|\bin order to (?:fulfil|perform)"
    r"|(?:based|rests?|rely|relies) (?:up)?on|(?:basis|ground) is|on the (?:basis|ground)"
)
"""What the main clause says behind a condition: `if we make a contract, the processing rests on it`."""
_OF_RIGHT = re.compile(
    r"\b(?:voit|oikeu(?!tet|sperust)\w+|peru(?:a|uttaa)|rätt|kan du|du kan|återkall\w+|right|you (?:may|can)"
    r"|withdraw\w*)\b"
)
_IN_BRACKETS = re.compile(r"\(([^()\n]{4,250})\)")
_OF_OTHERS = ("recipients", "transfers", "security")
_CALLED_BASIS = re.compile(
    r"oikeusperust|(?<!pyyntöjen )(?<!pyynnön )perustee(?:na|lla)|käsittely\w* perust|artik|\b6\b|(?:laglig"
    r"|rättslig)\w* grund|rättsgrund|art\.|article|legal (?:basis|ground)"
)
"""What a section on recipients has to say for a contract or a law in it to be a basis."""
_WHY = {
    "fi": re.compile(
        r"\b(?:käsit|käyt|kerä|tarvit)\w*\b[^.:]{0,80}\b(?:koska|kun|jos|mikäli"
        r"|seuraav\w+ (?:syistä|perust\w+))\s*:?\s*$"
        r"|\bsyy(?:t|nä|tä|llä|stä)?\b[^.:]{0,80}\b(?:on|ovat|käsit\w*|käyt\w*|kerä\w*|tarvit\w*|säilyt\w*|tallen\w*)"
        r"[^.:]{0,40}:\s*$"
    ),
    "sv": re.compile(
        r"\b(?:behandla|använd|samla|hantera|behöv)\w*\b[^.:]{0,80}\b(?:eftersom|därför att|när|då|om|av följande "
        r"(?:skäl|anledning\w*|orsak\w*)|på följande grund\w*)\s*:?\s*$"
        r"|\b(?:skäl|anledning\w*|orsak\w*) till att (?:vi|jag)\b[^.:]{0,80}:\s*$"
    ),
    "en": re.compile(
        r"\b(?:process|use|collect|hold|handle|gather|need)\w*\b[^.:]{0,80}\b(?:because|when|where|if"
        r"|for the following reasons?|on the following (?:grounds|bases)|in the following (?:circumstances"
        r"|situations|cases))\s*:?\s*$"
        r"|\breasons?\b[^.:]{0,40}\b(?:process|use|collect|hold|handle|gather|need|keep|store)\w*\b[^.:]{0,40}"
        r"(?:\b(?:are|include)\s*)?:\s*$"
    ),
}
"""What stands above a list of reasons: `We process your data because:`."""
_NEEDED = re.compile(r"(?:if|where|when|to the extent) (?:\w+ ){0,4}(?:necessary|need(?:ed)?|required)\b")
"""The condition that is the basis itself: `where needed for the mill's legitimate interests`."""
_LONGEST_REASON = 300
_TAKEN_BACK = re.compile(
    r"\b(?:which|that|som|jonka|jotka)\b[^,.;:()]{0,60}\b(?:withdr\w+|revok\w+|återkall\w+|peru\w+)\b[^,.;:()]*"
    r"|\b(?:and|och|ja) (?:\w+ ){0,2}(?:can|may|kan|voi|voit|voidaan)\b[^,.;:()]{0,40}"
    r"\b(?:withdr\w+|revok\w+|återkall\w+|peru\w+)\b[^,.;:()]*"
    r"|\b(?:and|och|ja) [^,.;:()]{0,40}\b(?:right|rätt|oikeus)\b[^,.;:()]{0,40}"
    r"\b(?:withdr\w+|revok\w+|återkall\w+|peru(?:a|uttaa))\b[^,.;:()]*"
)
"""The clause that says of a consent that it may be taken back."""
_PROCESSING_RESTS = re.compile(
    r"(?:the |our )?(?:(?:käsittelyn |(?:henkilö)?tietojen käsittelyn )?(?:oikeus)?peruste(?:ena)? on"
    r"|(?:den )?(?:rättsliga |lagliga )"
    r"grunden är|(?:legal|lawful) (?:basis|ground) is|(?:henkilö)?tietojen käsittely perustuu"
    r"|behandlingen (?:av \w+ )?(?:grundar sig|grundas"
    r"|baseras) på"
    r"|processing (?:of (?:your )?personal data )?is based on)\b"
)
"""A sentence among rights that says on what all processing rests."""
_CONSENT_TO = re.compile(
    r"\bsamtycket? till (?:den här|denna|dessa|vår) (?:\w+ )?\w*behandling|\bsuostumu\w+ tähän (?:\w+ )?käsittelyyn"
    r"|\bconsent to this (?:data )?processing"
)
"""A consent that is said to be there, if only to say that it may be taken back."""
_AND_WHERE = re.compile(
    r"\b(?:and|or|och|eller|ja|tai), (?:where|if|when|om|när|då|jos|kun)\b[^,.;:()\n]{3,80},"
    r"|,? (?:unless|ellei\w*|jollei\w*|såvida) [^.;:()\n]{3,120}"
)
"""What only narrows what stands beside it: `our interest and, where you buy, the contract`, `unless a law says so`."""
_IN_ORDER_TO = re.compile(
    r"\bto (?:perform|fulfil|comply)|för att (?:fullgöra|uppfylla|ingå)"
    r"|(?:täyttä|noudatta|toteutta|täytäntöönpane)\w*miseksi"
    r"|\b(?:the|är) (?:legal )?(?:basis|ground|grunden)\b"
)
_INVERTED = re.compile(
    r"\b(?:grunda[st]|baseras|behandlar|använder|hanterar|samlar) (?:vi|behandlingen)\b"
    r"|\b(?:är|utgör) (?:grunden|den rättsliga)\b"
)
"""Where the main clause begins in Swedish, which needs no comma before it."""
_DEALS_WITH = re.compile(r"\b(?:process|use|behandla|hantera|käsittele|käsitellä)\w*")
"""Before a condition below a heading of bases: `we process your data where you have given your consent`."""
CUT = re.compile(r":\s|\s[–—-]\s")
_LONGEST_LABEL = 48
_LONGEST_VALUE = 90
_BETWEEN = re.compile(r"[,;/&+]|:\s|\s[–—-]\s|\t|\b(?:ja|sekä|tai|och|samt|eller|and|or)\b")
_PARTED = re.compile(r"(?<=[a-zåäö])-[ \t]*\n[ \t]*([a-zåäö])")
_LINES = re.compile(r"[ \t]*\n[ \t]*")
_DASH = re.compile(r"\s[–—-]\s")
"""Before what one may do about it: `it rests on your consent – leave it out if you like`."""
_BRACKETS = re.compile(r"\([^()\n]*\)")
_SIGNS = " \t\n\xa0.:*_\"'”“"


def bases_of(scope: Scope) -> tuple[Found, ...]:
    """The letters of Art 6(1) that the notice claims; a condition (`if it rests on consent`) claims none."""
    letters: dict[str, Found] = {}
    for start, end, section in scope.all_sentences():
        is_about = _is_about(scope, section)
        if (one := _CONSENT_TO.search(scope.low, start, end)) is not None:
            letters.setdefault("a", Found("a", *one.span()))
        if section.has("rights") and not is_about and not _PROCESSING_RESTS.match(scope.low, start, end):
            continue
        if section.has(*_OF_OTHERS) and not is_about and not _CALLED_BASIS.search(scope.low, start, end):
            continue
        for letter, first, last in _claimed(scope, start, end, is_about=is_about):
            letters.setdefault(letter, Found(letter, first, last))
        for beside in (in_brackets, behind_label) if not section.has(*_OF_OTHERS) else ():
            for letter, first, last in beside(scope, start, end):
                letters.setdefault(letter, Found(letter, first, last))
        if not section.has(*_OF_OTHERS):
            for letter, first, last in among_others(scope, start, end, alone=section.fields == {"bases"}):
                letters.setdefault(letter, Found(letter, first, last))
        for letter, first, last in _by_number(scope, start, end, alone=section.fields == {"bases"}):
            letters.setdefault(letter, Found(letter, first, last))
    for section in scope.about("purposes"):
        for letter, first, last in _beside_purposes(scope, section):
            letters.setdefault(letter, Found(letter, first, last))
    for section in scope.sections:
        if not section.has("bases", "rights", *_OF_OTHERS):
            for place in (*scope.led(section, scope.known.word["basis_cue"]), *_labels(scope, section)):
                for letter, first, last in _claimed(scope, *place, is_about=True):
                    letters.setdefault(letter, Found(letter, first, last))
    for section in scope.about("bases"):
        if section.head is not None and not section.is_column and not answers_no(scope, section):
            for letter, first, last in _claimed(scope, *section.head, is_about=True):
                letters.setdefault(letter, Found(letter, first, last))
    for section in scope.sections:
        if not section.has("rights", *_OF_OTHERS) or section.has("bases"):
            for place in _reasons(scope, section):
                for letter, first, last in _claimed(scope, *place, is_about=True):
                    letters.setdefault(letter, Found(letter, first, last))
    for section in scope.about("bases"):
        for letter, first, last in _bare(scope, section):
            letters.setdefault(letter, Found(letter, first, last))
    for place in _labels_below(scope):
        for letter, first, last in _claimed(scope, *place, is_about=True):
            letters.setdefault(letter, Found(letter, first, last))
    for section in scope.sections:
        for letter, first, last in as_labels(scope, section):
            letters.setdefault(letter, Found(letter, first, last))
    for letter, first, last in in_passing(scope):
        letters.setdefault(letter, Found(letter, first, last))
    return tuple(letters[letter] for letter in sorted(letters))


def _bare(scope: Scope, section: Section) -> Iterator[tuple[str, int, int]]:
    """`Law` as all that a label, a cell or an item says of the basis, alone or beside the purpose: `receipts – law`."""
    for start, end in scope.sentences(section.blocks):
        if end - start > _LONGEST_VALUE or OF_DATA_PROTECTION.search(scope.low, start, end):
            continue
        for said in _BETWEEN.split(_BRACKETS.sub("", scope.low[start:end])):
            for letter, pattern in BARE[scope.language].items():
                if pattern.fullmatch(said.strip(_SIGNS)):
                    yield letter, start, end


def _is_about(scope: Scope, section: Section) -> bool:
    """Whether a section is about bases: by its heading, or below one of bases, without another or named as one."""
    if section.has("bases") or "bases" not in section.within:
        return section.has("bases")
    return section.head is None or (section.fields <= {"other"} and is_basis(scope, *section.head))


def _reasons(scope: Scope, section: Section) -> Iterator[tuple[int, int]]:
    """The items of a list of reasons, each behind the condition with which it begins: `when you consent`."""
    why = _WHY[scope.language]
    is_led = section.head is not None and why.search(scope.low[slice(*section.head)]) is not None
    for block in section.blocks:
        places = list(scope.sentences([block]))
        if not places:
            continue
        ends = scope.text[slice(*places[-1])].rstrip().endswith(":")
        if is_led and block.kind == "item" and not ends:
            yield _without_condition(scope, *places[0])
            yield from places[1:]
            continue
        is_led = why.search(scope.low[slice(*places[-1])]) is not None or (ends and section.has("bases"))


def _without_condition(scope: Scope, start: int, end: int) -> tuple[int, int]:
    """What an item says behind `where`; all of it where that is a clause of another."""
    condition = scope.known.word["conditional"].match(scope.low, start, end)
    if condition is None or end - start > _LONGEST_REASON or _OF_RIGHT.search(scope.low, start, end):
        return start, end
    return condition.end(), end


def _labels_below(scope: Scope) -> Iterator[tuple[int, int]]:
    """`Our lawful bases are:`, and below it paragraphs that begin with the name of one: `Consent - we asked you`."""
    is_led = False
    for section in scope.sections:
        if section.has("bases"):
            last = section.blocks[-1] if section.blocks else None
            is_one = is_led and section.head is not None and is_basis(scope, *section.head)
            is_led = is_one or last is None or scope.text[last.start : last.end].rstrip().endswith(":")
        elif is_led and (head := section.head) is not None and head[1] - head[0] < _LONGEST_LABEL:
            names = is_basis(scope, *head)
            is_led = names or (section.inline and section.fields == {"other"})
            if is_led:
                yield from (head,) if names else ()
                yield from scope.sentences(section.blocks)
        else:
            is_led = False


def _beside_purposes(scope: Scope, section: Section) -> Iterator[tuple[str, int, int]]:
    """`Answering you (legitimate interest)`, and `Answering you Legitimate interest` in the cells of a page."""
    for block in section.blocks:
        if block.language not in {"", scope.language}:
            continue
        places = [one.span(1) for one in _IN_BRACKETS.finditer(scope.text, block.start, block.end)]
        places = [one for one in places if not scope.known.word["conditional"].search(scope.low, *one)]
        for letter, pattern in scope.known.bases.items():
            said = [one for place in places for one in pattern.finditer(scope.low, *place)]
            said += [
                one
                for one in pattern.finditer(scope.low, block.start + 1, block.end)
                if scope.text[one.start()].isupper() and not scope.text[one.end() : block.end].strip(" .")
            ]
            if said:
                yield letter, said[0].start(), said[0].end()


def _labels(scope: Scope, section: Section) -> list[tuple[int, int]]:
    """The labels of a list of purposes that is told basis by basis: `Contract: deliveries`, `Consent: newsletters`.

    Below a heading of bases, an item that is no more than a label is one as well.
    """
    if not section.has("purposes"):
        return []
    places = [place for one in section.blocks if one.kind == "item" for place in [next(scope.sentences([one]), None)]]
    labels = [
        (place[0], cut.start())
        for place in places
        if place is not None and (cut := CUT.search(scope.text, place[0], place[0] + _LONGEST_LABEL)) is not None
    ]
    if "bases" in section.within:
        labels = [one for one in places if one is not None and _is_label(scope, *one)]
        places = list(labels)
    named = [place for place in labels if is_basis(scope, *place)]
    return named if len(named) > 1 and len(named) * 2 >= len(places) else []


def _is_label(scope: Scope, start: int, end: int) -> bool:
    return end - start < 2 * _LONGEST_LABEL and scope.text[end - 1] not in ".:;," and scope.text[start].isupper()


def _claimed(scope: Scope, start: int, end: int, *, is_about: bool) -> Iterator[tuple[str, int, int]]:
    known = scope.known
    for pattern in (_ARTICLE, _ARTICLE_FI, *((_ARTICLE_BARE,) if is_about else ())):
        for one in pattern.finditer(scope.low, start, end):
            for letter in _letters(one[1]):
                yield letter, one.start(), one.end()
    only = only_where(scope.low[start:end], scope.language)
    is_caused = only > 0 or CAUSES[scope.language].search(scope.low, start, end) is not None
    if not is_about and not is_caused and not known.word["basis_cue"].search(scope.low, start, end):
        return
    is_called = is_about and _CALLED_BASIS.search(scope.low, start, end) is not None
    said, at = _unwrapped(_without_asides(scope, start, end)), 0
    condition = known.word["conditional"].search(said)
    if condition is not None and is_caused and (dash := _DASH.search(said, 0, condition.start())) is not None:
        said, condition = said[: dash.start()], known.word["conditional"].search(said, 0, dash.start())
    if only and condition is not None:
        said, condition = " " * only + said[only:], None
    if condition is not None and is_about and (label := label_before(said, condition.start())) is not None:
        said, condition = label, None
    if not is_about and not is_caused and tells_time(said):
        return
    if condition is not None and not _is_ground(said, condition, is_about=is_about):
        behind = _main_clause(said, condition.end())
        main = _RESTS_ON.search(said, behind) or (is_about and _IN_ORDER_TO.search(said, behind))
        if _is_told_before(scope, said, condition.start(), is_about=is_about):
            said = said[: condition.start()]
        elif condition.start() > 0 or not main:
            return
        else:
            at = behind
            if known.word["conditional"].search(said, at) or _OF_RIGHT.search(said, at):
                return
    if _NOT_A_BASIS[scope.language].search(said, at) and not is_called:
        return
    for letter, pattern in known.bases.items():
        if (named := pattern.search(said, at)) is not None and not _denied(scope, start + at, start + named.start()):
            yield letter, *_placed(scope, start, end, named)
    rests = RESTS[scope.language].search(said, at)
    if (is_about or is_caused or rests is not None) and not OF_DATA_PROTECTION.search(said, at):
        for letter, pattern in PLAIN[scope.language].items():
            if (named := pattern.search(said, at)) is not None and not _denied(scope, start, start + named.start()):
                yield letter, *_placed(scope, start, end, named)


def _is_told_before(scope: Scope, said: str, condition: int, *, is_about: bool) -> bool:
    """`It rests on your consent when you order`: whether the basis is told before what only says when."""
    if condition == 0 or _OF_RIGHT.search(said, 0, condition):
        return False
    rests = _RESTS_ON.search(said, 0, condition)
    stop = condition if rests is not None else min(condition, _LONGEST_LABEL)
    at = rests.start() if rests is not None else 0
    return (rests is not None or is_about) and any(
        one.search(said, at, stop) is not None for one in scope.known.bases.values()
    )


def _by_number(scope: Scope, start: int, end: int, *, alone: bool) -> Iterator[tuple[str, int, int]]:
    """A law named by its number where a sentence says that it is the basis, or `alone` its heading does."""
    if (alone or _CALLED_BASIS.search(scope.low, start, end)) and not _NOT_A_BASIS[scope.language].search(
        scope.low, start, end
    ):
        law = numbered_law(scope.low[start:end], scope.language)
        if law is not None and not _denied(scope, start, start + law.start()):
            yield "c", start + law.start(), start + law.end()


def _main_clause(said: str, at: int) -> int:
    """Where the main clause begins behind a condition; the end of the sentence where there is none."""
    comma, inverted = said.find(",", at) + 1 or len(said), _INVERTED.search(said, at)
    return min(comma, inverted.start() if inverted else len(said))


def _is_ground(said: str, condition: re.Match[str], *, is_about: bool) -> bool:
    """Whether a condition is the ground itself: a need, or below a heading of bases what the processing waits for."""
    if _NEEDED.match(said, condition.start()):
        return True
    return is_about and _DEALS_WITH.search(said, 0, condition.start()) is not None and not _OF_RIGHT.search(said)


def _without_asides(scope: Scope, start: int, end: int) -> str:
    """A sentence with blanks for the brackets that hold a condition, and where it says how consent is taken back."""
    said = _TAKEN_BACK.sub(lambda one: " " * len(one[0]), scope.low[start:end])
    said = _AND_WHERE.sub(lambda one: " " * len(one[0]), said)
    for one in _IN_BRACKETS.finditer(said):
        if (
            UNLESS.match(one[1])
            or scope.known.word["conditional"].search(one[1])
            or _NOT_A_BASIS[scope.language].search(one[1])
        ):
            said = said[: one.start()] + " " * len(one[0]) + said[one.end() :]
    return said


def _placed(scope: Scope, start: int, end: int, named: re.Match[str]) -> tuple[int, int]:
    """Where a word of a sentence stands; a sentence of several lines stands for its words."""
    return (start, end) if "\n" in scope.text[start:end] else (start + named.start(), start + named.end())


def _unwrapped(said: str) -> str:
    """A sentence of several lines as one, a word that was parted whole again; as long as before."""
    whole = _PARTED.sub(r"\1", said)
    return _LINES.sub(" ", whole).ljust(len(said))


def _letters(said: str) -> Iterator[str]:
    """The letters of `a–c ja f`, one by one."""
    for one in _LETTER.finditer(said):
        first, last = one[1].lower(), (one[2] or one[1]).lower()
        yield from _OF_ARTICLE[_OF_ARTICLE.index(first) : _OF_ARTICLE.index(last) + 1]


def _denied(scope: Scope, start: int, at: int) -> bool:
    return scope.known.word["negation"].search(scope.low, max(start, at - 60), at) is not None


def names_basis(scope: Scope, start: int, end: int) -> bool:
    """Whether a basis is named, by its word or by its article."""
    return any(one.search(scope.low, start, end) for one in (*scope.known.bases.values(), _ARTICLE, _ARTICLE_FI))


def is_basis(scope: Scope, start: int, end: int) -> bool:
    """Whether an item is a basis and no purpose: it begins with its word."""
    return any(one.search(scope.low, start, min(end, start + 40)) for one in scope.known.bases.values()) and not (
        scope.text[start : start + 1].islower()
    )
