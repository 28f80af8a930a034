"""Transfers out of the EEA (Art 13(1)(f))."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.fields.transfers import sent_abroad, told_abroad
from portal.reading.notice.sentences import whole
from portal.reading.notice.values import Found

_DONE_ABROAD = re.compile(
    r"(?:behandla\w*|lagra\w*|spara\w*|process\w*|stored?|hosted|käsit\w+|tallen\w+|säily\w+|siirty\w+)\b[^.;]{0,40}"
    r"\b(?:i usa|i förenta staterna|in the (?:usa?|united states|u\.s\.)|in usa|yhdysvalloissa|usa:ssa)(?!\w)"
    r"|behandling\w* (?:\w+ )?(?:ske|sker|utföras|utförs)\b[^.;]{0,30}\butanför (?:eu|ees)\b"
)
"""That data is dealt with elsewhere, where nothing says `transfer`."""
_UNSAID = re.compile(
    r"ei (?:mainit|kerro)|nämns inte|säger inte|(?:does|do) not (?:say|mention)|not "
    r"(?:spoken|mentioned)|is silent"
)
_KEPT_INSIDE = re.compile(
    r"(?:käsit|säily|tallen|sijait|sijaits|palvelim|isännö|behandl|lagra|spara|server|servrar|ligger|finns|drift"
    r"|process|stored?|hosted|located|kept)\w*\b.{0,80}"
    r"(?:\b(?:eu|eta|euroopan|ees|eea|europeiska|european)\b(?:[\w/:-]*| (?:tai|ja|/|or|and|och|eller) \w+)"
    r"[^.]{0,40}(?:alueell[ae]|sisäisi\w+ palvelimi\w+|sisällä|sisäpuolella|maissa|jäsenvaltio\w+)"
    r"|(?:inom|within|inside|i|in) (?:gräns\w+ (?:mellan|för) )?(?:the )?"
    r"(?:eu|ees|eea|eu/ees|eu/eea|europa|europe|europeiska|european)\b)"
)
"""Where data lies, where the notice says that it is the EEA."""
_MOSTLY = re.compile(
    r"\b(?:pääsääntö\w+|lähtökohtai\w+|yleensä|normaalisti|pyrimme|ensisijai\w+|strävar|som regel|i regel"
    r"|normalt|vanligtvis|i första hand|huvudsakligen|primarily|as a rule|generally|normally|usually|strive|aim to)\b"
)
"""What holds for most of it only, or is but meant."""
_OF_ONE = re.compile(
    r"(?<![.!?:] )(?<!\w)(?!EU|ETA|EES|EEA|Euro|Finland|Suom|Sverige|Sve)"
    r"[A-ZÅÄÖ][a-zåäö]{2}[\w.]*(?:-[a-zåäö]+|\w)\b(?!-|\s(?:EU|ETA))"
)
"""A service named before the place, `our forms lie with Supabase in the EU`, lies there alone."""
_NEAR = 12
_NO_TRANSFER = re.compile(r" (?:third|transfer|data transfer|överför|tredje|siirt|siirr)")
"""`Processed within the EU, no transfer`: a `no` that denies nothing of what stays."""
_WE = re.compile(
    r"\b(?:your|this|the|all) (?:personal )?(?:information|data) (?:will|may|is|are|can) (?:also )?"
    r"(?:be )?transferred\b"
    r"|\b(?:dina|era|personliga)? ?(?:person)?uppgifter(?:na)? (?:kan |kommer att )?överför[as]s?\b"
    r"|\bwe (?:do not|don['’]t|never|may|also)\b|\b(?:emme|tietoja ei|tiedot eivät)\b|\bvi (?:\w+ )?(?:inte"
    r"|aldrig|inga)\b"
)
"""What the controller does, or does not."""
_TITLE = re.compile(
    r"(?:\d{1,2}[.)]?\s*)?(?:(?:\w*tietojen|henkilötietojen|säännönmukai\w+|mahdolli\w+|luovut\w+|siirto|siirrot"
    r"|siirtäminen|ja|sekä|tai|/|eu|eta|eu[:n/-]\S*|eta[:n/-]\S*|euroopan|unionin|talousalueen|ulkopuolelle)[\s.]*){3,16}"
)
"""A title in a text of one line: it has no verb, and says nothing."""
_ASKED = re.compile(r"\w+(?:ko|kö)\b|.*\?$")
"""`Is data transferred outside the EU?` says nothing yet."""
_ABROAD = re.compile(r"ulkopuol|utanför|outside|third countr|kolma\w+ ma|tredje\s?l[aä]nd")
_MOVED = re.compile(r"transfer|siirr|siirt|överför|luovut")
_MOVED_NOW = re.compile(r"\b(?:siirretään|siirrämme|överförs|överför vi|(?:is|are) transferred|we transfer)\b")
_CARRIED = re.compile(r"transfer|siirr|siirt|överför")
_THERE = re.compile(
    r"(?:\(|[,–—|\t/]\s*|\s-\s)(?:[^()\n]{0,25}[ ,/])?(?:usa|united states|yhdysvallat|yhdysvalloissa|förenta staterna)"
    r"(?=[\s),.;|/]|$)|[(\t]us(?=[),;\t\n]|$)"
)
_HERE = re.compile(r"\b(?:eu|eta|ees|eea|eu:n|eu:ssa|suomi|suomessa|sverige|frankfurt|irlan\w+|ireland|stockholm)\b")
"""That the data of one from abroad lies here."""
_WITHOUT = re.compile(r"\b(?:ilman|without|utan)\b")
_NEXT_CLAUSE = re.compile(r"[,;:()]|\b(?:which|som|joka|jotka|but|men|mutta)\b")
_SAFEGUARDS = re.compile(
    r"vakio(?:sopimus)?lausek\w*|mallisopimuslausek\w*|mallilausek\w*|standardavtalsklausul\w*|standard "
    r"(?:contractual )?clauses|model clauses|international data transfer (?:agreement|addendum)|privacy shield"
    r"|data privacy framework|adequacy decision"
    r"|riittävyyspäätö\w*|adekvansbeslut"
)

_GUARDED = re.compile(
    r"\b(?:used?|using|rel(?:y|ies)|bas(?:ed|is)|ensured?|secured?|covered|concluded|signed|entered into|in place"
    r"|agreed"
    r"|governed|safeguarded|under|use|perustu\w+|varmist\w+|käyt\w+|suoja\w+|solmi\w+|nojall\w+|används?|använder|säkra[sr]"
    r"|säkerställ\w+|grundas|baseras|tillämpas|ingått|skyddas|omfattas|täcks|stöd)\b"
)
_ONLY_IF = re.compile(
    r"\b(?:if|where|should|when|om|ifall|när|jos|mikäli|silloin|tarvittaessa|vid behov|could|would)\b"
)
"""Clauses that would be used stand for no transfer that is made."""


def transfers_of(scope: Scope) -> Found | None:
    """`true`, `false`, or None where it is not said, or not plainly."""
    said: list[Found] = []
    for section in scope.about("transfers"):
        said += _in_cells(scope, section) if section.is_column else ()
        said += told_abroad.plain_no(scope, section)
    for start, end, section in scope.all_sentences():
        if section.has("rights") and not section.has("transfers") and not _is_of_moving(scope, start, end):
            continue
        for first, last in _clauses(scope.text, start, end):
            if (one := _transfer(scope, first, last, section) or told_abroad.told(scope, first, last)) is not None:
                said.append(one)
    said += [one for section in scope.sections for one in sent_abroad.sent_abroad(scope, section)]
    said += _in_lists(scope)
    for section in scope.about("transfers"):
        if section.head is not None and _is_sentence(scope, section, section.head):
            told = _transfer(scope, *section.head, section)
            said += [told] if told is not None else []
        said += told_abroad.cut_in_two(scope, section)
    true = next((one for one in said if one.text == "true"), None)
    return true or next(iter(said), None)


def _is_of_moving(scope: Scope, start: int, end: int) -> bool:
    """Whether a sentence among rights tells of none, and of data that goes abroad: the last line of a short notice."""
    if told_abroad.nothing_goes_out(scope, start, end):
        return True
    is_right = scope.known.word["right_cue"].search(scope.low, start, end) or scope.text[end - 1 : end] in ";:,"
    return not is_right and _WE.search(scope.low, start, end) is not None


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What a semicolon parts speaks for itself."""
    while (cut := text.find(";", start, end)) >= 0:
        yield start, cut
        start = cut + 1
    yield start, end


def _in_cells(scope: Scope, section: Section) -> Iterator[Found]:
    """`Yes` and `no` in a column on transfers."""
    for block in section.blocks:
        word = scope.low[block.start : block.end].strip(" .")
        if word in {"yes", "kyllä", "ja"}:
            yield Found("true", block.start, block.end)
        elif word in {"no", "ei", "nej"}:
            yield Found("false", block.start, block.end)


def _in_lists(scope: Scope) -> Iterator[Found]:
    """Recipients of whom their list says that they are abroad: `Lomake Inc. (USA)`."""
    for section in scope.about("recipients"):
        for block in section.blocks:
            row = _line_of(scope.text, block.start)
            if "\t" in scope.text[slice(*row)]:
                places = [row]
            else:
                places = list(scope.sentences([block])) if block.kind in {"item", "row"} else []
            for place in places:
                denied = scope.known.word["negation"].search(scope.low, *place)
                if _THERE.search(scope.low, *place) and not denied and not _HERE.search(scope.low, *place):
                    yield Found("true", block.start, block.end)


def _line_of(text: str, at: int) -> tuple[int, int]:
    """The row of a table in which a cell stands."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)


def _transfer(scope: Scope, start: int, end: int, section: Section) -> Found | None:
    under_heading = section.has("transfers")
    word = scope.known.word
    low = scope.low
    is_outside = word["outside"].search(low, start, end) is not None
    if not is_outside and (inside := _KEPT_INSIDE.search(low, start, end)) is not None:
        denial = word["negation"].search(low, start, inside.end() + _NEAR)
        denied = denial is not None and _NO_TRANSFER.match(low, denial.end()) is None
        hedged = word["hedged"].search(low, start, end) or denied or _MOSTLY.search(low, start, end)
        is_of_one = _OF_ONE.search(scope.text, start + 1, inside.end()) is not None and not under_heading
        return None if hedged or is_of_one else Found("false", start, end)
    if not is_outside and not under_heading:
        return _guarded(scope, start, end, section)
    place = whole(scope.text, start, end)
    if (
        place is None
        or _TITLE.fullmatch(low, start, end)
        or _UNSAID.search(low, start, end)
        or _ASKED.match(low, start, end)
    ):
        return None
    if word["stays_inside"].search(low, start, end):
        return Found("false", place.start, place.end) if _stays(scope, start, end, section) else None
    if not is_outside and not _SAFEGUARDS.search(low, start, end):
        return None
    if _is_denied(scope, start, end):
        return None
    moved = any(one.search(low, start, end) for one in (_ABROAD, _MOVED, _SAFEGUARDS))
    if _DONE_ABROAD.search(low, start, end) and not word["hedged"].search(low, start, end):
        return Found("true", place.start, place.end)
    if not under_heading and not moved:
        return None
    if word["goes_outside"].search(low, start, end) or _SAFEGUARDS.search(low, start, end):
        return Found("true", place.start, place.end)
    return None


def _guarded(scope: Scope, start: int, end: int, section: Section) -> Found | None:
    """`Protection is ensured by standard contractual clauses`, which nobody needs for data that stays."""
    low, place = scope.low, whole(scope.text, start, end)
    is_used = _SAFEGUARDS.search(low, start, end) is not None and _GUARDED.search(low, start, end) is not None
    if place is None or not is_used or section.has("rights", "cookies", "security"):
        return None
    is_open = _ONLY_IF.search(low, start, end) or scope.known.word["negation"].search(low, start, end)
    return None if is_open else Found("true", place.start, place.end)


def _is_sentence(scope: Scope, section: Section, head: tuple[int, int]) -> bool:
    """Whether a heading says itself what is done: `Data is transferred to:`, or `We transfer nothing` above nothing."""
    if section.inline:
        return _MOVED_NOW.search(scope.low, *head) is not None
    return not section.blocks and scope.known.word["stays_inside"].search(scope.low, *head) is not None


def _stays(scope: Scope, start: int, end: int, section: Section) -> bool:
    """Whether `not` says that nothing goes abroad, and not that nothing goes to anybody, or unguarded."""
    low, word = scope.low, scope.known.word
    if word["outside"].search(low, start, end) is not None:
        return _WITHOUT.search(low, start, end) is None
    if word["hedged"].search(low, start, end) is not None:
        return False
    only_abroad = not section.has("recipients") or _CARRIED.search(low, start, end) is not None
    return section.has("transfers") and only_abroad


def _is_denied(scope: Scope, start: int, end: int) -> bool:
    """Whether a `not` stands before the words for abroad, or behind them in their clause; `without consent` is none."""
    low, word = scope.low, scope.known.word
    outside = word["outside"].search(low, start, end)
    clause = _NEXT_CLAUSE.search(low, outside.start(), end) if outside is not None else None
    stop = clause.start() if clause is not None else end
    return any(_WITHOUT.match(low, one.start()) is None for one in word["negation"].finditer(low, start, stop))
