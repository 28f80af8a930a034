"""Bullets, or lines without bullets, that are known kinds of data one below the other, under whatever heading.

`In the list stands what follows:`, or `We gather this of each dancer.`, and below it `Name`, `Phone` and `Class`: what
leads to it has no word that vouches for it, the lines themselves do. Most of them are called so, the first among them,
and none says anything.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.data.acts_listed import are_acts
from portal.reading.notice.fields.data.data_leads import leads_elsewhere
from portal.reading.notice.fields.data.in_places import mark, marked
from portal.reading.notice.fields.data.kinds import is_kind
from portal.reading.notice.fields.data.listed_data import is_bare
from portal.reading.notice.fields.data.no_kinds import are_matters
from portal.reading.notice.fields.data.told_data import not_again
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.putting_down_in_swedish import OF_OTHERS
from portal.reading.notice.values import Found

_NEVER = (
    *("rights", "retention", "security", "recipients", "transfers", "changes", "dpo", "contact", "controller"),
    *("sources", "obligation", "updated", "automated"),
)
_LEAST = {"item": 3, "para": 4}
"""How many there have to be: lines without bullets may be a menu."""
_LONGEST, _MOST_WORDS, _MOSTLY, _SURELY = 80, 8, 0.6, 2
_NEAR = 300
_SAID_OF_DATA = ("bases", "purposes", "cookies")
_OF_PEOPLE = re.compile(r"namn|adress|telefon|mobil|nimi|osoit|puhelin|\bname|surname|address|phone")
"""What a list names that is one of data, where a heading tells of aims: two such words."""
_MAY = re.compile(r"\b(?:saa|saat|voi|voit|får|kan|may|can)\b")
"""What somebody may do is said of rights."""
_RUN_TOGETHER = re.compile(r"[a-zåäö]{3}[A-ZÅÄÖ][a-zåäö]{3}")
"""Two cells without a blank between them."""


def lines_of_kinds(scope: Scope, values: Sequence[Found]) -> Iterator[Found]:
    """The kinds of such lists that no other rule has read among the `values`."""
    taken, told = marked(scope, values), list(values)
    for section in scope.sections:
        told_of = section.fields | section.within
        if not told_of.isdisjoint(_NEVER) or section.is_column:
            continue
        for lines in _lists(scope, section):
            of_people = [said for one in lines for said in _OF_PEOPLE.findall(one.text.casefold())]
            is_menu = not of_people and not told_of
            if is_menu or (not told_of.isdisjoint(_SAID_OF_DATA) and len(of_people) < _SURELY):
                continue
            fresh = [one for one in lines if not any(taken[one.start : one.end])]
            for one in not_again(told, fresh):
                told.append(one)
                mark(taken, one)
                yield one


def _lists(scope: Scope, section: Section) -> Iterator[list[Found]]:
    above: Block | None = None
    for kind, group in itertools.groupby(section.blocks, key=lambda one: _kind_of_line(scope, one)):
        blocks = list(group)
        lines = [line for one in blocks if (line := found(scope.text, one.start, one.end)) is not None]
        if kind and above is not None and len(lines) >= _LEAST[kind] and not _is_led_off(scope, above):
            yield (
                lines
                if _are_kinds(scope, lines) and not are_acts(scope, blocks) and not are_matters(scope, blocks)
                else []
            )
        above = blocks[-1]


def _kind_of_line(scope: Scope, block: Block) -> str:
    """Which kind of line a block is, if it is a few words that say nothing; "" for all else."""
    said = scope.text[block.start : block.end].strip()
    is_line = len(said) <= _LONGEST and len(said.split()) <= _MOST_WORDS and "\n" not in said and "\t" not in said
    is_line = is_line and not said.endswith((".", "!", ";")) and not any(sign in said for sign in ":@/?")
    is_line = is_line and _RUN_TOGETHER.search(said) is None and _MAY.search(said) is None
    is_plain = is_line and not said.isupper() and is_bare(scope, block.start, block.end)
    return block.kind if block.kind in _LEAST and is_plain else ""


def _is_led_off(scope: Scope, above: Block) -> bool:
    """Whether what stands above leads to aught else, or says that something is not taken."""
    near = max(above.start, above.end - _NEAR)
    last = max(near, scope.text.rfind(". ", near, above.end))
    if scope.language == "sv" and OF_OTHERS.search(scope.low, last, above.end):
        return True
    return leads_elsewhere(scope, above) or scope.known.word["negation"].search(scope.low, last, above.end) is not None


def _are_kinds(scope: Scope, lines: Sequence[Found]) -> bool:
    kinds = [one for one in lines if is_kind(scope, one)]
    return len(kinds) > _SURELY and lines[0] in kinds and len(kinds) >= len(lines) * _MOSTLY
