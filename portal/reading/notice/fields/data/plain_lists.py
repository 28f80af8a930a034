"""A list in everyday words: `ditt namn, vad du köpt och, om du betalar senare, ditt personnummer`.

Its members are kinds of data or clauses; what leads to it vouches for the few that no table of words knows.
"""

import itertools
import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.kinds import LABEL, bare, is_endless, is_kind
from portal.reading.notice.fields.lists import is_for_both
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.headings import about
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_ENDS = re.compile(
    r"[.;!?](?=\s|\Z)|\s[–—-]\s|,?\s(?:så att|för att|eftersom|därför att|innan|medan|tills|så länge|med hjälp av)\b"
    r"|,?\s(?:i|under) (?:upp till |högst |ett par )?[\w-]+ (?:timmar|dygn|dagar|veckor|månader|år)\b"
    r"|,\s(?:så|men|utan|vilket|annars|inte|aldrig|dock|fast|liksom|som|där|dit|ingen|inget|inga|vi|jag|då|du"
    r"|den(?! \w+ (?:som )?(?:du|ni)\s)"
    r"|förutsatt|antingen)\b"
    r"|\soch (?:vi|jag|då|du|den(?! \w+ (?:som )?(?:du|ni)\s)|ni|man|så|betalning\w*|inte|inget|inga|som|hör"
    r"|använder|skickar|raderar|sparar"
    r"|lämnar|kan|ska|delar|svarar|tar|gör|får|har|vet|ringer|mejlar|noterar|skickas|raderas|används)\s"
    r"|(?:,| och) (?:det (?!(?:du|vi|jag|ni|som)\s)|de (?!\w+ (?:du|vi|jag|ni|som)\s))"
)
_ASIDE = re.compile(
    r"(?:,\s)?(?:och|samt)?,\s(?:om|när|vid|för|inför|i förekommande fall|i vissa fall)\b[^,.;:]{2,80},\s"
)
"""`and, if you pay later, your number`: the occasion of the member behind it."""
_BRACKETS = re.compile(r"\([^()\n]*\)")
_COMMA = re.compile(
    r",\s(?:(?:och|samt|eller)\s)?|\ssamt\s|(?<=uppgifter)\sinklusive\s|(?<=kontaktinformation)\sinklusive\s"
    r"|\s&\s|\soch (?=(?:vad|vem|vilk\w+|hur|när|var|om|huruvida)\s)"
)
_AND = re.compile(r"(?<![-–/])\soch\s")
_LEAD = re.compile(
    r"(?:(?:och|samt|även|också|eventuellt|ev\.|ibland|gärna|dessutom|bara|endast|särskilt|alltså|förstås|ungefär"
    r"|vanligtvis|oftast|normalt|uppgift(?:er)? om(?= \w+,)"
    r"|(?:uppgift(?:er)?|information|data) (?:om|kring)(?= (?:(?:vid|på|i|från|till) )?(?:vad|vem|vilk\w+|hur"
    r"|när|var)\s(?=[^,]{1,60}\b(?:du|ni)\b)))\s+)+"
)
_TAIL = re.compile(
    r"\s(?:(?:dit|som (?:vi|jag|du själv|behövs|krävs|funkar|fungerar)|vidare|så|för att|när|där (?:vi|jag)"
    r"|om (?:det|du|ni|man|den))\s.*|på köpet|från (?:\w+ )?\w*(?:registret|register|verket|byrån|styrelsen|kassan)\Z)"
)
_CLAUSE = re.compile(
    r"(?:(?:vid |på |i |från |till )?(?:vad|vem|vilka|vilken|vilket|hur|när|var)|varifrån|vart|huruvida"
    r"|om (?:du|ni|man|det|den|de|någon|något|\w{2,}(?:en|et|na))(?=\s)|det (?:du|ni|vi))\s\w+"
)
_OF_NOTICE = re.compile(
    r"(?:vad|hur|varför|vilka \w+|vem|när|vilken \w+)(?: länge| och varför)? vi\b|vilka (?:rättigheter|val)\b"
    r"|(?:vilken|vilket) (?:kontroll|rätt|skydd)\b|om (?:du|ni) (?:(?:vill|önskar|inte|begär)\b(?! ha\b)|har frågor)"
    r"|hur länge\b(?! (?:du|ni|man|besöket|besökaren|varje)\b)"
)
"""What a notice says that it tells, or an occasion; no data."""
_GIVEN = re.compile(
    r"(?:de[nt]?|övriga?|andra) [\w-]+ (?:som )?(?:du|ni) (?:själv\w* )?(?:väljer att )?(?:skriver|lämna|ange"
    r"|uppge|ge|dela)r?\b"
)
"""`the information you yourself write`: as the last of a list it is data, however general its noun."""
_OCCASION = re.compile(r"(?:om|när|var|hur)\s")
_GENERAL = re.compile(
    r"(?:(?:dina|era|de|alla|vissa|sådana|olika|följande|en del|mer|samma|inga) )*(?:\w+ )?"
    r"(?:personuppgift\w*(?: .*)?|(?:uppgifter(?:na)?|information(?:en)?|data)(?: (?!om\b).*)?"
    r"|(?:uppgifter|information|data) om (?:dig|er|dem|den|våra|kunder|medlemmar|anställda|hur vi|vad vi)\b.*)"
)
_NO_MEMBER = re.compile(
    r"(?:vi|jag|du|ni|d(?:e|en|et)(?! \w+ (?:du|vi|jag|ni|som))|då|så|dem|att|för|vid|i|på|av|med|enligt|genom"
    r"|från|till|under|utan|rätt|samtycke|ingen|inga|inget|inte|aldrig|mer|bort|hand|kontakt|tillgång|hjälp"
    r"|skyldig\w*|möjlighet\w*|ansvar\w*|anledning|behov|intresse\w*|dig|er|oss|sig|ett nytt|nödvändig\w*"
    r"|lov|reda|(?:ett )?konto|läsa)\b(?! (?:du|vi|ni|som) )"
    r"|(?:(?:en|ett|eget|vårt?) )*\w*(?:databas(?:en)?|register|registret|system(?:et)?|program(?:met)?|filer|arkiv)\b"
    r"|\w{3,}(?:[aeo]r|[ae]s|a)\s(?:dina?|ditt|oss|dig|den|det|dem|ut|in|upp|tjänsten)\b|\w{3,}[ae]s av\b"
)
_WHOM_WE = re.compile(r"\s(?:jag|vi) (?:kan|ska|når|har|får) \w+(?: \w+){0,2}\Z")
_YOURS = re.compile(r"(?:din|ditt|dina|er|ert)\s\Z")
_NO_DATA = re.compile(
    r"(?:avtal|samtycke|konto|enhet|webbläsare|dator|telefon|integritet|beställning|köp|bokning|besök|ansökan|ärende"
    r"|\w*uppgifter|\w*information|data|förfrågan|medlemskap|prenumeration|order|rättighet\w*|tid)(?!\w)"
)
_SAYS = re.compile(
    r"\s(?:är|var|kan|ska|skall|vill|måste|får|har|hade|blir|görs|sker|används|skickas|raderas|vi|jag|inte"
    r"|(?<!eller )ej|\w{2,}[lrntgkd]as)\s"
)
_MAY_FOLLOW = re.compile(r",?\s(?:som|för att|så att|med hjälp av|i högst)\b")
"""What may be said behind a list, of its last member."""
_MAY_HOLD = re.compile(r"\s*(?:kan|får|brukar|ska)\s?,[^,:]{3,60},[^,:]{3,60}\Z")
"""`The data we store may, as the case may be, include:` leads to what stands behind its colon."""
_MOST_WORDS, _LONGEST, _SEVERAL, _NEAR = 7, 400, 2, 3


def outside_brackets(said: str) -> str:
    """What is said, letter for letter, with the brackets blanked: no comma in them parts a list."""
    return _BRACKETS.sub(lambda one: "_" * len(one[0]), said)


_ALSO = re.compile(
    r"(?:till|vid|för|om) [^,.:;]{3,40}? (?:även|också|dessutom)\s|vid \w+ (?=person|konto|kort|telefon|namn)"
)
"""`For winners also your address`: of whom, and not what."""


def listed_plainly(scope: Scope, start: int, end: int, *, vouched: bool) -> list[Found]:
    """The members of a sentence that is but a list: `Namn, vad du köpt och ordernummer.`

    `vouched` where a label says that it is data: then no member need be known.
    """
    if scope.language != "sv" or is_endless(scope, start, end) or scope.text[end - 1] in ":?!":
        return []
    said = outside_brackets(scope.low[start:end])
    label = LABEL.match(said)
    if label is not None and (vouched or about(label[0].strip(" :"), scope.language).fields - {"categories"}):
        return []
    at = label.end() if label is not None else 0
    also = _ALSO.match(said, at)
    at = also.end() if also is not None else at
    stop = _ENDS.search(said, at)
    if stop is not None and said[stop.start() :].strip(" .;") and not _MAY_FOLLOW.match(said, stop.start()):
        return []
    members = members_from(scope, start, said, at, surely=True, vouched=vouched)
    return members if vouched or len(members) > 1 else []


def parted_cell(scope: Scope, block: Block, one: Found) -> list[Found]:
    """The members of a cell of a table that lists several: `namn, båttyp, kryss för fisk eller vegetariskt`."""
    is_cell = "\t" in scope.text[max(0, block.start - _NEAR) : block.start] + scope.text[block.end : block.end + _NEAR]
    if not is_cell or "," not in one.text or LABEL.match(scope.text, one.start, one.end):
        return []
    members = listed_plainly(scope, one.start, one.end, vouched=True)
    return members if len(members) > 1 else []


def members_from(scope: Scope, start: int, said: str, at: int, *, surely: bool, vouched: bool = False) -> list[Found]:
    """The members of the list that begins at a place of what is said; nothing where one of them is no data."""
    stop = _ENDS.search(said, at)
    last = min(stop.start() if stop is not None else len(said), at + _LONGEST)
    colon = said.find(": ", at, last)
    if colon > 0 and ("," not in said[at:colon] or _MAY_HOLD.match(said, at, colon)):
        at = colon + 1
    pieces = list(_pieces(said, at, last))
    members: list[Found] = []
    known, clauses = 0, 0
    for number, (first, to) in enumerate(pieces):
        value = _member(scope, start, said, first, to)
        if value is None:
            return []
        low = value.text.casefold()
        is_clause = _CLAUSE.match(low) is not None
        if is_clause and number == len(pieces) - 1 and number and said[first - 2 : first] == ", ":
            break
        if not is_clause and _is_no_member(low):
            return []
        is_last = number > 0 and number == len(pieces) - 1
        if (
            (_GENERAL.fullmatch(low) and not (is_last and _GIVEN.match(low)))
            or _OF_NOTICE.match(low)
            or (not number and low.startswith("när "))
        ):
            return []
        clauses += is_clause
        known += is_clause or is_kind(scope, value)
        members.append(value)
    if vouched:
        return members
    if len(members) == 1:
        is_own = _YOURS.search(said, 0, members[0].start - start) is not None and is_kind(scope, members[0])
        return members if (surely and clauses) or (is_own and not _NO_DATA.match(members[0].text.casefold())) else []
    least = (
        len(members) * 2 / 3
        if surely and members and members[0].text.casefold().startswith("uppgifter om")
        else len(members)
    )
    is_list = known * 2 >= least + (0 if surely else 1)
    return members if is_list and known and (surely or clauses < len(members) or clauses > _SEVERAL) else []


def tells_what(one: Found) -> bool:
    """`what you write in the chat`: a clause that is a member of a list of data."""
    return _CLAUSE.match(one.text.casefold()) is not None


def _is_no_member(low: str) -> bool:
    """Whether words begin like no kind of data, tell an act or are too many for one."""
    said = _WHOM_WE.sub("", low)
    return (
        _NO_MEMBER.match(low) is not None
        or _SAYS.search(said) is not None
        or len(_GIVEN.sub("", low).split()) > _MOST_WORDS
    )


def _pieces(said: str, at: int, last: int) -> Iterator[tuple[int, int]]:
    """Where the members stand: parted at commas and asides, the last two at their `and`."""
    cuts = [one.span() for one in _ASIDE.finditer(said, at, last)]
    aside = set(itertools.chain.from_iterable(range(*one) for one in cuts))
    cuts += [one.span() for one in _COMMA.finditer(said, at, last) if aside.isdisjoint(range(*one.span()))]
    for begin, behind in (*sorted(cuts), (last, last)):
        if said[at:begin].strip():
            for joint in _AND.finditer(said, at, begin):
                if is_for_both(said[at : joint.start()], said[joint.end() : begin]):
                    continue
                yield at, joint.start()
                at = joint.end()
            yield at, begin
        at = behind


def _member(scope: Scope, start: int, said: str, first: int, to: int) -> Found | None:
    lead = _LEAD.match(said, first + (len(said[first:to]) - len(said[first:to].lstrip())), to)
    first = lead.end() if lead is not None else first
    tail = _TAIL.search(said, first, to) if not _OCCASION.match(said[first:to].lstrip()) else None
    value = found(scope.text, start + first, start + (tail.start() if tail is not None else to))
    return bare(scope, value) if value is not None else None
