"""The data itself: categories as the notice lists them (Art 14(1)(d))."""

import itertools
import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.data.acts_listed import are_acts, leads_to_aims, without_acts
from portal.reading.notice.fields.data.address_sent import address_sent, card_given
from portal.reading.notice.fields.data.alike_items import alike_items, alike_rows
from portal.reading.notice.fields.data.asked_data import asked_data
from portal.reading.notice.fields.data.bare_lists import bare_lists
from portal.reading.notice.fields.data.beside_data import (
    denies_data,
    is_header,
    is_kind_with_clause,
    not_taken,
    rows_name_data,
    tells_times,
    without_asides,
)
from portal.reading.notice.fields.data.between_clauses import between_clauses
from portal.reading.notice.fields.data.bracketed import fuller, in_brackets
from portal.reading.notice.fields.data.contents import without_contents
from portal.reading.notice.fields.data.dashed_lists import dashed_lists
from portal.reading.notice.fields.data.data_behind_label import labelled_kind, labelled_lines
from portal.reading.notice.fields.data.data_items import CARD_OF_TIME, OF_PEOPLE, of_item, of_item_or_sentence
from portal.reading.notice.fields.data.data_leads import (
    DATA_LEAD,
    LEADS_TO_EXAMPLES,
    TAKES,
    begins_lead,
    behind_taker,
    counts_visits,
    leads_elsewhere,
    leads_to_visits,
    puts_down_below,
    without_reason,
)
from portal.reading.notice.fields.data.enumerated import parted_items, with_alternatives
from portal.reading.notice.fields.data.given_and_kept import given_and_kept
from portal.reading.notice.fields.data.groups_of_data import groups_of_data
from portal.reading.notice.fields.data.joints import plainly_joined
from portal.reading.notice.fields.data.kinds import (
    HAS_SUBJECT,
    LABEL,
    NAMES_DATA,
    bare,
    is_data,
    is_kind,
    members_of,
    plain,
)
from portal.reading.notice.fields.data.labelled_cards import carded
from portal.reading.notice.fields.data.labelled_sentences import labelled_sentences
from portal.reading.notice.fields.data.led_in_finnish import led_in_finnish
from portal.reading.notice.fields.data.led_surely import with_led_lists
from portal.reading.notice.fields.data.lines_of_kinds import lines_of_kinds
from portal.reading.notice.fields.data.listed_data import (
    cells_of,
    is_called_data,
    items_listed,
    labelled_lists,
    labels_listed,
    leads_barely,
    lines_listed,
    noted,
    noted_surely,
    parts_of,
    without_place,
)
from portal.reading.notice.fields.data.listed_in_swedish import with_lists_in_swedish
from portal.reading.notice.fields.data.lists_in_a_row import begun_list, lists_in_a_row
from portal.reading.notice.fields.data.lists_under_titles import lists_under_headings, lists_under_titles
from portal.reading.notice.fields.data.nested_items import outer_or_inner
from portal.reading.notice.fields.data.no_kinds import are_cookies, are_matters, asks_else, heads_occasion, is_no_kind
from portal.reading.notice.fields.data.not_taken import without_answered, without_explained
from portal.reading.notice.fields.data.noted_plainly import noted_plainly
from portal.reading.notice.fields.data.only_kinds import kinds_under_title, list_below, only_kinds
from portal.reading.notice.fields.data.paragraph_items import (
    heads_items,
    paragraphs_dashed,
    paragraphs_listed,
    sentences_listed,
    with_heads,
)
from portal.reading.notice.fields.data.plain_lists import listed_plainly, parted_cell
from portal.reading.notice.fields.data.put_down import put_down
from portal.reading.notice.fields.data.put_down_in_english import put_down_in_english
from portal.reading.notice.fields.data.put_down_in_swedish import put_down_in_swedish
from portal.reading.notice.fields.data.saying import SAYS
from portal.reading.notice.fields.data.semicolon_lists import semicolon_list
from portal.reading.notice.fields.data.several_acts import acts_of
from portal.reading.notice.fields.data.taken_in_english import taken_in_english
from portal.reading.notice.fields.data.titled import told_behind_labels, told_behind_titles
from portal.reading.notice.fields.data.titled_alike import with_titles_alike
from portal.reading.notice.fields.data.titled_lists import with_titled_lists
from portal.reading.notice.fields.data.told_data import members_led, not_again, of_sentence, of_told
from portal.reading.notice.fields.data.told_of_services import told_of_services
from portal.reading.notice.fields.data.told_of_visits import of_visits
from portal.reading.notice.fields.data.told_on import told_on
from portal.reading.notice.fields.data.told_subject import told_as_subject
from portal.reading.notice.fields.data.trimmed import trimmed
from portal.reading.notice.fields.data.weighed_lists import with_weighed_lists
from portal.reading.notice.fields.data.whence_and_who import without_whence
from portal.reading.notice.fields.data.yours_behind_titles import yours_behind_titles
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.headings import about
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found, once

_IS_FILLED = re.compile(r"@\w|\d{4}|[\[{]")
"""The details of the firm itself, and no kinds of data."""
_FEW, _NEARLY = 2, 0.8
_LITTLE = 4
"""So few kinds are nearly none: then the weaker turns are heard as well, which elsewhere say things twice or else."""
_LONGEST_LEAD = 300
_VERB = re.compile(
    r"\b(?:on|ovat|käytetään|käytämme|käsitellään|voimme|voidaan|voi|emme|ei|är"
    r"|används?|kan|vi|we|is|are|you|may|can|will)\b"
)
_FOR_USE = re.compile(r"käyt|tarkoituks|använd|ändamål|\buse|purpose")
_AS_NEEDED = re.compile(r"\bas (?:necessary|needed|required) (?:to|for)\b")
"""`We process data as necessary to serve you, including:` among the bases leads to uses."""
_NEVER_LEADS = ("recipients", "transfers", "security", "cookies", "rights", "retention", "changes", "dpo", "categories")
_NAMES_LIST = re.compile(r"tieto|tiedot|uppgift|\bdata\b|information|details")
_MAY_LEAD = frozenset(
    {"bases", "register", "sources", "other", "updated", "purposes", "contact", "controller", "automated"}
)
_MAY_STAND_UNDER = frozenset(
    {"controller", "automated", "cookies", "recipients", "sources", "other", "contact", "subjects"}
)
_SAID_OF_DATA = frozenset({"purposes", "bases"})
"""What a larger heading tells of: a list below a part of it is of purposes or consents."""
_MAY_LABEL = frozenset({"sources", "other"})
_MAY_TAKE = frozenset({"other", "automated", "updated"})
_OF_OTHERS = re.compile(
    r"perust|grund|basis|bases|ground|järjestelm|palvelu(?:ita|ja|nt)|leverantör|tjänster:|provider|partner"
    r"|kumppan|vastaanot"
    r"|mottag|recipient|tarkoitu|ändamål|syfte|purpose|oikeu|rätt|right|evästee|cookie|kak|ansvarig"
    r"|rekisterinpit|controller"
)
_OF_STAFF = re.compile(
    r"\b(?:kontaktperson\w*|företrädare|anställd\w*|contact persons?|representatives?|employees|yhteyshenkilö\w*) "
    r"(?:hos|för|vid|at|of|for)\b|(?:toimittaja|kumppani)\w* (?:yhteyshenkilö|edustaj)"
)
"""A person at a supplier, whose data it is; the supplier is nobody who gets it."""
_NEVER_OF_DATA = (
    "recipients",
    "transfers",
    "security",
    "cookies",
    "rights",
    "retention",
    "changes",
    "controller",
    "dpo",
    "automated",
)
_OF_RIGHTS = re.compile(
    r"uppgift|rätt|radera|tillgång|utdrag|klag|\bdata\b|information|right|access|erase|delet|complain|tieto|tieda"
    r"|oikeu|poist|tarkast|valit"
)
"""What is asked for by right, and not what is ordered or booked."""
_CALLS_DATA = re.compile(r"(?:tiedot|uppgifter|data|information|details)[\s:.]*\Z")
_IS_DATA = re.compile(r"(?:vilka )?personuppgift\w*|henkilötie\w+|personal data")
_MOSTLY, _HALF, _THIRD = 0.7, 0.5, 0.33


def heard(scope: Scope) -> Scope:
    """The scope as its kinds of data are looked for: with plain joints, without contents and explained words."""
    return without_contents(without_explained(plainly_joined(scope)))


def categories_of(scope: Scope) -> tuple[Found, ...]:
    """Each kind of data once, in the order of the text (Art 14(1)(d))."""
    scope = heard(scope)
    values: list[Found] = []
    aside = [one for one in scope.about("categories") if asks_else(scope, one)]
    own = [one for one in scope.about("categories") if not (one.is_column or one in aside or denies_data(scope, one))]
    for section in own:
        values += [] if values and tells_times(scope, section) else _of_section(scope, section, tuple(values))
    for section in scope.sections:
        values += [] if section.has(*_NEVER_OF_DATA) else labelled_lists(scope, section)
        if section.has("recipients", "transfers") and not section.has("rights", "cookies"):
            values += [one for said in carded(scope, section.blocks).values() for one in said]
        if is_called_data(scope, section):
            own.append(section)
            values += _of_section(scope, section, tuple(values))
    values += [] if values else _of_columns(scope)
    under = [one for one in scope.sections if "categories" in one.within and _may_stand_under(scope, one)]
    below = list(_kinds_below_lead(scope))
    own += [*under, *below]
    read = {id(one) for one in (*own, *aside)}
    for section in below:
        values += _of_section(scope, section, tuple(values))
    for section in under:
        values += _of_part(scope, section)
    known = [number for number, one in enumerate(scope.sections) if one.fields]
    led = [
        one
        for number, section in enumerate(scope.sections)
        if id(section) not in read
        for one in _led(scope, section, among=bool(known) and known[0] < number < known[-1])
    ]
    values += led
    for listed in _lists_below_lead(scope):
        values += not_again(values, listed)
    for section in scope.sections:
        for listed in of_visits(scope, section) if id(section) not in read else ():
            values += not_again(values, listed)
        if id(section) in read or section.has(*_NEVER_OF_DATA) or section.is_column:
            continue
        goes_on = False
        behind = carded(scope, section.blocks)
        for block in section.blocks if section.fields <= _MAY_LABEL else ():
            if said := list(labelled_lines(scope, block.start, block.end, goes_on=bool(behind))):
                behind[block] = said
        for start, end in acts_of(scope, [one for one in section.blocks if one not in behind]):
            lax = (not section.fields or section.fields == frozenset({"other"})) and not own
            told = of_told(scope, start, end, lax=lax) or noted(scope, start, end, goes_on=goes_on)
            told = told or told_on(scope, start, end, goes_on=goes_on) or told_as_subject(scope, start, end, values)
            told = told or given_and_kept(scope, start, end)
            plainly = noted_plainly(scope, start, end, strict=bool(own or values))
            told = plainly if len(plainly) > len(told) else told
            values += not_again(values, told)
            goes_on = bool(told)
        for block in section.blocks:
            values += not_again(values, behind.get(block) or lines_listed(scope, block, led=False))
    values += list(labelled_sentences(scope, values))
    values += not_again(values, list(lists_under_headings(scope)))
    for asked in asked_data(scope):
        values += not_again(values, asked)
    values = led_in_finnish(scope, values)
    values += list(put_down(scope, values))
    values += list(taken_in_english(scope, values))
    if len(values) < _LITTLE:
        values += list(groups_of_data(scope, values))
        values += list(put_down_in_swedish(scope, values))
        values += list(put_down_in_english(scope, values))
    values = with_lists_in_swedish(scope, values)
    values += list(lines_of_kinds(scope, values))
    values += list(put_down_in_english(scope, values, beside=True))
    values += list(bare_lists(scope, values))
    values = with_weighed_lists(scope, values)
    values += list(told_of_services(scope, values))
    values += [*address_sent(scope, values), *card_given(scope, values)]
    values = with_titles_alike(scope, with_led_lists(scope, with_titled_lists(scope, values)))
    told = [without_place(scope, one) for one in parted_items(scope, values or list(_told_anywhere(scope)))]
    kept = without_whence(scope, without_answered(scope, told))
    kinds = between_clauses(scope, trimmed(scope, kept))
    return once(list(with_alternatives(scope, [one for one in kinds if not is_no_kind(scope, one)])))


def _may_stand_under(scope: Scope, section: Section) -> bool:
    """Whether a part of what tells of data may list some; what its heading says in brackets is an aside.

    `When you ask for a quote` is an occasion, though one asks for what one has a right to in such words.
    """
    if section.fields == frozenset({"rights"}) and section.head is not None:
        head = scope.low[slice(*section.head)].strip()
        return CARD_OF_TIME.match(head) is not None and _OF_RIGHTS.search(head) is None
    if section.fields <= _MAY_STAND_UNDER or section.head is None:
        return section.fields <= _MAY_STAND_UNDER
    bracket = scope.text.find(" (", *section.head)
    return bracket > 0 and about(scope.text[section.head[0] : bracket], scope.language).fields <= _MAY_STAND_UNDER


def _kinds_below_lead(scope: Scope) -> Iterator[Section]:
    """What follows a section that ends with `we store the following data:`, where its items are kinds of data alone."""
    for above, section in itertools.pairwise(scope.sections):
        items = [one for one in section.blocks if one.kind == "item" or (one.kind == "para" and _is_short(scope, one))]
        is_list = section.fields <= _MAY_STAND_UNDER and 0 < len(items) == len(section.blocks)
        is_under = "categories" in section.within
        leads = above.has("categories") and above.blocks and _ends_with_lead(scope, above.blocks[-1])
        if is_list and leads and not is_under and list(_kinds_alone(scope, items, told=True)):
            yield section


def _lists_below_lead(scope: Scope) -> Iterator[list[Found]]:
    """The lists right below headings of nothing, where what stands above the first ends with a lead to data.

    `We record the following data on members:`, and below it `Adults` and `Juniors`, each with a list.
    """
    is_led, is_first = False, False
    for above, section in itertools.pairwise(scope.sections):
        if above.fields <= _MAY_LEAD and above.blocks and _leads_to_data(scope, above.blocks[-1]):
            is_led, is_first = True, True
        items = list(itertools.takewhile(lambda one: one.kind == "item", section.blocks))
        is_led = is_led and not section.fields and section.head is not None and bool(items)
        if is_led:
            yield list(_items_led(scope, items, sure=is_first, mostly=_HALF))
            is_first = False


def _leads_to_data(scope: Scope, block: Block) -> bool:
    said = scope.low[block.start : block.end].rstrip()
    return (
        block.kind == "para"
        and DATA_LEAD.search(said, begins_lead(said)) is not None
        and not leads_elsewhere(scope, block)
    )


def _told_anywhere(scope: Scope) -> Iterator[Found]:
    """Where no section is about data: what sentences of others say, `we handle your name, address and order`."""
    for start, end, section in scope.all_sentences():
        if section.has(*_NEVER_OF_DATA) or not section.fields:
            continue
        if scope.known.tells["categories"].search(scope.low, start, end):
            members = of_sentence(scope, start, end)
            yield from members if len(members) > 1 else ()


def _of_part(scope: Scope, section: Section) -> Iterator[Found]:
    """What stands under `Data that we collect` with a heading of its own: `By third parties`, `By cookies`."""
    cards = carded(scope, section.blocks)
    yield from (one for said in cards.values() for one in said)
    rest = [one for one in section.blocks if one not in cards]
    dashed = dashed_lists(scope, [one for one in rest if one.kind == "item"])
    dashed = {**dashed, **yours_behind_titles(scope, rest)}
    yield from (one for said in dashed.values() for one in said)
    rest = [one for one in rest if one not in dashed]
    items = [one for one in rest if one.kind == "item" or (one.kind == "row" and not is_header(scope, one))]
    values = _items_led(scope, items, sure=False, mostly=_HALF)
    yield from () if section.has("cookies") and are_cookies(scope, items) else values
    titled = told_behind_titles(scope, [one for one in rest if one.kind == "para"])
    yield from (one for said in titled.values() for one in said)
    for start, end in scope.sentences(one for one in section.blocks if one.kind == "para" and one not in titled):
        members = kinds_under_title(scope, start, end) if LABEL.match(scope.text, start, end) else []
        members = members or fuller(scope, start, end, of_sentence(scope, start, end))
        members = members or kinds_under_title(scope, start, end)
        yield from members if len(members) > 1 else of_told(scope, start, end, lax=False)


def _led(scope: Scope, section: Section, *, among: bool) -> Iterator[Found]:
    """The items below `we collect the following information:`, whatever the heading is.

    Where less is said, as in `when you order, we store:`, most of the items have to be called like data. Where nothing
    is, the section has to stand among those of the notice: what is above and below them may be a menu.
    """
    head_leads = section.head is not None and DATA_LEAD.search(scope.low[slice(*section.head)]) is not None
    is_of_times = head_leads and section.fields == frozenset({"retention"})
    if section.has(*_NEVER_LEADS) and not is_of_times and not counts_visits(scope, section):
        return
    is_aside = not section.fields and bool(section.within) and section.within <= _SAID_OF_DATA
    items: list[Block] = []
    sure, led, softly, free, strict, told, said = False, False, False, False, False, False, ""
    head = [Block(*section.head, "para")] if section.head is not None else []
    blocks = [*head, *section.blocks]
    for block, below in itertools.zip_longest(blocks, blocks[1:]):
        if sure and not items and block.kind == "para" and said.endswith(":") and (listed := list_below(scope, block)):
            yield from listed
            led = False
        elif block.kind == "item" or (
            led and block.kind != "sub" and _is_short(scope, block) and not _tells_when(scope, block)
        ):
            items += [block] if led or free else []
        elif led and not items and (lines := lines_listed(scope, block, led=True)):
            items = [Block(one.start, one.end, "item") for one in lines]
        elif led and below is not None and _is_between_lines(scope, block, below):
            continue
        else:
            yield from (
                _items_led(scope, items, sure=sure, strict=strict, mostly=_THIRD if softly else _MOSTLY)
                if led
                else _kinds_alone(scope, [] if is_aside else items, told=told)
            )
            items = []
            said = without_reason(scope.low[block.start : block.end].rstrip())
            last = begins_lead(said)
            lead = DATA_LEAD.search(said, last)
            elsewhere = leads_elsewhere(scope, block)
            sure = lead is not None and not _FOR_USE.search(said, lead.start()) and section.fields <= _MAY_LEAD
            sure = sure and not elsewhere
            leads_off = (
                (_OF_OTHERS.search(said, behind_taker(said, last)) is not None and _OF_STAFF.search(said, last) is None)
                or elsewhere
                or (section.has("bases") and _AS_NEEDED.search(said, last) is not None)
                or scope.known.word["negation"].search(LEADS_TO_EXAMPLES.sub("", said), last) is not None
            )
            told = said.endswith(":")
            takes = told and TAKES[scope.language].search(said, last) is not None
            strict = not section.fields <= _MAY_TAKE
            names = not strict or (_NAMES_LIST.search(said, last) is not None and not section.has("contact"))
            sure = sure or (leads_barely(scope, block) and section.fields <= _MAY_LEAD)
            softly = not told and not leads_off and section.fields <= _MAY_LEAD and puts_down_below(scope, block, last)
            plainly = section.has("cookies", "recipients") and not elsewhere and leads_to_visits(said, last)
            plainly = plainly and scope.known.word["negation"].search(said, last) is None
            strict, softly = strict and not plainly, softly or plainly
            led = sure or softly or (takes and not leads_off and names)
            free = among and not leads_off and (takes or section.fields <= _MAY_TAKE)
    items = [] if is_aside and not led else items
    mostly = _THIRD if softly else _MOSTLY
    yield from (
        _items_led(scope, items, sure=sure, strict=strict, mostly=mostly)
        if led
        else _kinds_alone(scope, items, told=told)
    )


def _tells_when(scope: Scope, block: Block) -> bool:
    """`When you write to me`: a line that heads what is told next, and is no item of the list above it."""
    return CARD_OF_TIME.match(scope.low, block.start) is not None


def _kinds_alone(scope: Scope, items: Sequence[Block], *, told: bool) -> Iterator[Found]:
    """Items to which no word of taking leads: nearly all of them are kinds of data by their heads.

    `told` where a paragraph with a colon leads to them: it may be a list of aught else.
    """
    values = (
        [one for item in items for one in of_item(scope, item)]
        if not (are_matters(scope, items) or are_acts(scope, items))
        else []
    )
    kinds = [one for one in values if is_kind(scope, one) and not _IS_FILLED.search(one.text)]
    is_known = len(kinds) > _FEW and len(kinds) >= len(items) * _NEARLY
    yield from values if is_known else () if told or not values else items_listed(scope, items)


def _items_led(
    scope: Scope, items: Sequence[Block], *, sure: bool, strict: bool = False, mostly: float = _MOSTLY
) -> Iterator[Found]:
    """The items below a lead, where most are called like data; by their heads where `strict`."""
    values = [one for item in items for one in of_item(scope, item)]
    if any(_IS_FILLED.search(one.text) for one in values) or are_matters(scope, items) or are_acts(scope, items):
        return
    data = [one for one in values if (is_kind if strict else is_data)(scope, one)]
    yield from values if sure or (len(data) > 1 and len(data) >= len(values) * mostly) else ()


def _is_between_lines(scope: Scope, block: Block, below: Block) -> bool:
    """A sentence below a line of a list, and another line of it below that."""
    return block.kind == "para" and scope.text[block.end - 1] != ":" and _is_short(scope, below)


def _of_section(scope: Scope, section: Section, values: Sequence[Found]) -> Iterator[Found]:
    spoken = [one for one in section.blocks if one.language in {"", scope.language}]
    blocks = without_acts(scope, without_asides(scope, list(with_heads(scope, outer_or_inner(scope, spoken)))))
    cards = carded(scope, blocks, headed=section.inline)
    blocks = [one for one in blocks if one not in cards or cards[one]]
    has_items = any(one.kind in {"item", "row"} for one in blocks)
    short = _short_lines(scope, blocks)
    heads = [one for one, below in itertools.pairwise(blocks) if below.kind == "item" and heads_items(scope, one)]
    heads += above if len(above := _heading_lists(scope, blocks)) > 1 else []
    led = False
    if (cells := cells_of(scope, blocks) or _of_row_cards(scope, blocks)) or (
        not has_items and len(short) < 2 and (cells := _of_cards(scope, blocks))
    ):
        yield from cells
        return
    if dashed := paragraphs_dashed(scope, blocks):
        yield from dashed
        return
    elsewhere = section.head is not None and leads_elsewhere(scope, Block(*section.head, "para"))
    names_rows = section.inline and rows_name_data(scope, blocks)
    behind = {**alike_items(scope, blocks), **alike_rows(scope, blocks), **lists_in_a_row(scope, blocks)}
    behind = {**behind, **dashed_lists(scope, blocks), **lists_under_titles(scope, blocks)}
    behind = {**behind, **told_behind_labels(scope, blocks), **cards, **yours_behind_titles(scope, blocks)}
    titled = {below: one for one, below in itertools.pairwise(blocks) if one.kind == "sub"}
    as_items = paragraphs_listed(scope, blocks)
    listed = [one for block in blocks if block.kind == "item" for one in of_item(scope, block)]
    for block in blocks:
        if elsewhere and block.kind == "para" and block in short and not has_items:
            continue
        if block.kind in {"para", "sub"}:
            elsewhere = leads_elsewhere(scope, block)
        if (elsewhere and block.kind != "para") or (section.inline and block.kind == "row" and not names_rows):
            continue
        if block in behind:
            yield from behind[block]
        elif block.kind in {"item", "row"}:
            yield from () if block.kind == "row" and is_header(scope, block) else of_item_or_sentence(scope, block)
        elif led and block.kind == "para" and is_kind_with_clause(scope, block):
            yield from of_item(scope, block)
        elif block in heads:
            continue
        elif block in as_items:
            yield from of_item(scope, block)
        elif block in short and len(short) > 1 and not _ends_with_lead(scope, block):
            yield from _of_line(scope, block) if led or block in titled else of_item(scope, block)
        elif (
            block.kind == "para"
            and not has_items
            and (lines := lines_listed(scope, block, led=led))
            or (
                block.kind == "para"
                and not has_items
                and (lines := labels_listed(scope, block) or sentences_listed(scope, block))
            )
        ):
            yield from lines
        elif block.kind == "para" and not has_items:
            alone = led or section.inline or len(blocks) == 1
            labelled = section.inline and section.fields == {"categories"} and block == section.blocks[0]
            is_titled = section.inline or block in titled
            called = (
                block in titled and _CALLS_DATA.search(scope.low, titled[block].start, titled[block].end) is not None
            )
            yield from _of_para(scope, block, values, alone=alone, titled=is_titled, vouched=labelled, called=called)
            led = led or _ends_with_lead(scope, block)
        elif block.kind == "para":
            acts = list(acts_of(scope, [block]))
            if _ends_with_lead(scope, block):
                acts = acts[:-1] if elsewhere or leads_to_aims(scope, block) else []
            for start, end in acts:
                is_above = not listed or block.end <= listed[0].start
                told = told_on(scope, start, end) or of_told(scope, start, end, lax=is_above)
                told = told or (members_led(scope, start, end) if is_above else noted_surely(scope, start, end))
                yield from not_again(listed, fuller(scope, start, end, told))


def _short_lines(scope: Scope, blocks: Sequence[Block]) -> list[Block]:
    """Lines that are items; between sentences, they head them."""
    short = [one for one in blocks if one.kind == "para" and _is_short(scope, one)]
    parted = itertools.zip_longest(blocks, blocks[1:])
    alone = [
        one
        for one, below in parted
        if one in short and below is not None and below.kind == "para" and below not in short
    ]
    if len(alone) < len(short):
        return short
    if len(_heading_lists(scope, blocks)) * 2 > len(alone):
        return []
    data = [
        one for one in short if (value := found(scope.text, one.start, one.end)) is not None and is_data(scope, value)
    ]
    return short if len(data) * 2 > len(short) else []


def _heading_lists(scope: Scope, blocks: Sequence[Block]) -> list[Block]:
    """Lines above paragraphs that list data: they say when it is given, or of what it is, and are none."""
    return [
        one
        for one, below in itertools.pairwise(blocks)
        if (one.kind, below.kind) == ("para", "para")
        and _is_short(scope, one)
        and not _is_short(scope, below)
        and _lists_data(scope, below)
    ]


def _lists_data(scope: Scope, block: Block) -> bool:
    """Whether a paragraph lists data itself: then the line above it says of what it is, and is none."""
    return len(list(_of_para(scope, block, (), alone=False, titled=True))) > 1


def _of_cards(scope: Scope, blocks: Sequence[Block]) -> list[Found]:
    """Small headings that are kinds of data, each with a sentence on it: `Name`, and below what it is for.

    Where the sentences list data themselves, the headings are none, as little as those that say when it is asked for.
    """
    cards = [(one, below) for one, below in itertools.pairwise(blocks) if one.kind == "sub" and below.kind == "para"]
    if all(not_taken(scope, below) for _, below in cards):
        return []
    cards = [(one, below) for one, below in cards if not not_taken(scope, below)]
    heads = [one for one, _ in cards if not heads_occasion(scope, one)]
    named = [one for one in heads if NAMES_DATA[scope.language].search(scope.low, one.start, one.end)]
    when = [one for one, _ in cards if CARD_OF_TIME.match(scope.low, one.start)]
    lists = [below for _, below in cards if _lists_data(scope, below)]
    whose = [one for one, _ in cards if OF_PEOPLE.search(scope.low[one.start : one.end])]
    if len(cards) < 2 or len(named) * 2 < len(cards) or len(lists) * 2 >= len(cards) or when:  # noqa: PLR2004  # several
        return []
    if len(whose) * 2 > len(cards):
        return []
    return [value for one, _ in cards for value in of_item(scope, one)]


def _of_row_cards(scope: Scope, blocks: Sequence[Block]) -> list[Found]:
    """Small headings, each above rows with labels, half of them or more kinds of data: `Name`, and how long it is kept.

    The rows say something of the kind that heads them; none of them is one.
    """
    cards: list[tuple[Block, list[str]]] = []
    for block in blocks:
        if block.kind == "sub":
            cards.append((block, []))
        elif cards:
            cards[-1][1].append(block.kind)
    if rows_name_data(scope, blocks):
        return []
    values = [value for one, _ in cards for value in of_item(scope, one)]
    named = [one for one in values if is_kind(scope, one)]
    have_rows = all("row" in kinds and "item" not in kinds for _, kinds in cards)
    return values if len(cards) > 1 and have_rows and len(named) * 2 >= len(cards) else []


def _of_columns(scope: Scope) -> list[Found]:
    """The columns of data; one beside times alone only where no other table tells the data."""
    columns = [
        (section, below)
        for section, below in itertools.pairwise((*scope.sections, None))
        if section is not None and section.is_column and section.has("categories")
    ]
    told: list[Found] = []
    timed: list[Found] = []
    for section, below in columns:
        is_timed = below is not None and below.is_column and below.fields == frozenset({"retention"})
        (timed if is_timed else told).extend(_of_column(scope, section))
    return told or timed


def _of_column(scope: Scope, section: Section) -> Iterator[Found]:
    """The cells of a column of data, where most of them are called like data."""
    cells = [
        part
        for block in section.blocks
        for one in of_item(scope, block)
        for part in parted_cell(scope, block, one) or parts_of(scope, one, sure=True) or [one]
    ]
    named = [one for one in cells if NAMES_DATA[scope.language].search(one.text.casefold())]
    least = _THIRD if _heads_kinds(scope, section) else _HALF
    yield from cells if len(named) > len(cells) * least else ()


def _heads_kinds(scope: Scope, section: Section) -> bool:
    """Whether the head of a column says that each cell is personal data, and not what is done with it."""
    return section.head is not None and _IS_DATA.fullmatch(scope.low[slice(*section.head)].strip(" :")) is not None


def _of_para(
    scope: Scope,
    block: Block,
    values: Sequence[Found],
    *,
    alone: bool,
    titled: bool = False,
    vouched: bool = False,
    called: bool = False,
) -> Iterator[Found]:
    vouched = vouched and all(listed_plainly(scope, *one, vouched=True) for one in scope.sentences([block]))
    for start, end in acts_of(scope, [block]):
        if parted := semicolon_list(scope, start, end):
            yield from parted
            continue
        taken = told_on(scope, start, end) or of_sentence(scope, start, end) or given_and_kept(scope, start, end)
        if titled and len(taken) <= 1:
            taken = kinds_under_title(scope, start, end, sure=True, called=called) or taken
        if alone or LABEL.match(scope.text, start, end):
            taken = taken or kinds_under_title(scope, start, end)
        if titled and not taken and (start, end) == (block.start, block.end):
            taken = _one_kind(scope, start, end)
        taken = fuller(scope, start, end, taken or only_kinds(scope, start, end))
        taken = [] if len(taken) == 1 and scope.text[end - 1] == ":" else taken
        taken = taken or not_again(values, of_told(scope, start, end, lax=False) or noted_surely(scope, start, end))
        is_list = titled or alone or LABEL.match(scope.text, start, end) is not None
        plainly = listed_plainly(scope, start, end, vouched=vouched) if is_list else []
        plainly = plainly or not_again(values, noted_plainly(scope, start, end))
        taken = plainly if len(plainly) > len(taken) else taken
        taken = taken or (begun_list(scope, start, end) if is_list else [])
        yield from taken
        if not taken and alone and not _ends_with_lead(scope, block) and not _is_sentence(scope, start, end):
            taken = members_of(scope, [(start, end)])
            yield from taken
        if not taken:
            yield from list(in_brackets(scope, start, end)) or labelled_kind(scope, start, end)


def _one_kind(scope: Scope, start: int, end: int) -> list[Found]:
    """`Your mail address.`, which is all that stands below a small heading."""
    value = found(scope.text, start, end)
    one = bare(scope, value) if value is not None else None
    is_one = one is not None and ":" not in one.text and len(one.text.split()) < _LITTLE
    return [one] if one is not None and is_one and is_kind(scope, one) else []


def _of_line(scope: Scope, block: Block) -> Iterator[Found]:
    """A line under `the register holds`: one kind of data, or several parted by commas."""
    if "," in scope.text[block.start : block.end]:
        yield from split_list(scope, block.start, block.end)
    else:
        yield from of_item(scope, block)


def _ends_with_lead(scope: Scope, block: Block) -> bool:
    """`Information that may be stored includes`, and the list stands below."""
    if scope.text[block.start : block.end].rstrip().endswith(":"):
        return True
    near = max(block.start, block.end - _LONGEST_LEAD)
    return any(
        lead.end() >= block.end - 1 for lead in scope.known.word["list_leads"].finditer(scope.low, near, block.end)
    )


def _is_short(scope: Scope, block: Block) -> bool:
    """A line that is an item without a bullet."""
    said = scope.text[block.start : block.end].strip()
    return (
        len(said) < 90
        and said[:1] not in "#:|{<"
        and not said.endswith((".", ":", "!", "?"))
        and "\n" not in said
        and said.count(",") < 3
    )


def _is_sentence(scope: Scope, start: int, end: int) -> bool:
    """Whether there is more than a list of words."""
    words = plain(scope, start, end)
    if HAS_SUBJECT.search(words) or scope.known.word["negation"].search(words) or SAYS[scope.language].search(words):
        return True
    said = scope.text[start:end].rstrip()
    return said.endswith((".", ":")) and ("," not in words or _VERB.search(words) is not None)
