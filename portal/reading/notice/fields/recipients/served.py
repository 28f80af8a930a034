"""Who serves a company, where what they do stands first: `Webbhotell: Kuura`, a column `Provider`, a heading.

A function (accounts, payments, hosting) stands before the name or above it. It says that a name is a recipient's, where
nothing else does, and is none itself.
"""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.recipients import named, named_lists, services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.tongues.functions import is_function, tells_function
from portal.reading.notice.values import Found

_LABEL = re.compile(
    r"(?P<label>(?:[A-ZÅÄÖ]|(?:för|for) )[^:\t\n.;!?–—|]{1,60}?)[ \t\xa0]*(?::[ "
    r"\t\xa0]+|\t|[ \xa0]+[–—-][ \xa0]+|[ \xa0]+→[ \xa0]+)"
    r"(?=[\w\[])"
)
_MOST_LABEL = 7
_SHORT = 40
_GOES_ON = re.compile(r"[ \xa0](?!(?:if|when|om|när|jos|kun|for|för|med|with|via|only|bara|vain)\b)[a-zåäö]{3,} ")
"""A sentence behind a label, whose first word has a capital as every first one: `Tryck: Album trycks av Kuura`."""
_ASIDE = r"(?:[ \xa0]\([^()\n]{1,60}\))?"
_WORD = (
    r"(?:[A-ZÅÄÖÉÜ][\wåäöéü&'’.+-]*|\d+[a-z]{3,}\w*|[a-z]+[A-Z]\w+|[\w-]{2,}\.(?:com|io|fi|se|net|org|app|eu|nu|co|ai))"
)
_NAME = rf"{_WORD}(?:[ \xa0](?:(?:&|i|of|by|för)[ \xa0])?(?:{_WORD}|\d+)){{0,4}}"
_TAIL = re.compile(
    rf"{_NAME}(?:{_ASIDE}(?:[ \xa0]*[/+→][ \xa0]*|,[ \xa0](?:eller|tai|or|och|ja|and)?[ \xa0]?"
    rf"|[ \xa0](?:ja|tai|sekä|och|eller|samt|and|or)[ \xa0]){_NAME})*(?=[ \xa0]*(?:$|[\n\t(.,;|–—]|-[ ]"
    r"|(?:if|when|om|när|jos|kun|for|för|as|in|i|with|med|via|only|bara|vain)\b|[a-zåäö]{3,} ))"
)
_APART = re.compile(
    r"(?:[ \xa0]\([^()\n]{1,60}\))?(?:[ \xa0]*[/+→][ \xa0]*|,[ \xa0](?:eller|tai|or|och|ja|and)?[ \xa0]?|[ \xa0](?:ja"
    r"|tai|sekä|och|eller|samt|and|or)[ \xa0])"
)
_NO_SERVICE = re.compile(
    r"(?:yhteys|kontakt|contact|nimi|namn|name\b|osoite|adress|address|puhelin"
    r"|telefon|phone|land\b|maa\b|countr|sijainti"
    r"|plats|location|region|tarkoitu|syfte|purpose|ändamål|tiedot|uppgift"
    r"|data\b|perust|grund|basis|säily|lagring|retention"
    r"|päivit|uppdater|updated|huom|obs|note\b|esim|example|exempel|y-tunnus|org|business)"
)
"""Labels that tell something else than what a service does."""
_HEADS = re.compile(
    r"(?:namn på |name of (?:the )?)?(?:(?:personuppgifts|under|tjänste|sub-?"
    r"|third[- ]party |service |tietojen |palvelun)?"
    r"(?:leverantör|mottagare|biträde|företag|bolag|system|tjänst|verktyg|aktör|partner|tredje part|program"
    r"|provider|processor|vendor|recipient|contractor|compan(?:y|ies)|supplier|tool"
    r"|service|software|system|party|partner"
    r"|palveluntarjoaja|toimittaja|tarjoaja|vastaanottaja|käsittelijä|alihankkija"
    r"|yritys|palvelu|järjestelmä|kumppani|työkalu"
    r"|ohjelma|ohjelmisto))(?:en|et|er|ens|s|t|na|n|ns)?(?: namn| name)?"
)
_WHERE = re.compile(
    r"(?:var|hos vem|till vem|vart|missä|mihin|kenelle|where|to whom|with whom|with|via|missä palvelussa"
    r"|(?:vem|kuka|who)(?: \w+){0,3})\??"
)
_ENOUGH = 2
_NAMED_LINE = re.compile(rf"{_NAME}(?:[ \xa0]\([^()]{{1,60}}\))?(?:[ \xa0][–—-][ \xa0]|: |[ ](?:for|för|on|till)[ ])\w")


def by_function(scope: Scope, section: Section) -> Iterator[Found]:
    """The names behind what is done: `Bokföring – Kirjuri`, `Payments: Kuura or Louhos`."""
    told = section.has("recipients") or is_of_function(scope, section)
    if section.fields and not told:
        return
    said = [one for one in _entries(scope, section) if not _denied(scope, *one)]
    read = [(label, names) for label, names in (_labelled(scope, *one) for one in said) if names]
    sure = sum(any(_is_sure(one) for one in names) and not _NO_SERVICE.match(label) for label, names in read)
    functions = sum(tells_function(label) for label, _ in read)
    if not told and functions < _ENOUGH and not (functions and sure >= _ENOUGH):
        return
    for label, names in read:
        if _NO_SERVICE.match(label):
            continue
        vouched = (
            tells_function(label)
            or (told and sum(_is_sure(one) for one in names) >= _ENOUGH)
            or (told and sure >= _ENOUGH and sure * 3 >= len(read))
        )
        for one in names:
            if (_is_sure(one) or vouched) and _may_be(scope, one) and (vouched or sure >= _ENOUGH):
                yield one


def _entries(scope: Scope, section: Section) -> Iterator[tuple[int, int]]:
    """Items and rows, and the lines of paragraphs."""
    for block in section.blocks:
        if block.language not in {"", scope.language}:
            continue
        if block.kind in {"item", "row", "sub"}:
            yield block.start, block.end
            continue
        for start, end in _lines(scope, block):
            yield from sentences(scope.text, start, end)


def _labelled(scope: Scope, start: int, end: int) -> tuple[str, list[Found]]:
    label = _LABEL.match(scope.text, start, end)
    if label is None or len(label["label"].split()) > _MOST_LABEL:
        return "", []
    tail = _TAIL.match(scope.text, label.end(), end)
    whole = services.known().match(scope.text, label.end(), end)
    if whole is not None and " " in whole[0] and (tail is None or whole.end() > tail.end()):
        return label["label"].casefold().strip(), [Found(whole[0], whole.start(), whole.end())]
    if tail is None:
        return "", []
    said = list(_parts(scope, tail.start(), tail.end()))
    if _GOES_ON.match(scope.text, tail.end(), end):
        said = [one for one in said if _is_sure(one)]
    return label["label"].casefold().strip().removeprefix("för ").removeprefix("for "), said


def _parts(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """The names of an enumeration; a company with its form stays whole."""
    firms = list(named.firms(scope.text, start, end))
    at = start
    for between in (*_APART.finditer(scope.text, start, end), None):
        if between is not None and any(one.start < between.start() < one.end for one in firms):
            continue
        last = end if between is None else between.start()
        firm = next((one for one in firms if at <= one.start and one.end <= last + 1), None)
        value = firm or found(scope.text, at, last)
        if value is not None:
            yield named.without_place(value)
        at = end if between is None else between.end()


def _is_sure(one: Found) -> bool:
    return named.is_plain(one.text) or services.begins_known(one.text)


def _may_be(scope: Scope, one: Found) -> bool:
    if is_function(one.text) or not named.may_name(scope, one):
        return False
    return _is_sure(one) or named.is_name(scope, one, begins=False)


def _denied(scope: Scope, start: int, end: int) -> bool:
    return scope.known.word["negation"].search(scope.low, start, end) is not None


def in_lines(scope: Scope, section: Section) -> Iterator[Found]:
    """Names that begin the lines of paragraphs, two or more, with what each does behind it: `Kuura — hosting`."""
    if not section.has("recipients"):
        return
    lines = [
        Block(start, end, "item", scope.language)
        for block in section.blocks
        if block.kind == "para" and block.language in {"", scope.language}
        for start, end in _lines(scope, block)
        if _NAMED_LINE.match(scope.text, start, end)
    ]
    if len(lines) >= _ENOUGH:
        yield from named_lists.of_run(
            scope, [one for one in lines if not _denied(scope, one.start, one.end)], is_told=True
        )


def _lines(scope: Scope, block: Block) -> Iterator[tuple[int, int]]:
    at = block.start
    for line in scope.text[block.start : block.end].split("\n"):
        bare = line.strip(" \t\xa0")
        if bare:
            start = at + line.index(bare)
            yield start, start + len(bare)
        at += len(line) + 1


def in_columns(scope: Scope, section: Section) -> Iterator[Found]:
    """The cells below a head that asks for who: `Leverantör`, `Palvelu`, `Where`."""
    rows: list[Block] = []
    if section.inline and section.head is not None and _HEADS.fullmatch(scope.low[slice(*section.head)].strip()):
        column = [one for one in section.blocks if one.kind == "row"][1:]
        names = [_of_cell(scope, *next(_cells(scope, one))) for one in column]
        if sum(any(_is_sure(one) for one in cell) for cell in names) >= _ENOUGH:
            yield from (one for cell in names for one in cell if _may_be(scope, one))
    for block in (*section.blocks, None):
        if block is not None and block.kind == "row":
            rows.append(block)
            continue
        if len(rows) > _ENOUGH and not section.has(*named_lists.NEVER):
            yield from _of_table(scope, rows, told=section.has("recipients"))
        rows = []


def _of_table(scope: Scope, rows: Sequence[Block], *, told: bool) -> Iterator[Found]:
    heads = [scope.low[slice(*one)].strip() for one in _cells(scope, rows[0])]
    for number, head in enumerate(heads):
        plain, asked = _HEADS.fullmatch(head) is not None, _WHERE.fullmatch(head) is not None
        if not (plain or asked):
            continue
        column = [cells[number] for row in rows[1:] if len(cells := list(_cells(scope, row))) > number]
        names = [_of_cell(scope, *one) for one in column]
        sure = sum(any(_is_sure(one) for one in cell) for cell in names)
        if sure * (2 if told or plain else 3) < len(column) and sure < _ENOUGH + (not plain):
            continue
        for cell in names:
            yield from (one for one in cell if _may_be(scope, one))
        return


def _cells(scope: Scope, row: Block) -> Iterator[tuple[int, int]]:
    at = row.start
    for cell in scope.text[row.start : row.end].split("\t"):
        yield at, at + len(cell)
        at += len(cell) + 1


def _of_cell(scope: Scope, start: int, end: int) -> list[Found]:
    while start < end and scope.text[start] in " \xa0":
        start += 1
    tail = _TAIL.match(scope.text, start, end)
    return list(_parts(scope, tail.start(), tail.end())) if tail is not None else []


_NUMBER = re.compile(r"[\s\d.)•]*")
_LEAD = re.compile(
    r"(?:seuraavi\w+|följande|following)\b[^.:;]{0,90}(?:palvelu|yrity|toimittaj"
    r"|alihankk|käsittelij|kumppan|leverantör|tjänst"
    r"|biträde|företag|partner|verktyg|service|provider|processor|vendor|compan|partner|tool|subcontract)"
)
_ROLE = re.compile(
    r"alihankkij|palveluntarjoaj|käsittelij|underleverantör|(?:under"
    r"|personuppgifts)biträde|sub-?processor|subcontractor"
    r"|data processor"
)


def in_headings(scope: Scope) -> Iterator[Found]:
    """Headings that are names of services, one after another, below what leads to them or calls them so."""
    run: list[tuple[Section, list[Found]]] = []
    led = False
    for section in scope.sections:
        names = _of_head(scope, section)
        is_plain = bool(names) and not section.fields
        if is_plain:
            run.append((section, names))
            continue
        if section.fields and run and not section.has("recipients", "rights", "controller", "contact"):
            continue
        yield from _of_headings(scope, run, led=led)
        run, led = (
            [],
            section.has("recipients") or any(_LEAD.search(scope.low, one.start, one.end) for one in section.blocks),
        )
    yield from _of_headings(scope, run, led=led)


def _of_headings(scope: Scope, run: Sequence[tuple[Section, list[Found]]], *, led: bool) -> Iterator[Found]:
    sure = sum(any(_is_sure(one) for one in names) for _, names in run)
    called = sum(any(_ROLE.search(scope.low, one.start, one.end) for one in section.blocks) for section, _ in run)
    if len(run) < _ENOUGH or sure * 2 < len(run) or not (led or called * 2 > len(run)):
        return
    for _, names in run:
        yield from (one for one in names if _may_be(scope, one))


def _of_head(scope: Scope, section: Section) -> list[Found]:
    if section.head is None:
        return []
    start, end = section.head
    number = _NUMBER.match(scope.text, start, end)
    start = number.end() if number is not None and not scope.text[number.end() : end][:1].islower() else start
    firm = next(named.firms(scope.text, section.head[0], end), None)
    if firm is not None and firm.end >= end - 1 and firm.start <= start:
        return [firm]
    tail = _TAIL.match(scope.text, start, end)
    return list(_parts(scope, tail.start(), tail.end())) if tail is not None and tail.end() >= end - 1 else []


def is_of_function(scope: Scope, section: Section) -> bool:
    """Whether a heading of no other matter is what a service does: `Bokning`, `Laskutus`, `Payments`."""
    if section.head is None or section.fields - {"other"}:
        return False
    return tells_function(scope.low[slice(*section.head)])


def is_line_of_function(scope: Scope, block: Block) -> bool | None:
    """Whether a short line above a paragraph says what a service does; None where it is no such line."""
    said = scope.text[block.start : block.end]
    if block.kind not in {"para", "sub"} or len(said) > _SHORT or said[-1:] in ".:;,!?" or "\n" in said:
        return None
    return tells_function(said.casefold())


def labels_function(scope: Scope, block: Block) -> bool:
    """Whether a paragraph begins with what a service does, as a label: `Ajanvaraus. Varaat ajan Kirjurin avulla.`"""
    first = next(sentences(scope.text, block.start, block.end), None)
    if block.kind != "para" or first is None:
        return False
    said = scope.text[slice(*first)].partition(":")[0].strip(" .")
    return len(said.split()) <= _ENOUGH + 1 and tells_function(said.casefold())
