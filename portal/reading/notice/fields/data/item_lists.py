"""The lists of a notice as they stand, whatever they are of, and what is true of each."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.data.acts import is_act
from portal.reading.notice.fields.data.data_leads import leads_elsewhere
from portal.reading.notice.fields.data.kinds import LABEL, bare, is_kind, members_of
from portal.reading.notice.fields.data.saying import says
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.headings import about
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.tongues.list_words import LIST_WORDS, SUREST
from portal.reading.notice.values import Found

_ADDRESS = re.compile(r"https?:|@\w|www\.")
_LAW = re.compile(r"\bart(?:icle|ikel|ikla|\.)|§|gdpr")
NEXT_SENTENCE = re.compile(r"[a-zåäö)][.!?]\s+\w")
_FIRST_WORDS = re.compile(r"[^:\t\n]{2,40}(?=[:\t])")
_DASH = re.compile(r"\s[–—-]\s")
_SEVERAL, _FOUR, _MANY, _EIGHT = 3, 4, 6, 8
_MOSTLY, _HARDLY, _LITTLE = 0.6, 0.15, 0.2
_LONGEST_LINE = 80
_MOST_ITEMS = 200
_LEAST_WORDS = 4
_LONG_ITEM = 40
_NEAR = 400


@dataclass(frozen=True)
class ItemList:
    """Items one below the other, what leads to them, its last sentence ("" if none) and the section they stand in.

    `is_led_within`: an item that ends with a colon leads to them, so that the heading above tells little of them.
    """

    section: Section
    items: tuple[Block, ...]
    above: Block | None = None
    lead: str = ""
    is_led_within: bool = False

    @property
    def fields(self) -> frozenset[str]:
        """What its own heading is about."""
        return frozenset() if self.is_led_within else self.section.fields


def lists_in(scope: Scope) -> Iterator[ItemList]:
    """Every list of two items or more, or of three short lines without bullets."""
    for section in scope.sections:
        above: Block | None = None
        for kind, group in itertools.groupby(section.blocks, key=lambda one: _kind_of_line(scope, one)):
            blocks = tuple(group)
            if kind == "item" or (kind == "para" and len(blocks) >= _SEVERAL):
                yield from _parted(scope, section, blocks, above)
            above = blocks[-1]


def head_of(scope: Scope, one: ItemList) -> str:
    """The heading of its section, in small letters; "" if none."""
    return scope.low[slice(*one.section.head)].strip() if one.section.head is not None else ""


def _kind_of_line(scope: Scope, block: Block) -> str:
    if block.kind == "item":
        return "item"
    said = scope.text[block.start : block.end].strip()
    is_line = block.kind == "para" and len(said) <= _LONGEST_LINE and said[-1:] not in {".", ":", "!", "?"}
    return "para" if is_line else ""


def _last_sentence(scope: Scope, block: Block | None) -> str:
    if block is None:
        return ""
    last = list(sentences(scope.text, max(block.start, block.end - _NEAR), block.end))
    return scope.low[slice(*last[-1])].strip() if last else ""


def _parted(scope: Scope, section: Section, blocks: Sequence[Block], above: Block | None) -> Iterator[ItemList]:
    """The lists between items that lead to the next ones."""
    begun: list[Block] = []
    lead, within = _last_sentence(scope, above), False
    for block in (*blocks, None):
        said = scope.low[block.start : block.end].strip() if block is not None else ""
        if block is not None and not (said.endswith(":") and len(said.split()) >= _LEAST_WORDS):
            begun.append(block)
            continue
        if 1 < len(begun) <= _MOST_ITEMS:
            yield ItemList(section, tuple(begun), above, lead, within)
        begun, above, lead, within = [], block, said, True


def is_of_others(scope: Scope, said: str) -> bool:
    """Whether an item begins with a label of another field: `Legal basis: contract`."""
    label = _FIRST_WORDS.match(said)
    fields = about(label[0].strip(), scope.language).fields if label is not None else frozenset()
    return bool(fields) and "categories" not in fields


def title_of(scope: Scope, item: Block) -> Found | None:
    """The label that an item begins with."""
    label = LABEL.match(scope.text, item.start, item.end)
    return found(scope.text, item.start, label.end() - 1) if label is not None else None


def names_kind(scope: Scope, value: Found | None) -> bool:
    """Whether a value is called like data, whatever stands before and behind it."""
    return value is not None and is_kind(scope, bare(scope, value))


def features_of(scope: Scope, one: ItemList) -> dict[str, float]:
    """What is true of a list, each from 0 to 1."""
    count = len(one.items)
    texts = [scope.low[item.start : item.end].strip() for item in one.items]
    titles = [title_of(scope, item) for item in one.items]
    kinds = [names_kind(scope, found(scope.text, item.start, item.end)) for item in one.items]
    titled = [names_kind(scope, title) for title in titles]
    listing = [bool(members_of(scope, [(item.start, item.end)])) for item in one.items]
    alone = [any(said) for said in zip(kinds, titled, strict=True)]
    known = [any(said) for said in zip(alone, listing, strict=True)]
    surest = [SUREST.search(said) is not None for said in texts]
    share: dict[str, Sequence[bool]] = {
        "items are kinds": kinds,
        "items list kinds": listing,
        "items hold kinds": known,
        "items name the surest kinds": surest,
        "items have labels": [title is not None for title in titles],
        "items are acts": [is_act(scope, item) for item in one.items],
        "items say something": [says(scope, item.start, item.end) for item in one.items],
        "items are of other fields": [is_of_others(scope, said) for said in texts],
        "items hold addresses": [_ADDRESS.search(said) is not None for said in texts],
        "items cite law": [_LAW.search(said) is not None for said in texts],
        "items have dashes": [_DASH.search(said) is not None for said in texts],
        "items end with stops": [said.endswith(".") for said in texts],
        "items are several sentences": [NEXT_SENTENCE.search(said) is not None for said in texts],
        **{
            f"items speak of {name}": [LIST_WORDS[name].search(said) is not None for said in texts]
            for name in ("basis", "denial", "right", "time", "recipient")
        },
    }
    features = {name: sum(said) / count for name, said in share.items()}
    features["items are long"] = min(sum(len(said.split()) for said in texts) / count / _LONG_ITEM, 1)
    true = {
        "most items are kinds": sum(kinds) >= count * _MOSTLY,
        "hardly an item is a kind": sum(kinds) < count * _HARDLY,
        "most items hold kinds": sum(known) >= count * _MOSTLY,
        "hardly an item holds a kind": sum(known) < count * _LITTLE,
        "the first item is a kind": alone[0],
        "two items are kinds": sum(alone) > 1,
        "four items are kinds": sum(alone) >= _FOUR,
        "eight items are kinds": sum(alone) >= _EIGHT,
        "three items name the surest kinds": sum(surest) >= _SEVERAL,
        "three items": count >= _SEVERAL,
        "six items": count >= _MANY,
        "plain lines": one.items[0].kind == "para",
        "a column": one.section.is_column,
        **_said_around(scope, one),
    }
    told = true["lead: data"] or true["heading: data"]
    true["most items hold kinds, told to be data"] = true["most items hold kinds"] and told
    true["no item is a kind, nothing told of data"] = not any(alone) and not told
    return features | {name: float(said) for name, said in true.items()}


def _said_around(scope: Scope, one: ItemList) -> dict[str, bool]:
    """What is true of the lead, of the heading and of the heading above."""
    head = head_of(scope, one)
    true = {
        "no heading": not one.fields,
        "no lead": not one.lead,
        "leads elsewhere": one.above is not None and leads_elsewhere(scope, one.above),
        "a colon leads": one.lead.endswith(":"),
        **{f"under {field}": True for field in one.fields},
        **{f"within {field}": True for field in one.section.within},
        **{f"lead: {name}": said.search(one.lead) is not None for name, said in LIST_WORDS.items()},
        **{f"heading: {name}": said.search(head) is not None for name, said in LIST_WORDS.items()},
    }
    true["lead: data taken"] = true["lead: data"] and true["lead: taking"]
    true["heading: data taken"] = true["heading: data"] and true["heading: taking"]
    return true
