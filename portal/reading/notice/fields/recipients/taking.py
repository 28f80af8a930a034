"""Who receives data, told in everyday words: `our insurer, Fjord`, `The results go to ABC`, `Liitolle ilmoitetaan`."""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields import names
from portal.reading.notice.fields.recipients import named
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.tongues.known import NOT_RECIPIENTS
from portal.reading.notice.values import Found

_WORD = r"[A-ZÅÄÖÉÜÕ0-9][\wåäöéõü&'’.+-]*(?<![.'’])"
_NAME = rf"{_WORD}(?:[ \xa0](?:(?:&|of|för|i)[ \xa0])?{_WORD}){{0,4}}"
_ROLES = re.compile(
    r"(?<![\w-])(?:(?i:(?:(?:the|our|an?) )?(?:insurance compan(?:y|ies)|insurers?|accountants?|bookkeepers?"
    r"|auditors?|printers?"
    r"|couriers?|debt collectors?|(?:dental |photo )?laborator(?:y|ies)|payroll "
    r"(?:firm|company|bureau)|photographers?|accounting firm|bank)"
    r"|(?:vår |vårt )?(?:försäkringsbolage[nt]|bokförare[n]?|revisorn?|(?:bokförings|redovisnings"
    r"|inkasso)\w*(?:byrån|bolaget|firman)"
    r"|tryckeriet|fraktbolaget|lönebyrån|laboratoriet|(?:ekonomisk |teknisk )?förvaltare[n]?"
    r"|[a-zåäö]*(?:bolaget|rederiet|företaget|firman|kedjan|teknikern|grossisten"
    r"|återförsäljaren|partnern|konsulten|fotografen))"
    r"|vakuutusyhtiö(?:mme)?|kirjanpitäjä(?:mme)?|tilintarkastaja(?:mme)?|palkanlaskija(?:mme)?|perintätoimisto"
    r"|kuljetusliike|painotalo|tilitoimisto(?:mme)?|isännöitsijä(?:mme)?"
    r"|\w*(?:rahoitusyhtiö|huoltoyhtiö|tukku|varustamo)))(?: (?:är|heter|on"
    r"|is))?(?:,? | \()"
    rf"({_NAME})"
)
"""What somebody does for the company, and their name beside it."""
_SEES = re.compile(
    r"\b(?:näkee|näkevät|saa|saavat|hoitaa|tekee|käsittelee|luovutetaan|annetaan|ser|får|sköter|gör|tar|lämnas|ges"
    r"|skickas"
    r"|sees?|gets?|does|do|keeps?|handles?|receives?|prepares?|disclos\w+|given|passed|sent|shared?)\b"
)
_NAMES_ONLY = re.compile(rf"{_NAME}(?:(?:, | och | and | ja | sekä | samt ){_NAME})+\.?")
_APART = re.compile(r", | och | and | ja | sekä | samt ")
_ROW_OF_NAMES = re.compile(
    rf"{_NAME}(?: (?:and|och|ja) {_NAME})? \([^()]{{3,60}}\)(?:(?:, | and | och | ja |; ){_NAME}(?: (?:and|och"
    rf"|ja) {_NAME})?"
    rf" \([^()]{{3,60}}\))+\.?"
)
"""`Alfa (the shop), Beta and Gamma (parcels)`: a whole sentence of names and what each does."""
_ASIDE = re.compile(r" \([^()]*\)")
_BODY_FI = re.compile(
    r"(?<![\w@.-])((?:[A-ZÅÄÖ][\wåäö-]*n )?(?:[A-ZÅÄÖ][\wåäö-]*|(?<=n )[a-zåäö-]*)"
    r"(?:liito|hallinno|virasto|laitokse|keskukse|konttori|kunna|kaupungi|yliopisto|rahasto|seurakunna|tutkimuskeskukse"
    r"|kassa|toimisto|kamari|järjestö|säätiö|poliisi))lle(?![\w-])"
)
_LEAGUE_FI = re.compile(r"(?<![\w@.-])([A-ZÅÄÖ][\wåäö-]*n [A-ZÅÄÖ][\wåäö-]*liit)toon(?![\w-])")
"""A public body or a league by the last word of its name, in the case of who receives."""
_GIVEN_FI = re.compile(
    r"ilmoit(?:etaan|amme|an)|rekisteröi(?:n|mme|dään)|luovut\w+|anne?taan|annamme"
    r"|annan|toimitetaan|toimitamme|lähetetään|lähetämme|menee"
    r"|menevät|lähtee|lähtevät"
    r"|raportoi\w*|rapor\w+|tilit\w+|välitetään|siirretään|siirtyy|siirtyvät|kerrotaan|viedään|lasku"
)
_GOES_TO = re.compile(
    r"\b(?:entries|results|names?|details|data|information|records|lists?|bills|invoices|copies|reports|scores"
    r"|certificates)\b"
    r"[^.;:]{0,30}? (?:go|goes|(?:are|is) (?:sent|given|reported|passed|handed)) to (?:the )?"
    rf"({_NAME}(?:(?:, | and ){_NAME})*)(?=[.,;)]|$)"
)
"""`Exam entries go to ABC and Trinity College`."""
_NOT_THEM = re.compile(r"tietosuoja|valtuutet|aluehallintovirasto kan|lukumäär|tilasto|ei nimiä")
_BODY_HEADS = re.compile(r"(?:kaupunki|kunta|yliopisto|seurakunta|virasto|laitos|keskus|liitto|hallinto)$")
_COMMON = re.compile(r"(?:toimisto|kassa|laitokse|keskukse|konttori)$")
"""How common nouns end as well, with which a sentence may begin."""
_STEMS = (("liito", "liitto"), ("hallinno", "hallinto"), ("kunna", "kunta"), ("kaupungi", "kaupunki"), ("kse", "s"))
_NEVER = ("controller", "contact", "dpo", "rights", "cookies", "changes", "updated", "register", "sources")
_ONLY_FEW = 3
_PARTS = re.compile(r"\b(?:Du|Vi|We|You|It|Om|Jos|Kun|If|When|Ei|Nej|No|The|Only|Bara|Vain|Kuka|Vem|Who|Mitä|Vad)\b")
_DESCRIBED = re.compile(r"[ \xa0]+(?:–|—|-)[ \xa0]+\S|[ \xa0]\([a-zåäö][^()]*\)")
_ITEM = re.compile(
    rf"{_NAME}(?:(?:[ \xa0]*,[ \xa0]+| (?:and|och|ja) ){_NAME})*(?=[ \xa0]+(?:–|—|-)[ \xa0]+\S|[ \xa0]\([a-zåäö])"
)


def taking(scope: Scope) -> Iterator[Found]:
    """Each who is told to receive data in such words."""
    for section in scope.sections:
        if section.has(*_NEVER) and not section.has("recipients"):
            continue
        if section.has("recipients"):
            yield from _listed_apart(scope, section)
        for block in section.blocks:
            if block.language not in {"", scope.language}:
                continue
            for start, end in sentences(scope.text, block.start, block.end):
                if scope.known.word["negation"].search(scope.low, start, end) is None:
                    yield from _beside_role(scope, section, start, end)
                    yield from _rows(scope, section, start, end)
                    yield from _going_to(scope, start, end)
                if scope.language == "fi":
                    yield from _given(scope, section, start, end)


def _beside_role(scope: Scope, section: Section, start: int, end: int) -> Iterator[Found]:
    """`Data is disclosed to the insurance company Fjord`."""
    if not section.has("recipients") and not _SEES.search(scope.low, start, end):
        return
    for one in _ROLES.finditer(scope.text, start, end):
        value = _sure(scope, found(scope.text, *one.span(1)))
        firm = names.firm_at(scope.text, one.start(1), end)
        if firm is not None:
            yield firm
        elif value is not None:
            yield value


def _rows(scope: Scope, section: Section, start: int, end: int) -> Iterator[Found]:
    """A sentence that is nothing but names, or names with what each does in brackets behind it."""
    stop = end
    if scope.text.startswith(("\t", " \t"), end):
        return
    if _ROW_OF_NAMES.fullmatch(scope.text, start, stop):
        said = [one.span() for one in _ASIDE.finditer(scope.text, start, stop)]
        at = start
        for first, last in said:
            yield from _each(scope, at, first)
            at = last + len(", ")
    elif section.fields == {"recipients"} and _NAMES_ONLY.fullmatch(scope.text, start, stop):
        yield from _each(scope, start, stop)


def _going_to(scope: Scope, start: int, end: int) -> Iterator[Found]:
    for one in _GOES_TO.finditer(scope.text, start, end) if scope.language == "en" else ():
        for value in _each(scope, *one.span(1)):
            if named.is_name(scope, value, begins=False):
                yield value


def _each(scope: Scope, start: int, end: int) -> Iterator[Found]:
    at = start
    for between in (*_APART.finditer(scope.text, start, end), None):
        value = _sure(scope, found(scope.text, at, end if between is None else between.start()))
        if value is not None:
            yield value
        at = end if between is None else between.end()


def _sure(scope: Scope, value: Found | None) -> Found | None:
    if value is None or value.text in NOT_RECIPIENTS or _PARTS.search(value.text) or not named.may_name(scope, value):
        return None
    return value if len(value.text) >= _ONLY_FEW else None


def _given(scope: Scope, section: Section, start: int, end: int) -> Iterator[Found]:
    """`Liitolle ilmoitetaan merkit`: a body in the case of who receives, and a word of giving or a section on it."""
    if not section.has("recipients") and not _GIVEN_FI.search(scope.low, start, end):
        return
    if _NOT_THEM.search(scope.low, start, end):
        return
    for one in _BODY_FI.finditer(scope.text, start, end):
        stem = one[1]
        if one.start() == start and " " not in stem and _COMMON.search(stem):
            continue
        for weak, plain in _STEMS:
            if stem.endswith(weak):
                stem = stem[: -len(weak)] + plain
        yield Found(stem, one.start(1), one.end(1))
    for one in _LEAGUE_FI.finditer(scope.text, start, end):
        yield Found(f"{one[1]}to", one.start(1), one.end(1))


def _listed_apart(scope: Scope, section: Section) -> Iterator[Found]:
    """Items with what they do behind a dash, in a list in which common nouns stand in small letters."""
    if scope.language == "fi":
        return
    items = [one for one in section.blocks if one.kind == "item"]
    small = [one for one in items if scope.text[one.start : one.start + 1].islower()]
    if len(items) < _ONLY_FEW or not small or not _are_described(scope, items):
        return
    for item in items:
        head = _ITEM.match(scope.text, item.start, item.end)
        if head is None or scope.known.word["negation"].search(scope.low, item.start, item.end):
            continue
        at = item.start
        for between in (*re.finditer(r"[ \xa0]*,[ \xa0]+| (?:and|och) ", head[0]), None):
            last = head.end() if between is None else item.start + between.start()
            if (value := _sure(scope, found(scope.text, at, last))) is not None:
                yield value
            at = last if between is None else item.start + between.end()


def _are_described(scope: Scope, items: Sequence[Block]) -> bool:
    return sum(_DESCRIBED.search(scope.text, one.start, one.end) is not None for one in items) * 2 > len(items)
