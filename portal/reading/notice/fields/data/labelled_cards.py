"""Items whose labels say what each is about: `Affected data: name, address`, `Duration of storage: a year`."""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.kinds import LABEL, bare, plain
from portal.reading.notice.fields.data.saying import says
from portal.reading.notice.fields.data.told_data import of_sentence, of_told
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.headings import about
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.values import Found

_ON_DATA = re.compile(
    r"(?:(?:the|your|what|which) )?(?:(?:types?|kinds?|categor(?:y|ies)|scope) of (?:the )?)?"
    r"(?:(?:affected|concerned|processed|collected|stored|recorded|personal|transmitted|relevant) ){0,2}"
    r"(?:data|information)(?: types?| categor(?:y|ies))?"
    r"(?: (?:is |are |we )?(?:affected|concerned|processed|collected|stored|recorded|transmitted|involved))?\W*"
    r"|(?:(?:berörda|behandlade|insamlade|lagrade|vilka|typer av|kategorier av) ){0,2}(?:person)?uppgifter"
    r"(?: som (?:berörs|behandlas|samlas in|lagras|sparas))?\W*|(?:uppgifts|data)(?:typer|kategorier)\W*"
    r"|(?:(?:käsiteltävät|kerättävät|tallennettavat|käsitellyt|kerätyt|mitä) ){0,2}(?:henkilö)?tie(?:dot|toja)\W*"
    r"|(?:(?:henkilö)?tieto|data)(?:tyypit|ryhmät|lajit)\W*"
)
"""A label that says that data stands behind it, and not what data."""
_ON_ELSE = re.compile(
    r"(?:(?:storage )?duration|storage|period)\b.*|(?:affected|concerned) (?:persons|people|users)\W*|data subjects?\W*"
    r"|(?:data )?(?:disclosures?|sources?|recipients?|transfers?)\W*|service providers?\W*|providers?\W*|opt[- ]out\W*"
    r"|lagringst\w+\W*|berörda personer\W*|(?:uppgifts)?källor\W*|mottagare\W*|leverantör\w*\W*"
    r"|säilytys\w+\W*|rekisteröidyt\W*|tietolähteet\W*|vastaanottajat\W*|palveluntarjoaja\w*\W*"
)
_OF_ELSE = frozenset({"purposes", "bases", "retention", "recipients", "sources", "transfers", "security", "subjects"})
_MEANS = re.compile(r"(?:any|all|every|each|varje|all slags|kaikki|jokai\w+)\s")
"""`Personal data: any information that`: what the word means."""
_KNOWN = 0.7
_MAYBE = re.compile(
    r"(?:(?:if (?:necessary|applicable|available|any)|where (?:applicable|necessary)|optionally|potentially"
    r"|possibly|including|vid behov|i förekommande fall|eventuellt|tarvittaessa|mahdollisesti)[:,]?\s+)+",
    re.I,
)
_INCLUDING = re.compile(r"(?:including|such as|e\.g\.|inklusive|såsom|t\.ex\.|kuten|mukaan lukien)\s")
"""What is but an example of the kind before it."""
_PARTS_WITH_OR = re.compile(r"\s(?:and|och|ja) (?:potentially|possibly|if applicable|eventuellt|mahdollisesti)\s", re.I)


def carded(scope: Scope, blocks: Sequence[Block], *, headed: bool = False) -> dict[Block, list[Found]]:
    """What stands behind the labels of data, and nothing behind the other labels and in the items below those.

    Only where an item says that it lists data and another what else holds of it: the labels part a card. `headed`
    where the label of the data was taken for a heading of all.
    """
    labels = {one: end for one in blocks if one.kind == "item" and (end := _label_end(scope, one)) is not None}
    on_data = {one for one, end in labels.items() if _ON_DATA.fullmatch(scope.low[one.start : end].rstrip(" :"))}
    on_data = {one for one in on_data if not _MEANS.match(scope.low, labels[one], one.end)}
    on_else = {one for one, end in labels.items() if one not in on_data and _is_else(scope, one.start, end)}
    if not (on_data or headed) or not on_else:
        return {}
    told: dict[Block, list[Found]] = {}
    if headed and blocks[0].kind == "para" and (listed := list(_behind(scope, blocks[0].start, blocks[0].end))):
        told[blocks[0]] = listed
    below_else = False
    for block in blocks:
        if block in on_data:
            told[block] = list(_behind(scope, labels[block], block.end))
        elif block in on_else or (below_else and block.kind == "item" and block not in labels):
            told[block] = []
        below_else = block in on_else or (below_else and block in told)
    return told


def _label_end(scope: Scope, block: Block) -> int | None:
    label = LABEL.match(scope.text, block.start, block.end)
    return label.end() if label is not None else None


def _is_else(scope: Scope, start: int, end: int) -> bool:
    label = scope.low[start:end].rstrip(" :")
    if _ON_ELSE.fullmatch(label):
        return True
    said = about(label, scope.language)
    return bool(said.fields) and said.fields <= _OF_ELSE and said.covered > _KNOWN


def _behind(scope: Scope, start: int, end: int) -> Iterator[Found]:
    for first, last in sentences(scope.text, start, end):
        if says(scope, first, last):
            yield from of_sentence(scope, first, last) or of_told(scope, first, last, lax=True)
            continue
        if scope.known.word["negation"].search(scope.low, first, last):
            continue
        listed = False
        for one in _apart(scope, first, last):
            for at, to in _parted(scope, one):
                if listed and _INCLUDING.match(scope.low, at, to):
                    continue
                lead = _MAYBE.match(scope.text, at, to)
                listed = True
                value = found(scope.text, lead.end() if lead is not None else at, to)
                if value is not None:
                    yield bare(scope, value)


def _apart(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """At semicolons where there are any, which part lists of their own, else at commas."""
    if ";" not in plain(scope, start, end):
        yield from split_list(scope, start, end)
        return
    at = start
    for piece in scope.text[start:end].split(";"):
        value = found(scope.text, at, at + len(piece))
        at += len(piece) + 1
        yield from [value] if value is not None else []


def _parted(scope: Scope, one: Found) -> Iterator[tuple[int, int]]:
    """`the full address and potentially data you entered` are two."""
    joint = _PARTS_WITH_OR.search(scope.text, one.start, one.end)
    if joint is None:
        yield one.start, one.end
        return
    yield one.start, joint.start()
    yield joint.end(), one.end
