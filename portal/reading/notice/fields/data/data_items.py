"""One item or row of a list of data: the kind it names, or what it lists or says is taken."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.behind_label import WITH_CLAUSE, tells_an_act, told_behind_label
from portal.reading.notice.fields.data.beside_data import denied_part, is_denied
from portal.reading.notice.fields.data.dashed_items import titled_items
from portal.reading.notice.fields.data.data_behind_label import labelled_by_clause
from portal.reading.notice.fields.data.kinds import (
    LABEL,
    NAMES_DATA,
    bare,
    both_kinds,
    is_data,
    is_kind,
    members_of,
    plain,
)
from portal.reading.notice.fields.data.listed_data import kinds_listed, parts_of
from portal.reading.notice.fields.data.only_kinds import kinds_under_title
from portal.reading.notice.fields.data.plain_lists import parted_cell
from portal.reading.notice.fields.data.saying import HANGS_ON, says
from portal.reading.notice.fields.data.titled import of_titled
from portal.reading.notice.fields.data.told_data import of_told
from portal.reading.notice.fields.data.trimmed import tells_taking
from portal.reading.notice.fields.lists import is_in_brackets, split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.headings import about
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.values import Found

_FOR_A_USE = re.compile(r"[^:\n]{3,60}:\s+([^:\n–—]{3,200}?)\s[–—]\s")
_NO_LIST = re.compile(r"^(?:om|när|if|when|jos|kun)\b|\b(?:eller|tai|or|du|ni|you|we|vi|me|i)\b")
_NOT_KEPT = re.compile(
    r"tallen|säily|kerä|käsit|lagra|spara|samla|behandla|store|keep|kept|collect|process"
    r"|retain|requir|kräv|vaad|hantera|\bhandle"
)
_ONLY_WHEN = re.compile(r"\b(?:when|unless|until|while|if|om|när|förrän|kun|ellei|jos)\b")
"""What is not taken on an occasion is taken on others."""
_FOR_LONG = re.compile(
    r"\A\s(?:\w+ly )?(?:retained|kept|stored|saved|held)[^,;.]{0,12}\b(?:long|permanent|beyond|after|indefinite"
    r"|forever)"
)
"""`not kept for long`: it is taken nonetheless."""
_NEAR = 30
_ENDS_WITH_AND = re.compile(r"[,;]?\s(?:ja|sekä|och|samt|eller|and/or|and|or)[\s.;,]*\Z")
_STARTS_CLAUSE = re.compile(
    r"(?:you|we|vi|du|ni|me|if(?! (?:necessary|applicable|needed|relevant|any)\b)"
    r"|when|om|när|jos|kun|mikäli|to|för att|att)\s"
)
_GENERAL_SUCH = re.compile(
    r"(?:basic |necessary )?personal(?:ly identifiable)? (?:data|information|details),? (?:such as|including|like)\s"
    r"|(?:information|data|details) (?:that|which|you|on|about|from|of|we)\s[^:;.,\n]{2,70},? "
    r"(?:e\.\s?g\.|for example|for instance|such as|like|including)\s"
    r"|(?:person)?(?:uppgifter|information)(?:na|en)? (?:som|om|från|du|vi)\s[^:;.,\n]{2,70},? "
    r"(?:t\.\s?ex\.|till exempel|exempelvis|såsom|bl\.\s?a\.|bland annat)\s"
    r"|personuppgifter,? (?:såsom|som|till exempel|t\.ex\.|inklusive)\s|henkilötiedot,? (?:kuten|esimerkiksi)\s"
)
"""`Personal information such as your name and number` names what is behind it, and nothing by itself."""
_SUCH_BEHIND = re.compile(
    r"[^:;.\n]{3,90}\b(?:such as|for example|for instance|e\.g\.|including|namely|såsom|till exempel|t\.ex\."
    r"|bland annat"
    r"|exempelvis|kuten|esimerkiksi|mm\.|muun muassa)\s?:\s"
)
"""`Data given for trips, such as: name and number`: what stands behind the colon."""
_WHEN_DONE = re.compile(
    r"(?:when|where) (?:you|he or she|they|it|the \w+) (?:last |first )?(?:[a-z]+ed|came|paid|left|bought|wrote"
    r"|made|did|got"
    r"|went|saw|gave|took|met|began|sent|ran|rode|swam)\b[^,.:;]{0,40}|(?:när|var) (?:du|ni|den|det) (?:\w+de"
    r"|kom|gick|köpte"
    r"|skrev|betalade|fick|tog)\b[^,.:;]{0,40}"
)
"""`When you came`: the time of what was done is a kind."""
_IN_PLACE = re.compile(r"(?:in|on|at|from|through|via|with|by) (?:the|our|your|an?)\s")
"""`In the application, which saves your name and city`: what the sentence tells, and not where."""
_WHETHER = re.compile(
    r"(?:if|whether|om|huruvida)\s[^.;:\n]{3,80}\s(?:or not|eller (?:inte|ej))\W*"
    r"|[^.;:\n]{3,60}(?:ko|kö)\s[^.;:\n]{0,60}\bvai ei\W*"
)
"""`Whether the ticket was used or not` denies nothing: it is what is noted of the ticket."""
_SO_THAT = re.compile(r",?\s(?:jotta|so that|in order that|så att)\s")
_LABELLED_BY_SEMICOLON = re.compile(r"[^,;]{3,40};[^;]*,[^;]*\Z")
_AT_PLACE = re.compile(
    r"(?:on|within|in|at|through|via) (?:our|the|this|your) (?:[\w-]+ ){0,3}"
    r"(?:web ?(?:pages?|sites?)|sites?|pages?|software|apps?|applications?|platform|shop|store|services?)\s*\Z"
)
_BULLET = re.compile(r"[•·●▪◦*–-]\s*\S")
_KNOWN_LABEL = 0.7
_FAR = 400
OF_PEOPLE = re.compile(
    r"(?:firms|companies|businesses|(?:private |natural )?(?:people|persons|individuals)|(?:private|business|corporate"
    r"|company) customers|parents|guardians|pupils|students|tenants|drivers|buyers|sellers|volunteers"
    r"|privatpersoner|(?:privat|företags)kunder|föräldrar|vårdnadshavare|elever|hyresgäster|förare|köpare|säljare"
    r"|yritykset|yksityishenkilöt|(?:yritys|yksityis)asiakkaat|vanhemmat|huoltajat|oppilaat|vuokralaiset|ostajat|myyjät"
    r"|visitors|suppliers|volunteers|subscribers|donors|prospects|leverantörer|volontärer|prenumeranter|givare"
    r"|toimittajat|vapaaehtoiset|tilaajat|lahjoittajat|users|participants|customers|members|clients|applicants"
    r"|employees|patients|guests|besökare|kunder"
    r"|medlemmar|deltagare|sökande|anställda|patienter|gäster|kävijät|asiakkaat|jäsenet|osallistujat|hakijat|käyttäjät"
    r"|työntekijät|potilaat|vieraat)\Z"
)
"""What ends a heading that says whose data is told below it."""
_OF_OTHER_FIELDS = frozenset({"bases", "retention", "transfers"})
CARD_OF_TIME = re.compile(r"(?:kun|jos|när|om|vid|when|if|as|to|för|för att|att) ")
_LABEL_THEN_SAYS = re.compile(
    r"([^:\n]{3,70}):\s*(?:(?:with|if|when) [^.,:]{3,40}, )?"
    r"(?:keräämme|saatamme|tallennamme|käsittelemme|vi (?:samlar|inhämtar|behandlar|sparar|kan)"
    r"|(?:kerätään|käytetään|tallennetaan|käsitellään|tarvitaan)\b"
    r"|(?:webbplatsen|sajten|sidan|appen|tjänsten|butiken|sivusto|sovellus|palvelu|kauppa) "
    r"(?:använder|sparar|samlar|lagrar|käyttää|tallentaa|kerää)\b"
    r"|(?:samlas in|används|sparas|lagras|behandlas|hämtas|behövs|krävs)\b"
    r"|(?:collected|provided|used|processed|stored|generated|created|saved|managed|required|needed|received|recorded"
    r")\s(?:by|via|during|when|for|to|in|from|if|with|only|on|through)\b"
    r"|we (?:[\w\s]{3,30} )?(?:collect|store|process|may ?|keep|use cookies|access))"
)
_SEE = re.compile(
    r"(?:see|read more|katso|ks\.|lue lisää|se|läs mer)\s(?:\w+\s){0,3}?(?:our|the|section|part|point|below"
    r"|above|vår|avsnitt"
    r"|punkt|nedan|ovan|kohta|kohd\w+|alta|alla|osio)\b"
)
_COOKIES = re.compile(r"(?:cookies?|kakor|evästeet|evästetiedot)\b", re.I)
_LONG_SENTENCE = 7
_LONGEST_ITEM = 220
_LONGEST_LABELLED = 420
_LABELS_NOTHING = re.compile(
    r"[^:,;()\n]{2,70}:\s+(?:inga?|inget|no|none|ei|ei mitään)\b|(?:inga|ingen|inget|no|nothing|ei|never"
    r"|aldrig)\s(?!of\b|shows?\b|\d)"
)
"""`Cards: none`, and `No tracking or profiling takes place`."""
_SENTENCE = re.compile(r"(?<!t\.ex)(?<!bl\.a)(?<!esim)(?<!\bmm)(?<!e\.g)(?<!i\.e)(?<!\Wns)(?<!\Wml)[.!?]\s+[A-ZÅÄÖ]")


def of_item_or_sentence(scope: Scope, block: Block) -> Iterator[Found]:
    """An item; where it is a sentence that says what is taken, what it lists, and nothing where it says aught else."""
    if titled := of_titled(scope, block) or titled_items(scope, block):
        yield from titled
        return
    if block.kind == "item" and (told := told_behind_label(scope, block)) is not None:
        yield from told
        return
    start, end = next(iter(scope.sentences([block])), (block.start, block.end))
    end = block.end if is_in_brackets(scope.text, start, end) else end
    if block.kind == "item" and (said := _SUCH_BEHIND.match(scope.low, block.start, block.end)) is not None:
        members = members_of(scope, [(said.end(), block.end)])
        if len(members) > 1 and sum(is_kind(scope, one) for one in members) * 2 >= len(members):
            yield from members
            return
    if block.kind == "item" and _IN_PLACE.match(scope.low, block.start, block.end):
        members = [one for place in scope.sentences([block]) for one in of_told(scope, *place, lax=False)]
        if len(members) > 1:
            yield from members
            return
    if block.kind == "item" and (such := _GENERAL_SUCH.match(scope.low, block.start, block.end)) is not None:
        members = members_of(scope, [(such.end(), block.end)])
        if len(members) > 1:
            yield from members
            return
    if _WHETHER.fullmatch(scope.low, start, end):
        value = found(scope.text, start, end)
        yield from [value] if value is not None else []
        return
    if block.kind == "item" and not LABEL.match(scope.text, start, end) and _tells_when(scope, start, end):
        told = of_told(scope, start, end, lax=False)
        yield from told if all(is_kind(scope, one) for one in told) else ()
        return
    if block.kind == "item" and tells_an_act(scope, start, end) and not _ends_list(scope, block):
        return
    if block.kind == "row" or LABEL.match(scope.text, start, end) or not says(scope, start, end):
        values = _of_row(scope, block) or _told_in_part(scope, block) or list(_of_labelled(scope, block))
        yield from values
        if values or block.kind == "row" or is_denied(scope, block):
            return
    for first, last in scope.sentences([block]):
        yield from of_told(scope, first, last, lax=False)


def _ends_list(scope: Scope, block: Block) -> bool:
    """Whether the full stop of an item ends its list, as the item above it has none: it makes no sentence of it."""
    lines = scope.text[max(0, block.start - _FAR) : block.start].split("\n")
    above = next((one.strip() for one in reversed(lines[1:-1]) if one.strip()), "")
    return bool(_BULLET.match(above)) and above[-1] not in ".:;!?"


def _of_row(scope: Scope, block: Block) -> list[Found]:
    """The kinds that the second cell of `Technical data | IP address, browser, language` lists."""
    tab = scope.text.find("\t", block.start, block.end)
    if block.kind != "row" or tab < 0 or scope.text.find("\t", tab + 1, block.end) > 0:
        return []
    said = found(scope.text, tab + 1, block.end)
    parts = parts_of(scope, said) if said is not None else []
    places = list(sentences(scope.text, tab + 1, block.end)) if not parts else []
    told = [one for place in places for one in kinds_under_title(scope, *place, sure=True)] if len(places) > 1 else []
    return parts or (told if len(told) > 1 else [])


def _of_labelled(scope: Scope, block: Block) -> Iterator[Found]:
    """What `Berth holders: name, address, boat` lists; an item with no label, or with a kind of data for it, whole."""
    for one in of_item(scope, block):
        is_whole = not scope.text[one.end : block.end].strip(" .")
        label = LABEL.match(scope.text, one.start, one.end)
        kind = found(scope.text, *label.span()) if label is not None else None
        is_when = kind is not None and CARD_OF_TIME.match(kind.text.casefold()) is not None
        names_whom = kind is not None and (CARD_OF_TIME.match(kind.text.casefold()) or not is_data(scope, kind))
        is_cell = kind is None and ";" in one.text and not _LABELLED_BY_SEMICOLON.match(one.text)
        parts = parts_of(scope, one, sure=is_cell) if is_whole and (names_whom or is_cell) else []
        parts = parts or (parted_cell(scope, block, one) if is_whole and kind is None else [])
        parts = parts or (_pair_on_occasion(scope, label.end(), one.end) if label is not None and is_when else [])
        yield from parts or (kinds_listed(scope, one) if label is None and is_whole else []) or [one]


def _pair_on_occasion(scope: Scope, start: int, end: int) -> list[Found]:
    """What stands behind `When you book:`, where it is one kind of data or two: `your name and your phone number`."""
    said = plain(scope, start, end)
    if "," in said or ";" in said or says(scope, start, end):
        return []
    members = [bare(scope, one) for one in split_list(scope, start, end)]
    kinds = [one for one in members if is_kind(scope, one)]
    return members if kinds and len(kinds) * 2 >= len(members) else []


def _told_in_part(scope: Scope, block: Block) -> list[Found]:
    """What `Mail: if you write, we process your name and address. They are not stored` says is taken."""
    label = LABEL.match(scope.text, block.start, block.end)
    if label is None or is_denied(scope, block) or not _is_not_kept(scope, block.start, block.end):
        return []
    return [one for place in scope.sentences([block]) for one in of_told(scope, *place, lax=False)]


def _tells_when(scope: Scope, start: int, end: int) -> bool:
    """`you visit our site`, `of our customers, so that we can serve them`: when or of whom, and not what."""
    if _WHEN_DONE.fullmatch(scope.low, start, end):
        return False
    if _STARTS_CLAUSE.match(scope.low, start, end):
        return not tells_taking(scope, start, end)
    aim = _SO_THAT.search(scope.low, start, end)
    before = found(scope.text, start, aim.start()) if aim is not None else None
    return before is not None and not is_kind(scope, before)


def _is_of_other_field(scope: Scope, block: Block) -> bool:
    """`Legal basis: contract` and `Kept for: a year` among the data say something else of it."""
    label = LABEL.match(scope.text, block.start, block.end)
    said = about(scope.text[block.start : label.end()].rstrip(), scope.language) if label is not None else None
    return said is not None and bool(said.fields) and said.covered > _KNOWN_LABEL and said.fields <= _OF_OTHER_FIELDS


def of_item(scope: Scope, block: Block) -> Iterator[Found]:
    """The kind of data that an item or the first cell of a row names; nothing where it denies it."""
    end = block.end
    if titled := titled_items(scope, block):
        yield from titled
        return
    if _is_of_other_field(scope, block) or OF_PEOPLE.fullmatch(scope.low[block.start : end].strip(" .:")):
        return
    if (
        scope.text[block.start] == "("
        or "://" in scope.text[block.start : _first_cell(scope, block)]
        or _LABELS_NOTHING.match(scope.low, block.start, end)
        or is_denied(scope, block)
    ):
        return
    if _is_not_kept(scope, block.start, end):
        if (part := denied_part(scope, block.start, end)) is None:
            return
        end = part
        value = found(scope.text, block.start, end)
        yield from [value] if value is not None else []
        return
    end = min(end, _first_cell(scope, block))
    if (stop := _SENTENCE.search(scope.text, block.start, end)) is not None:
        is_aside = is_in_brackets(scope.text, block.start, stop.start())
        end = end if is_aside else stop.start()
    use = _FOR_A_USE.match(scope.text, block.start, end)
    if use is not None and not _NO_LIST.search(scope.low, use.start(1), use.end(1)):
        yield from split_list(scope, use.start(1), use.end(1))
        return
    if (label := _LABEL_THEN_SAYS.match(scope.low, block.start, end)) is not None:
        if OF_PEOPLE.fullmatch(label[1]):
            return
        if told := _behind_place(scope, block, label.start(), label.end(1)):
            yield from told
            return
        end = label.end(1)
    elif scope.text[block.start : end].rstrip().endswith(":"):
        return
    elif (kind := labelled_by_clause(scope, block.start, end)) is not None:
        yield from split_list(scope, kind.start, kind.end) if "," in kind.text else both_kinds(scope, kind)
        return
    elif (label := LABEL.match(scope.text, block.start, end)) is not None and _tells_of(scope, label.end(), end):
        value = found(scope.text, *label.span())
        yield from [value] if value is not None and is_data(scope, value) and not _COOKIES.match(value.text) else []
        return
    longest = _LONGEST_LABELLED if LABEL.match(scope.text, block.start, end) else _LONGEST_ITEM
    longest = _LONGEST_LABELLED if _is_long_kind(scope, block.start, end) else longest
    if end - block.start > longest and (bracket := scope.text.find(" (", block.start, end)) > 0:
        end = bracket
    value = found(scope.text, block.start, _before_and(scope, block.start, end))
    if value is not None and len(value.text) <= longest:
        yield value
    elif (label := LABEL.match(scope.text, block.start, end)) is not None:
        value = found(scope.text, *label.span())
        yield from [value] if value is not None and is_kind(scope, value) else []


def _first_cell(scope: Scope, block: Block) -> int:
    """Where the first cell of a row ends; an address in a further one is an example of what the first names."""
    tab = scope.text.find("\t", block.start, block.end) if block.kind == "row" else -1
    return tab if tab > 0 else block.end


def _tells_of(scope: Scope, start: int, end: int) -> bool:
    """Whether what stands behind a label is a sentence on the data, or says where more of it stands; and lists none."""
    if _SEE.match(scope.low, start, end):
        return True
    is_long = len(scope.text[start:end].split()) > _LONG_SENTENCE and not WITH_CLAUSE.match(scope.low, start, end)
    return is_long and says(scope, start, end) and not parts_of(scope, Found(scope.text[start:end], start, end))


def _behind_place(scope: Scope, block: Block, start: int, stop: int) -> list[Found]:
    """What is told behind a label that names no kind: `On our web pages: we may collect your name and your number`."""
    label = found(scope.text, start, stop)
    if label is None or (is_data(scope, label) and not _AT_PLACE.match(label.text.casefold())):
        return []
    told = [
        one
        for first, last in sentences(scope.text, stop + 1, block.end)
        for one in of_told(scope, first, last, lax=True)
    ]
    return told if len(told) > 1 else []


def _is_long_kind(scope: Scope, start: int, end: int) -> bool:
    """Whether the noun that begins an item names data, whatever hangs on it, and there is no sentence."""
    if ": " in scope.text[start:end] or scope.text[start:end].rstrip().endswith(")") or says(scope, start, end):
        return False
    noun = HANGS_ON.split(plain(scope, start, end), maxsplit=1)[0]
    return NAMES_DATA[scope.language].search(noun) is not None


def _before_and(scope: Scope, start: int, end: int) -> int:
    """`the health of the person; and` goes on in the next item."""
    last = _ENDS_WITH_AND.search(scope.low, start, end)
    return last.start() if last is not None else end


def _is_not_kept(scope: Scope, start: int, end: int) -> bool:
    """`Cards are handled by the bank, we never store them`; a sentence of its own on aught else denies nothing."""
    words = plain(scope, start, end)
    denied = scope.known.word["negation"].search(words)
    if denied is None:
        return False
    before = words.rfind(". ", 0, denied.start())
    if before > 0 and _ONLY_WHEN.search(words[denied.end() :].split(". ", 1)[0]):
        return False
    if _FOR_LONG.search(words[denied.end() :]):
        return False
    first = max(before, denied.start() - _NEAR, 0)
    return _NOT_KEPT.search(words, first, denied.end() + _NEAR) is not None
