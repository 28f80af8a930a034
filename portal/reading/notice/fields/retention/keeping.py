"""How long data is kept (Art 13(2)(a)), and how it is protected."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.retention.kept_in_passing import told_in_passing
from portal.reading.notice.fields.retention.kept_in_table import cells_of, of_row, only_points
from portal.reading.notice.fields.retention.kept_labelled import in_cards
from portal.reading.notice.fields.retention.kept_plainly import GONE, goes_in_time, says_plainly
from portal.reading.notice.fields.retention.kept_until import (
    goes_on,
    not_yet,
    on_device,
    says_no_time,
    says_where,
    sums_up,
    waits,
)
from portal.reading.notice.fields.retention.passages import passage_of
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import whole
from portal.reading.notice.values import Found

_LONGEST = 4000
_LONGEST_SENTENCE = 400
_STOPS = (".", "!", "?", ";", ":")
_OWN = frozenset({"retention", "security"})
_KINDS = frozenset({"categories"})
_NOT_KEPT = ("cookies", "updated", "changes")
"""Sections whose times are not those of the data."""
_OF_OTHERS = re.compile(
    r"\bvoit\b|pyy[td]|oikeus\b|oikeutt|yhteyttä|\bkan du\b|\bdu kan\b|begär|rätt att"
    r"|kontakta|(?:vill|önskar) (?:du|ni) att|\bhöra? av dig|if you (?:want|wish|would like|prefer)\b"
    r"|jos haluat|\byou (?:can|may|have)\b|request|contact|right to|evästei|cookie|kakor"
)
"""What the rest of a section on keeping may turn to."""
_OF_ASKING = re.compile(
    r"\b(?:you|users|members|customers|data subjects?) (?:can|may|have|has)\b|\bright(?:s)? to\b|\bvoit\b"
    r"|oikeu[sdk]|pyytä|\bkan du\b|\bdu kan\b|\bdu har\b|rätt (?:att|till)|begära"
    r"|^\W{0,3}(?:be forgotten|request|have|to have|bli glömd|få|tulla unohdetuksi|saada)\b|\bto have (?:your|the|it)\b"
    r"|\brequest (?:the )?(?:deletion|erasure|removal)\b"
)
"""What a section on rights says of rights, and not of keeping."""
_MAY = re.compile(
    r"(?:all |our )?(?:you|users|members|customers) (?:can|may|have (?:the|a) right to|are entitled to)\b"
    r"|(?:te )?voit(?:te)?\b|sinulla on oikeus\b|(?:du|ni) (?:kan|har rätt att)\b"
    r"|(?:alla |samtliga |våra )?(?:användare|medlemmar|kunder)(?:na)? kan\b"
    r"|(?:kaikki )?(?:käyttäjät|jäsenet|asiakkaat) voivat\b"
)
_MOST_MORE = 3
_REASON = re.compile(
    r"(?:to|for|as|where|if|in order|för|för att|om|när|jotta|jos)\s|[\w-]{4,}(?:miseksi|ksemme|varten)\b"
    r"|[^.\n]{3,60}\b(?:miseksi|varten)\b"
)
"""What data is kept for, below a sentence that leads to it."""
_UNTIL_ONE = re.compile(
    r"\b(?:until|till)\b[^.:]{0,60}:\s*\Z|\b(?:tills|till dess)\b[^.:]{0,60}:\s*\Z|\b(?:kunnes"
    r"|siihen asti)\b[^.:]{0,60}:\s*\Z"
)
_SHORT = 90
_GAP = 3
_LED_GAP = 8
_LABELLED = re.compile(r"[^\W\d_][^.:;\n]{1,60}: ")
"""A line of a list that has lost its signs."""
_ANSWERS = re.compile(r"vast(?:aa|aamme|ataan)\b|svara[rs]|repl(?:y|ies)|respon[ds]|answer|\bilmoit|informera|notif")
"""What else is done within a time."""
_ASKS_HOW_LONG = re.compile(
    r"säilyt|\baika|\bajat|kauan|pitkään|kesto|\w*tid(?:en|er)?\b|länge|gallring|bevar|period|long|retention"
    r"|retain|kept|keep"
)
"""A heading whose section says how long in whatever words, and not only where."""
_TIME = re.compile(
    r"\d+\)? ?(?:-|–)?\d* ?(?:vuo\w*|v\b|kk\b|vko?\b|kuukau\w*|viiko\w*|päiv\w*|år\w*|mån(?:ad\w*|\b)|veck\w*"
    r"|dag\w*|dygn|vrk\b|vuorokau\w+"
    r"|years?|yrs?\b|months?|mths?\b|weeks?|wks?\b|days?|hours?|minut\w*|minuut\w*|tun(?:tia|nin|nissa)\b|timm\w+)"
    r"|\b(?:\d|yksi|yhden|kaksi|kahden|kolme|kolmen|två|tre|fyra|fem|two|three|four|five) (?:kesää|kautta|talvea|syksyä"
    r"|kesän|kauden|talven|säsonger|somrar|vintrar|terminer|läsår|seasons|summers|winters|terms)\b"
    r"|\b(?:för gott|utan tidsgräns|ilman aikarajaa|määräaikaisesti|for good|without (?:a |any )?time limit)\b"
    r"|\b(?:sparas|bevaras|förvaras|arkiveras) alltid(?=[.,;]|$)"
    r"|sen jälkeen|längre än|längre tid|longer than|till dess"
    r"|kauempaa|kauemmin|(?:pi[dt]e|pitem)mpään"
    r"|på obestämd tid|för alltid|permanent\w*|\bforever\b|\bloppuessa\b|\bei enää\b|mennessä|päästä\b|viimeistään"
    r"|throughout|for the duration"
    r"|\bmedan\b|inte längre"
    r"|(?:under|during) (?:the |your )?(?:avtals|medlems|kund|contract|member)\w*|tills\s?vidare|toistaiseksi"
    r"|pysyvästi|indefinitely|no longer|niin kauan|så länge|as long|kunnes|tills|until|\basti\b|\bsaakka"
    r"|(?:asiakas|työ|jäsen|sopimus|vuokra|hoito)\w* (?:ollessa|aikana|voimassa\w*|kesto\w*)"
    r"|kuluttua|(?:yksi|yhden|kaksi|kahden|kolme|kolmen|neljä|neljän|viisi|viiden"
    r"|kuusi|kuuden|seitsemän|kymmenen|kahdentoista|puolen|muutaman)"
    r" (?:vuo|kuukau|viik|päiv)\w*|vuoden (?:ajan|aikana|kuluessa|sisällä)|(?:one|two|three"
    r"|four|five|six|seven|eight|ten|twelve) (?:year|month|week)s?"
    r"|(?:ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv) (?:år|månad|veck)\w*"
    r"|(?:aktuellt|innevarande|pågående|samma|hela|slutet av) (?:kalenderår|läsår|termin|säsong|verksamhetsår)\w*"
    r"|(?:kalenderår|läsår|termin|säsong|verksamhetsår|räkenskapsår)\w* slut\w*|under (?:terminen|säsongen|läsåret)\b"
    r"|(?:current|same|entire) (?:\w+ )?(?:year|season|term)\b|end of (?:the |each |that )?(?:\w+ )?(?:year"
    r"|season|term)\b"
    r"|(?:kalenteri|luku|toimi|tili)?(?:vuoden|kauden) (?:loppu|pääty)\w+"
    r"|ajan\b|päätyttyä|päättyessä|loputtua|var (?:\w+ )?månad\b|päättymi(?:s\w+|nen\b)|efter avslut\w+"
)
_AS_LAW_SAYS = re.compile(r"\b(?:as|time that) the (?:\w+ ){0,2}(?:law|act) (?:says|requires|demands|orders)\b")
_CRITERION = re.compile(
    rf"{_AS_LAW_SAYS.pattern}"
    r"|\bsom \w*lagen (?:kräver|säger|föreskriver)|lagen (?:styr|bestämmer|avgör) hur länge|\barkisto(?:on|idaan)\b"
    r"|\barkiveras\b|\bpois kun\b|"
    r"(?:lain|lainsäädän\w+|asetuksen|määräy\w+|sopimu\w+|käyttötarkoitu\w+|viranomais\w+|kirjanpito\w+)\b.{0,60}"
    r"(?:edellyt|vaati|velvoit|määrä|salli|kannalta)\w*|\bmukai(?:sesti|nen|sen)\b|tarpeen|tarpeelli\w+"
    r"|(?:enligt|i enlighet med) (?:\w+ )?(?:lag|gällande"
    r"|tillämplig|bokför)\w*|nödvändig\w*|behövs|krävs|uppfyll\w+|necessary|required "
    r"by|according to|in accordance with|need"
    r"|\bafter (?:an?|the|your|you|each|every|\w+ (?:session|contract|subscription|membership)) .{0,40}(?:cancel"
    r"|clos|terminat|expir|end|delet|leav|left|unsubscrib)\w*"
    r"|(?:hävit|poist|tuho)(?:e|am|äm|ä)\w+\b.{0,80}\bkun\b|(?:radera|gallra)[rs]\b.{0,80}\bnär\b"
    r"|(?:delete|erase|destroy|remove)d?\b.{0,80}\b(?:when|once)\b"
    r"|inom (?:rimlig|skälig) tid|kvarstår|kohtuullis\w+ a(?:ja|ika)\w+|within (?:a )?reasonable"
    r"|\bnoudat\w+\b.{0,40}\b(?:lainsäädän\w+|lakia)|\bföljer\b.{0,40}\blag\w*|\bfollow\b.{0,30}\blaw\b"
    r"|\bheti kun\b|\bså snart\b|\bas soon as\b|\bceases? to (?:apply|exist|be)\b"
    r"|(?:retention|storage) (?:period|time)s? (?:chosen|set|agreed|you)\b"
    r"|(?:raderas|gallras|tas bort) då\b|(?:silloin|tällöin) poist\w+|then deleted"
)
"""What says until when data is kept without a time of its own."""
_KEEPS = re.compile(
    r"\b(?:retain|keep|hold|store|archive|säilytämme|säilytetään|arkistoidaan|poistamme|poistetaan|sparar"
    r"|sparas|bevarar"
    r"|bevaras|gallrar|gallras|raderar|raderas|lagrar|lagras)\b"
)
_KEPT_OR_GONE = re.compile(
    r"säily|säilö|\bpoist(?:et|amm|uv|uu)|hävit|\btuhot?a|arkisto(?:id|im)|anonymisoi|tallennusai"
    r"|\b(?:spara|bevara|gallra|radera|rensa|förstör|lagra|arkivera|anonymisera)|\bta[rs]?(?: \w+){0,2} bort\b"
    r"|\bligger kvar"
    r"|lagringstid"
    r"|\b(?:retain|retention|ke(?:ep|pt)|stor(?:e|ed)|delet|eras|destroy|remov|purg|archiv|anonymi|persist|dispos)"
)
"""What says that data stays or goes, whenever."""
_GUARDED = re.compile(
    r"lukit|lukk|salasan|salattu|suojat|\b(?:in)?låst?|lösenord|krypter|skydd|\block|password|encrypt|secure|\bcode\b"
)
"""What a sentence on security says of how data is guarded until it goes."""
_AFTER = re.compile(r"\b(?:jälkeen|heti|istunnon|efter|direkt|session\w*|after|immediately)\b")
"""What says a time in a cell on nothing else."""

_POINTS = re.compile(
    r"(?:[^.:\n]{1,60}:\s)?(?:se|läs mer i|läs|see|read|katso|ks\.|lue)\s(?:även |also |myös )?"
    r"(?:vår|våra|vårt|our|the|evästekäytän\w+|tietosuojaselost\w+)\b[^.:\n]{0,80}\.?",
    re.I,
)
_POINTS_TO_TABLE = re.compile(
    r"\b(?:nedanstående tabell|tabellen nedan|följande tabell|(?:following|below) table|table below"
    r"|(?:alla olevas\w+|seuraavas\w+|oheises\w+) taulukos\w+)\b",
    re.I,
)
"""Where a notice tells its times, and none of them."""


def retention_of(scope: Scope) -> Found | None:
    """The passages on how long data is kept, in the notice's own words.

    The section that says most is read from its first sentence on time to its last; of the others, the sentences that
    say a time.
    """
    best: tuple[int, Section, Found] | None = None
    sections = [_as_kept(one) for one in scope.sections]
    listed = set(_listed(scope, sections))
    for section in sections:
        if not section.has("retention"):
            continue
        said = _timed(scope, section) if section.is_column or section.fields <= _OWN else None
        if said is not None and (best is None or said[0] > best[0]):
            best = said[0], section, said[1]
    more: list[Found] = [best[2]] if best is not None else []
    for at, section in enumerate(sections):
        if at in listed:
            more += _times_of_list(scope, section)
            continue
        if section.has("cookies") and not section.is_column:
            more += (one for place in scope.sentences(section.blocks) if (one := _kept_beside(scope, section, place)))
        if section.has(*_NOT_KEPT) or (best is not None and (section is best[1] or section.is_column)):
            continue
        more += _sentences_on_time(scope, section, sure=best is not None)
    return _joined([one for one in more if not _points_on(one.text)])


def _points_on(said: str) -> bool:
    """Whether a passage only says where times are told: `Cookies: see our cookie policy`, `in the table below`."""
    if any(one.isdigit() for one in said) and _POINTS_TO_TABLE.search(said) is None:
        return False
    return _POINTS.fullmatch(said) is not None or (". " not in said and _POINTS_TO_TABLE.search(said) is not None)


def _as_kept(section: Section) -> Section:
    """A section on data and how long it is kept, in cards with rows: what is below their heads is about the time."""
    is_both = section.fields == {"categories", "retention"}
    has_cards = any(one.kind == "sub" and below.kind == "row" for one, below in itertools.pairwise(section.blocks))
    return replace(section, fields=frozenset({"retention"})) if is_both and has_cards else section


def _listed(scope: Scope, sections: Sequence[Section]) -> Iterator[int]:
    """The kinds of data that a section on keeping, or a sentence that leads to times, goes on with: `Orders: 2 years`.

    By their names they are headings of their own; what stands below them, or behind, is nothing but times.
    """
    is_open = False
    for at, section in enumerate(sections):
        if section.fields in {_KINDS, frozenset()} and is_open and _says_but_times(scope, section):
            yield at
            continue
        last = section.blocks[-1] if section.blocks else None
        is_open = section.has("retention") or (last is not None and _leads_to_times(scope, last))


def _leads_to_times(scope: Scope, block: Block) -> bool:
    return scope.text[block.end - 1 : block.end] == ":" and _KEEPS.search(scope.low, block.start, block.end) is not None


def _says_but_times(scope: Scope, section: Section) -> bool:
    timed = [one for one in section.blocks if _TIME.search(scope.low, one.start, one.end)]
    if not section.fields and (len(timed) < max(2, len(section.blocks)) or any(one.kind != "item" for one in timed)):
        return False
    return len(timed) * 2 > len(section.blocks)


def _times_of_list(scope: Scope, section: Section) -> Iterator[Found]:
    """The times below a heading, or behind a label with it."""
    is_label = section.inline and section.head is not None and len(section.blocks) == 1
    for block in section.blocks:
        for start, end in scope.sentences([block]):
            if not _says_until(scope, (start, end)):
                continue
            begin = section.head[0] if is_label and section.head is not None and start == block.start else start
            if (one := whole(scope.text, begin, end)) is not None:
                yield one


def _joined(passages: list[Found]) -> Found | None:
    """Passages that stand apart as one value, each said once, each with its place."""
    first: dict[str, Found] = {}
    for one in sorted(passages, key=lambda one: one.start):
        first.setdefault(one.text.casefold(), one)
    once = list(first.values())
    if not once:
        return None
    said = [_ended(one, below) for one, below in itertools.pairwise(once)] + [once[-1].text]
    places = [place for one in once for place in one.places()]
    return Found(" ".join(said), *places[0], tuple(places[1:]))


def _ended(one: Found, below: Found) -> str:
    """A passage with a stop that parts it from the next; a colon is one where that stands right below."""
    is_led = one.text.endswith(":") and below.start - one.end <= _LED_GAP
    return one.text if one.text.endswith(_STOPS[:-1]) or is_led else f"{one.text.rstrip(':')};"


def _sentences_on_time(scope: Scope, section: Section, *, sure: bool) -> Iterator[Found]:
    """The sentences of a section on something else that say how long data is kept; `sure`: none that only may."""
    if section.is_column:
        said = _timed_cells(scope, section) if section.has("retention") else None
        yield from (said[1],) if said is not None else ()
        return
    says = _says_time if (sure and not section.has("retention")) or section.has("security") else _says_until
    led = set(_led_items(scope, section))
    taken: tuple[int, int] | None = None
    labelled = [place for place, sure in in_cards(scope, section) if sure or _says_until(scope, place)]
    read = {last for _, last in labelled}
    for place in labelled:
        if (one := whole(scope.text, *place)) is not None and len(one.text) < _LONGEST_SENTENCE:
            yield one
    for place in scope.sentences(section.blocks):
        if place[1] in read:
            continue
        told = scope.known.tells["retention"].search(scope.low, *place) and says(scope, place)
        if section.has("controller"):
            told = told and _TIME.search(scope.low, *place) is not None
        told = told or (section.fields == {"retention"} and _says_time(scope, place))
        is_guarded = section.has("security") and _GUARDED.search(scope.low, *place) is not None
        told = told or (not section.has("rights") and not is_guarded and says_plainly(scope, place))
        told = told or (section.has("rights") and goes_in_time(scope, place))
        told = told or waits(scope, section, place) or goes_on(scope, taken, place)
        told = told or told_in_passing(scope, section, place)
        if place not in led and not told and not _adds_time(scope, section, taken, place):
            continue
        taken = place
        if says_no_time(scope, section, place) or _only_asks(scope, place):
            continue
        if (section.has("rights") and _asks(scope, place)) or on_device(scope, place) or not_yet(scope, place):
            continue
        if (one := whole(scope.text, *place)) is not None and len(one.text) < _LONGEST_SENTENCE:
            yield one


def _asks(scope: Scope, place: tuple[int, int]) -> bool:
    return _OF_ASKING.search(scope.low[slice(*place)]) is not None


def _kept_beside(scope: Scope, section: Section, place: tuple[int, int]) -> Found | None:
    """What a section on cookies says of data and how long that stays."""
    said = whole(scope.text, *place) if waits(scope, section, place) else None
    return said if said is not None and len(said.text) < _LONGEST_SENTENCE else None


def _adds_time(scope: Scope, section: Section, before: tuple[int, int] | None, place: tuple[int, int]) -> bool:
    """`As to the newsletter, 3 months.`: the next sentence of the paragraph, with no more than a time of its own."""
    if before is None or place[0] - before[1] > _GAP or place[1] - place[0] > _SHORT or not _says_time(scope, place):
        return False
    if _OF_OTHERS.search(scope.low, *place) or _ANSWERS.search(scope.low, *place):
        return False
    return any(one.start <= before[0] and place[1] <= one.end for one in section.blocks)


def _led_items(scope: Scope, section: Section) -> Iterator[tuple[int, int]]:
    """The times that are listed below `We are required to keep some data` and the like."""
    is_led = section.head is not None and _KEEPS.search(scope.low, *section.head) is not None
    for block in section.blocks if not section.has("rights") else ():
        if block.kind == "item" or (is_led and _LABELLED.match(scope.text, block.start, block.end)):
            yield from (one for one in scope.sentences([block]) if is_led and _says_time(scope, one))
        else:
            is_led = _KEEPS.search(scope.low, block.start, block.end) is not None


def _timed(scope: Scope, section: Section) -> tuple[int, Found] | None:
    """The passage of a section that speaks of time, and by how many sentences."""
    if section.is_column:
        return _timed_cells(scope, section)
    places = list(scope.sentences(section.blocks))
    tells = scope.known.tells["retention"]
    alone = section.fields == {"retention"}
    timed = [
        place
        for place in places
        if tells.search(scope.low, *place)
        or _TIME.search(scope.low, *place)
        or (alone and (says_plainly(scope, place, of_keeping=True) or waits(scope, section, place)))
    ]
    if timed and section.fields == {"retention"}:
        timed = [one for one in places if timed[0] > one and _keeps_by_rule(scope, one)] + timed
    if not timed:
        if section.head is None or not _ASKS_HOW_LONG.search(scope.low, *section.head):
            return None
        denied = any(scope.known.word["negation"].search(scope.low, *place) for place in places)
        timed = [place for place in places if not says_where(scope, place)]
        if denied or not timed:
            return None
    plain = [
        place
        for place in timed
        if (_says_until(scope, place) and not _leads(scope, place))
        or (alone and (says_plainly(scope, place, of_keeping=True) or waits(scope, section, place)))
    ]
    if plain:
        timed = [place for place in timed if place >= plain[0]]
    elif section.has("security"):
        return None
    else:
        goes = (place for place in places if _KEPT_OR_GONE.search(scope.low, *place))
        timed = [one for one in timed if not says_where(scope, one)] or [
            one for one in goes if not says_where(scope, one)
        ]
    while timed and section.has("security") and _is_of_security(scope, timed[-1]):
        timed = timed[:-1]
    if not timed:
        return None
    timed = _with_ends(scope, section, _with_whole_list(scope, section, timed))
    if section.fields == {"retention"}:
        timed = _to_its_end(scope, section, places, timed)
    limit = timed[0][0] + _LONGEST
    between = [(first, min(last, limit)) for first, last in places if timed[0][0] <= first < min(timed[-1][1], limit)]
    passage = passage_of(scope, section, _with_reasons(scope, section, _kept_of(scope, section, timed, between)))
    strong = sum(_TIME.search(scope.low, *place) is not None for place in timed)
    return (2 * strong + len(timed), passage) if passage is not None else None


def _is_of_keeping(scope: Scope, place: tuple[int, int]) -> bool:
    """Whether a sentence among those on time says how long too, or what is done with the data when it ends."""
    if _says_until(scope, place):
        return not _leads(scope, place) or _TIME.search(scope.low, *place) is not None
    if scope.text[place[1] - 1 : place[1]] in {":", "?"} or _OF_OTHERS.search(scope.low, *place):
        return False
    goes = _KEPT_OR_GONE.search(scope.low, *place) or GONE.search(scope.low, *place)
    return goes is not None and not _is_of_security(scope, place)


def _kept_of(
    scope: Scope, section: Section, timed: list[tuple[int, int]], between: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Of the sentences of a passage those that say how long, without what only sums them up."""
    kept: list[tuple[int, int]] = []
    led = set(_below_as_long_as(scope, section))
    for one in between:
        if scope.text[one[0]] == "[" and not scope.text[scope.text.find("]", one[0]) + 1 : one[1]].strip(" ."):
            continue
        told = one in timed or one in led or _is_of_keeping(scope, one) or waits(scope, section, one)
        if (told or goes_on(scope, kept[-1] if kept else None, one)) and not _only_asks(scope, one):
            kept.append(one)
    return [one for one in kept if not sums_up(scope, one)] or kept


_STAYS = re.compile(rf"{_KEPT_OR_GONE.pattern}|behåll|förvara|\b(?:retain|hold|held)")
_AS_LONG_AS = re.compile(
    r"\b(?:så länge(?: (?:som|det|de|den))?|tills|när|för att(?: (?:vi|kunna))?|behövs för att|as long as|until"
    r"|when|once|necessary|needed|required|in order|to|niin kauan(?: kuin)?|kunnes|kun)\b[^:.]{0,40}:\s*\Z"
)


def _below_as_long_as(scope: Scope, section: Section) -> Iterator[tuple[int, int]]:
    """The items below `We keep your data for as long as:`, each a part of what it says, whatever its words."""
    is_led = False
    for block in section.blocks:
        if block.kind == "item":
            yield from scope.sentences([block]) if is_led else ()
        else:
            is_led = _STAYS.search(scope.low, block.start, block.end) is not None
            is_led = is_led and _AS_LONG_AS.search(scope.low, block.start, block.end) is not None


def _only_asks(scope: Scope, place: tuple[int, int]) -> bool:
    """`You can delete your account in the app`: what somebody may do, and no time."""
    return _MAY.match(scope.low, *place) is not None and not _says_until(scope, place)


def _keeps_by_rule(scope: Scope, place: tuple[int, int]) -> bool:
    """`We retain some records according to our statutory duties`, and `Invoices as the accounting law says`."""
    if _AS_LAW_SAYS.search(scope.low, *place):
        return True
    return _KEEPS.search(scope.low, *place) is not None and _CRITERION.search(scope.low, *place) is not None


def _says_time(scope: Scope, place: tuple[int, int]) -> bool:
    return _TIME.search(scope.low, *place) is not None


def _says_until(scope: Scope, place: tuple[int, int]) -> bool:
    """Whether a sentence says a time, or what it hangs on."""
    return _TIME.search(scope.low, *place) is not None or _CRITERION.search(scope.low, *place) is not None


def _leads(scope: Scope, place: tuple[int, int]) -> bool:
    """`We keep data as follows:` says nothing by itself."""
    return scope.text[place[1] - 1 : place[1]] == ":" and _TIME.search(scope.low, *place) is None


def _timed_cells(scope: Scope, section: Section) -> tuple[int, Found] | None:
    """The cells of a column that say a time, each once, with what its row is about."""
    told = {of_row(scope, section, one).rstrip(".;"): one for one in cells_of(scope, section)}
    timed = [said for said, one in told.items() if _tells_when(one.text.casefold())]
    if not timed:
        return None
    if len(timed) * 2 > len(told):
        timed = [said for said, one in told.items() if said in timed or not only_points(one.text)]
    places = [(told[said].start, told[said].end) for said in timed]
    return len(timed), Found("; ".join(timed), *places[0], tuple(places[1:]))


def _tells_when(said: str) -> bool:
    return any(one.search(said) for one in (_TIME, _CRITERION, _AFTER))


def _to_its_end(
    scope: Scope, section: Section, places: list[tuple[int, int]], timed: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """What follows in a section on nothing else, as long as it speaks of neither requests nor how data is protected."""
    more = list(timed)
    later = [one for one in places if one > timed[-1]]
    last = next((one for one in section.blocks if one.start <= timed[-1][0] < one.end), None)
    stop = max((one[1] for one in later if _KEEPS.search(scope.low, *one)), default=0)
    stop = max(stop, last.end) if last is not None and last.kind == "para" else len(scope.text)
    for place in later:
        if place[0] >= stop:
            break
        if _OF_OTHERS.search(scope.low, *place) or _is_of_security(scope, place) or len(more) > _MOST_MORE + len(timed):
            break
        if _is_of_keeping(scope, place) or goes_on(scope, more[-1], place):
            more.append(place)
    return more


def _is_of_security(scope: Scope, place: tuple[int, int]) -> bool:
    """`Messages are stored on protected servers` says how, not how long."""
    return scope.known.tells["security"].search(scope.low, *place) is not None and not _TIME.search(scope.low, *place)


def _with_whole_list(scope: Scope, section: Section, timed: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of a list of which two items say a time, the first and the last too: `analytics: by the service's settings`."""
    items = [one for one in section.blocks if one.kind == "item"]
    in_items = [place for place in timed if any(one.start <= place[0] < one.end for one in items)]
    last = items[-1] if items else None
    if section.fields != {"retention"} or len(in_items) < 2 or last is None or timed[-1] not in in_items:
        return timed
    first = items[0]
    before = [(first.start, first.end)] if first.end <= timed[0][0] and timed[0] in in_items else []
    after = [(last.start, last.end)] if last.start > timed[-1][0] and not _denies(scope, last) else []
    return [*before, *timed, *after]


def _with_reasons(scope: Scope, section: Section, kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """With the items below `We keep it only for as long as we need it:`, which say what for."""
    if not kept or scope.text[kept[-1][1] - 1 : kept[-1][1]] != ":" or not _says_until(scope, kept[-1]):
        return kept
    below = itertools.dropwhile(lambda one: one.start < kept[-1][1], section.blocks)
    items = itertools.takewhile(lambda one: one.kind == "item", below)
    led = {start for start, _ in _below_as_long_as(scope, section)}
    reasons = (one for one in items if one.start in led or _REASON.match(scope.low, one.start, one.end))
    return [*kept, *((one.start, one.end) for one in reasons)]


def _with_ends(scope: Scope, section: Section, timed: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """With the items below `We keep it until one of the following happens:`, each of which is such an end."""
    led: list[tuple[int, int]] = []
    is_led = False
    for block in section.blocks:
        if block.kind != "item":
            is_led = _UNTIL_ONE.search(scope.low, max(block.start, block.end - _SHORT), block.end) is not None
        elif is_led and timed[0][0] < block.start:
            led += [one for one in scope.sentences([block]) if one not in timed]
    return sorted([*timed, *led])


def _denies(scope: Scope, block: Block) -> bool:
    """`Research: holds nothing on anybody` is no time."""
    return scope.known.word["negation"].search(scope.low, block.start, block.end) is not None


def security_of(scope: Scope) -> Found | None:
    """The passage on how data is protected."""
    for section in scope.about("security"):
        if section.blocks:
            return whole(scope.text, section.blocks[0].start, section.blocks[-1].end)
    told = list(scope.told("security"))
    return whole(scope.text, told[0][0], told[-1][1]) if told else None
