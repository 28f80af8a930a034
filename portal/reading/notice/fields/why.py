"""What the data is for, and on which legal basis (Art 13(1)(c))."""

import itertools
import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields import purposes
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, whole
from portal.reading.notice.values import Found

_ILLATIVE_LEAD = re.compile(
    r"\b(?:käytetään|käytämme|käyttää|käsitellään|käsittelemme|kerätään|keräämme)\b(?: (?:myös|pääasiassa"
    r"|ensisijaisesti|esimerkiksi|yleensä|vain|ainoastaan|henkilötietoja|henkilötietojasi|tietoja|tietojasi|seuraaviin "
    r"tarkoituksiin|seuraavissa tarkoituksissa|yrityksen toimesta))*:?\s*"
)
_ILLATIVE = re.compile(r"\w{3,}(?:miseen|seen|intiin|ntaan|ntään|ointiin|uun|yyn|ksiin|miseksi|iin)\b|\bvarten\b")
_LEAD = {
    "fi": re.compile(
        r"(?:tarkoitu(?:s|ksena|kset|ksia)\b[^.:]{0,60}?\b(?:on|ovat)|seuraaviin tarkoituksiin|seuraavissa "
        r"tarkoituksissa|käyttötarkoitukset)\b:?\s*"
    ),
    "sv": re.compile(
        r"(?:för att|i syfte att|för följande ändamål|(?:ändamålet|syftet)\b[^.:]{0,60}?\bär(?: att)?"
        r"|ändamålen är)\b:?\s*"
    ),
    "en": re.compile(
        r"(?:for the following purposes?|purposes?\b[^.:]{0,60}?\b(?:is|are)(?: to)?|\bused (?:for|to)"
        r"|\buse\b[^.:]{0,60}?\b(?:to|for)|in order to)\b:?\s*"
    ),
}
_LETTERS = (
    r"(\(?[a-f]\)?(?:\s?(?:,|/|–|-|&|\bja\b|\boch\b|\band\b|\bor\b|\btai\b|\beller\b|"
    r"\bsekä\b|\bsamt\b)\s?\(?[a-f]\)?(?!\w))*)"
    r"(?!\w)"
)
"""`b`, `(b)`, `b/f`, `a–c ja f`."""
_OF_ARTICLE = "abcdef"
_LETTER = re.compile(r"([a-f])(?:\)?\s?–\s?\(?([a-f]))?", re.I)
_ARTICLE = re.compile(
    r"(?:artik\w+|article|art\.?|artikel)\s*6\s*(?:[.,(§]|\s|para(?:graph|\.)?|abs\.?|stycket|mom\.?)*\s*1?\s*"
    r"(?:[).,]|\skohdan?|\smom\w*|\ssection|\spoint|\slit(?:era|\.)?|\spunkt(?:en)?"
    r"|\sstycket|\sled(?:et)?|\sala\w*|\s)*\s*" + _LETTERS,
    re.I,
)
_ARTICLE_FI = re.compile(r"6\s*art(?:ik\w*|\.)\s*1?\.?\s*(?:kohdan|mom\w*|k\.)?\s*" + _LETTERS, re.I)
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
        r"|återkall|utan (?:\w+ ){0,3}samtycke|biträdesavtal|personuppgiftsbiträdesavtal"
    ),
    "en": re.compile(
        r"(?:statutory|contractual) (?:or \w+ )?requirement"
        r"|withdraw|without (?:\w+ ){0,4}consent|processing agreement|confidentiality agreement|parental "
        r"consent|parent"
    ),
}
_RESTS_ON = re.compile(
    r"perustu(?:u|vat)\b|perusteella|pohjalta|nojalla|perusteena on|peruste on|grundar sig|grunden är|med stöd av"
    r"|(?:based|rests?|rely|relies) (?:up)?on|(?:basis|ground) is|on the (?:basis|ground)"
)
"""What the main clause says behind a condition: `if we make a contract, the processing rests on it`."""
_OF_RIGHT = re.compile(
    r"\b(?:voit|oikeu\w+|peru(?:a|uttaa)|rätt|kan du|du kan|återkall\w+|right|you (?:may|can)|withdraw\w*)\b"
)
_IS_CLAUSE = re.compile(r"\b(?:är|måste|finns|is|are|must|there)\b")
_IN_BRACKETS = re.compile(r"\(([^()\n]{4,120})\)")
_OF_OTHERS = ("recipients", "transfers", "security")
_NOT_OF_PURPOSES = ("recipients", "transfers", "cookies", "rights", "retention", "changes", "security")
_CALLED_BASIS = re.compile(
    r"oikeusperust|(?<!pyyntöjen )(?<!pyynnön )perustee(?:na|lla)|käsittely\w* perust|artik|\b6\b|(?:laglig"
    r"|rättslig)\w* grund|rättsgrund|art\.|article|legal (?:basis|ground)"
)
"""What a section on recipients has to say for a contract or a law in it to be a basis."""
_CUT = re.compile(r":\s|\s[–—-]\s")
_MOST = 400
_LONGEST_LABEL = 48


def purposes_of(scope: Scope) -> tuple[Found, ...]:
    """Each purpose as it is said."""
    values: list[Found] = []
    in_columns = any(one.is_column for one in scope.about("purposes"))
    labelled = [one for one, below in itertools.pairwise(scope.sections) if below.inline and below.has("bases")]
    for section in scope.about("purposes"):
        if in_columns and not section.is_column and section.has("categories"):
            continue
        blocks = [one for one in section.blocks if one.language in {"", scope.language}]
        items = [one for one in purposes.led(scope, section, is_about=True) if one in blocks]
        if section.has("bases") and _are_bases(scope, items):
            items = []
        for block in items:
            values += _of_item(scope, block, beside_bases=section.has("bases") and section not in labelled)
        values += (lines := purposes.lines_beside_bases(scope, section) if not items else [])
        if not lines and (not items or not values):
            for start, end in scope.sentences([one for one in blocks if one.kind != "item"] or blocks):
                values += _of_sentence(scope, start, end, only=section.fields == {"purposes"} and len(blocks) == 1)
    for section in scope.sections:
        if not section.has("purposes", *_NOT_OF_PURPOSES):
            for block in purposes.led(scope, section, is_about=False):
                values += _of_item(scope, block, beside_bases=False)
    for section in scope.about("bases"):
        values += purposes.beside_bases(scope, section) if not section.has("purposes") else ()
    if not values:
        for start, end in scope.told("purposes"):
            values += _of_sentence(scope, start, end, only=False)
    values = [value for one in values for value in purposes.between_bases(scope, one)]
    return _once(_without_sums([one for one in values if not _is_of_another(scope, one)]))


def _without_sums(values: Sequence[Found]) -> list[Found]:
    """`Deliveries, Marketing` says nothing more where each is said alone as well."""
    said = {one.text.casefold() for one in values}
    return [one for one in values if not _is_sum(one.text.casefold(), said)]


def _is_sum(text: str, said: set[str]) -> bool:
    parts = text.split(", ")
    return len(parts) > 1 and said.issuperset(parts)


def _is_of_another(scope: Scope, value: Found) -> bool:
    """`The purpose of the customer register is`: of several registers, the sentence is about one."""
    begin = max(scope.text.rfind(end, 0, value.start) for end in (". ", "\n"))
    before = scope.low[max(0, begin) : value.start]
    named = [name for name in scope.registers if _stem(name) in before]
    return len(named) == 1 and scope.register is not None and named[0] != scope.register


def _stem(name: str) -> str:
    """The register's own word, whatever its case: `asiakasrekisteri` of `asiakasrekisterin`."""
    words = name.casefold().split()
    return words[-1] if len(words[-1]) > len("rekisteri") + 1 or len(words) == 1 else " ".join(words[-2:])


def _of_item(scope: Scope, block: Block, *, beside_bases: bool) -> Iterator[Found]:
    """An item, without the legal basis that stands in it: `deliveries: a contract`, `Contract – deliveries`."""
    place = next(scope.sentences([block]), None)
    if place is None:
        return
    start, end = place
    cut = _CUT.search(scope.text, start, end) if beside_bases else None
    if cut is not None:
        left, right = _names_basis(scope, start, cut.start()), _names_basis(scope, cut.end(), end)
        start, end = (start, cut.start()) if right and not left else (cut.end(), end) if left and not right else place
        if left and not right:
            yield from split_list(scope, start, end)
            return
    value = found(scope.text, start, end)
    if value is not None and len(value.text) < _MOST and not (beside_bases and _is_basis(scope, start, end)):
        yield value


def _are_bases(scope: Scope, items: Sequence[Block]) -> bool:
    """Whether the list of a section on purposes and bases is one of bases alone."""
    named = sum(
        _CUT.search(scope.text, one.start, one.end) is None
        and any(
            pattern.search(scope.low, one.start, min(one.end, one.start + 40)) for pattern in scope.known.bases.values()
        )
        for one in items
    )
    return len(items) > 1 and named * 3 > len(items) * 2


def _names_basis(scope: Scope, start: int, end: int) -> bool:
    """Whether a basis is named, by its word or by its article."""
    return any(one.search(scope.low, start, end) for one in (*scope.known.bases.values(), _ARTICLE, _ARTICLE_FI))


def _is_basis(scope: Scope, start: int, end: int) -> bool:
    """Whether an item is a basis and no purpose: it begins with its word."""
    return any(one.search(scope.low, start, min(end, start + 40)) for one in scope.known.bases.values()) and not (
        scope.text[start : start + 1].islower()
    )


def _of_sentence(scope: Scope, start: int, end: int, *, only: bool) -> Iterator[Found]:
    if scope.text[start:end].rstrip().endswith(":"):
        return
    if scope.known.word["basis_cue"].search(scope.low, start, end) and not only:
        yield from _beside_basis(scope, start, end)
        return
    if scope.known.word["negation"].search(scope.low, start, end):
        return
    if (
        scope.language == "fi"
        and (lead := _ILLATIVE_LEAD.search(scope.low, start, end)) is not None
        and _ILLATIVE.search(scope.low, lead.end(), end)
    ):
        yield from split_list(scope, lead.end(), end, every=True)
        return
    if (lead := _LEAD[scope.language].search(scope.low, start, end)) is not None and lead.end() < end - 3:
        yield from split_list(scope, lead.end(), end)
        return
    value = whole(scope.text, start, end)
    if only and value is not None and len(value.text) < _MOST:
        yield found(scope.text, start, end) or value


def _beside_basis(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """The purposes of a sentence that names their basis too, where each stands clear of it."""
    if scope.known.word["negation"].search(scope.low, start, end):
        return
    lead = (_ILLATIVE_LEAD if scope.language == "fi" else _LEAD[scope.language]).search(scope.low, start, end)
    said = scope.known.word["basis_cue"].search(scope.low, start, end)
    if lead is None or said is None or said.start() < lead.end():
        return
    for one in split_list(scope, lead.end(), end, every=scope.language == "fi"):
        for value in purposes.between_bases(scope, one):
            said = value.text.casefold()
            is_use = _ILLATIVE.search(said) if scope.language == "fi" else not _IS_CLAUSE.search(said)
            if is_use and not _names_basis(scope, value.start, value.end):
                yield value


def bases_of(scope: Scope) -> tuple[Found, ...]:
    """The letters of Art 6(1) that the notice claims; a condition (`if it rests on consent`) claims none."""
    letters: dict[str, Found] = {}
    for start, end, section in scope.all_sentences():
        is_about = section.has("bases")
        if section.has("rights") and not is_about:
            continue
        if section.has(*_OF_OTHERS) and not is_about and not _CALLED_BASIS.search(scope.low, start, end):
            continue
        for letter, first, last in _claimed(scope, start, end, is_about=is_about):
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
        if section.head is not None and not section.is_column:
            for letter, first, last in _claimed(scope, *section.head, is_about=True):
                letters.setdefault(letter, Found(letter, first, last))
    for place in _labels_below(scope):
        for letter, first, last in _claimed(scope, *place, is_about=True):
            letters.setdefault(letter, Found(letter, first, last))
    return tuple(letters[letter] for letter in sorted(letters))


def _labels_below(scope: Scope) -> Iterator[tuple[int, int]]:
    """`Our lawful bases are:`, and below it paragraphs that begin with the name of one: `Consent - we asked you`."""
    is_led = False
    for section in scope.sections:
        if section.has("bases"):
            last = section.blocks[-1] if section.blocks else None
            is_led = last is not None and scope.text[last.start : last.end].rstrip().endswith(":")
        elif is_led and (head := section.head) is not None and head[1] - head[0] < _LONGEST_LABEL:
            is_led = _is_basis(scope, *head)
            if is_led:
                yield head
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
    """The labels of a list of purposes that is told basis by basis: `Contract: deliveries`, `Consent: newsletters`."""
    if not section.has("purposes"):
        return []
    places = [place for one in section.blocks if one.kind == "item" for place in [next(scope.sentences([one]), None)]]
    labels = [
        (place[0], cut.start())
        for place in places
        if place is not None and (cut := _CUT.search(scope.text, place[0], place[0] + _LONGEST_LABEL)) is not None
    ]
    named = [place for place in labels if _is_basis(scope, *place)]
    return named if len(named) > 1 and len(named) * 2 > len(places) else []


def _claimed(scope: Scope, start: int, end: int, *, is_about: bool) -> Iterator[tuple[str, int, int]]:
    low, known = scope.low, scope.known
    for pattern in (_ARTICLE, _ARTICLE_FI, *((_ARTICLE_BARE,) if is_about else ())):
        for one in pattern.finditer(low, start, end):
            for letter in _letters(one[1]):
                yield letter, one.start(), one.end()
    if not is_about and not known.word["basis_cue"].search(low, start, end):
        return
    is_called = is_about and _CALLED_BASIS.search(low, start, end) is not None
    if (condition := known.word["conditional"].search(low, start, end)) is not None:
        main = _RESTS_ON.search(low, low.find(",", condition.end(), end) + 1 or end, end)
        if condition.start() > start or main is None:
            return
        start = low.find(",", condition.end(), end) + 1
        if known.word["conditional"].search(low, start, end) or _OF_RIGHT.search(low, start, end):
            return
    if _NOT_A_BASIS[scope.language].search(low, start, end) and not is_called:
        return
    for letter, pattern in known.bases.items():
        if (said := pattern.search(low, start, end)) is not None and not _denied(scope, start, said.start()):
            yield letter, said.start(), said.end()


def _letters(said: str) -> Iterator[str]:
    """The letters of `a–c ja f`, one by one."""
    for one in _LETTER.finditer(said):
        first, last = one[1].lower(), (one[2] or one[1]).lower()
        yield from _OF_ARTICLE[_OF_ARTICLE.index(first) : _OF_ARTICLE.index(last) + 1]


def _denied(scope: Scope, start: int, at: int) -> bool:
    return scope.known.word["negation"].search(scope.low, max(start, at - 60), at) is not None


def _once(values: list[Found]) -> tuple[Found, ...]:
    kept: dict[str, Found] = {}
    for one in values:
        kept.setdefault(one.text.casefold(), one)
    return tuple(kept.values())
