"""The controller as sentences tell it: `The controller is Example Oy`, `Example Oy ("we")`."""

import itertools
import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import agreeing, clauses, led_below
from portal.reading.notice.fields.controller.labelled import line_end
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_IS_CONTROLLER = {
    "fi": re.compile(
        r"\b(?:toimii|on|vastaa)\b[^.\n]{0,60}rekisterinpitäj(?:ä|änä|ät|inä)\b"
        r"|\bvastaa\b (?:\w+ ){0,2}(?:henkilö|asiakas)?tie(?:tojesi|doistasi|tojen käsittelystä)\b"
    ),
    "sv": re.compile(
        r"\bär\b[^.\n]{0,60}(?:personuppgiftsansvarig|registeransvarig|ansvarig[^.\n]{0,20} för behandling)"
        r"|\bansvarar\b[^.\n]{0,90}\bför behandling|\bi egenskap av personuppgiftsansvarig"
    ),
    "en": re.compile(r"\b(?:is|are|acts as|act as|as)\b[^.\n]{0,40}(?:data controller|controller|registrar)"),
}

_IS_RUN_BY = re.compile(r"\b(?:by|av)\s(?:the )?$")
"""What stands before the name of who runs something: `the shop is run by`."""

_SPEAKS_FOR = re.compile(
    r"\b(?:företrädare|representant|ombud|kontaktperson|representative|contact person|officer|agent)\w*"
    r" (?:för|till|of|for)(?: the| our| den)?\s*\Z"
)
"""Whoever speaks for the controller is not the controller: `Företrädare för den personuppgiftsansvarige är`."""
_A_SERVICE = re.compile(r"service\b|platform|software")
_ONE_OF = re.compile(r"\ban? (?:[\w-]+ ){0,4}\Z")
_BETWEEN = re.compile(
    r"(?:är|toimii|on) ((?:[A-ZÅÄÖ][\w&.'’-]*(?: (?=[A-ZÅÄÖ&]))?){1,5}) (?:personuppgiftsansvarig"
    r"|rekisterinpitäjä)"
)

_GENITIVE = re.compile(r"((?:[A-ZÅÄÖ]\w+n )(?:\w+n )*[a-zåäö]\w+)(?=\.\s|\.$|,| \()")
"""`Suomen mallien liitto`, which has but one capital."""

_BY_ITSELF = re.compile(r"itsenäi\w+|självständig\w*|\b(?:independent|separate|own)\b|eget? ansvar")
"""What says of another that it answers for what it does itself."""

_OF_A_SENTENCE = re.compile(
    r"(?:rekisteröi\w*|registrerade\w*|henkilötie\w*|tiedot|tietoja|käyttäjä\w{0,4}|asiakas|asiakkaa\w*|users?"
    r"|customers?"
    r"|data|kund(?:en)?|användare\w?|medlem(?:men)?)", re.I
)  # fmt: skip
"""Words with which a sentence begins, and no name."""


_CALLED_SO = re.compile(
    r"(?<!\w)(?:(?:At|By|In|With|From|When|If|Since|Hos|På|Inom|Av|När|Då|Om|Eftersom|Kun|Jos"
    r"|Koska) )?((?:[A-ZÅÄÖ][\w&.'’-]*)(?: (?:(?:i|på|vid|of|in) (?=[A-ZÅÄÖ]))?[A-ZÅÄÖ&][\w&.'’-]*){0,6}) "
    r"(?!\([^()\n]{0,50}[\"“”'’](?:[Tt]he )?(?i:sovellu|peli|palvelu[\"”]|app\b|application|game|service[\"”]|software"
    r"|applikation|appen|spel|tjänsten[\"”]|webb|sajt|site|website|sivusto|villkor|ehdot|terms|policy|notice))"
    r"\((?:[^()\n]{0,40}\b(?:referred to as|nedan kalla\w*|jäljempänä|hereinafter)\b"
    r"|(?:nedan|härefter|below|here) [\"“”'’](?:[Tt]jänsteleverantören|[Bb]olaget|[Ff]öretaget|[Ff]öreningen|[Ss]ervice"
    r" [Pp]rovider|[Cc]ompany)[\"“”'’]"
    r"|(?:(?:eli|i\.e\.,?|dvs\.?|alltså) )?"
    r"(?:[\"“”'’][^()\"“”\n]{1,40}[\"“”'’],?(?: (?:and|or|och|eller|ja|tai))? ){0,2}"
    r"[\"“”'’] {0,3}(?:[^()\"“”\n]{1,30}[,/] ?)?(?:we|us|our|vi|oss|vår|me)(?:[,/ ][^()\"“”\n]{0,30})?[\"“”'’])"
)
"""`Example Software (hereinafter "Service Provider")`, `Exempelklubben (”vi”)`."""

_AT_HOME = re.compile(
    (
        r"(?:^|(?<=\. ))(?:På|Hos|Vi på|Vi hos|At|We at) ((?:[A-ZÅÄÖ][\w&.'’-]*)(?: "
        r"[A-ZÅÄÖ&][\w&.'’-]*){0,3}),? (?:värnar|är|vill|tar|behandlar|respekterar|we"
        r"|vi)\b"
    ),
    re.M,
)

_TRADER = re.compile(
    r"(?:(?:yksityis)?yrittäjä|(?:yksityinen )?(?:ammatin|elinkeinon)harjoittaja|yksityishenkilö"
    r"|(?:enskilda? )?(?:närings|företag)\w{3,7}|privatpersonen|egenföretagaren"
    r"|yrityksemme|yhdistyksemme|seuramme|yhtiömme|toiminimeni|vår förening|vårt företag|vårt bolag"
    r"|(?:the |our )?(?:association|company|society|foundation|club|co-?operative|charity|firm|limited company"
    r"|start-?up|sole trader|private person|freelancer|developer|owner|maker|author)"
    r"|(?:\w*sivuston|sovelluksen|palvelun|pelin|blogin|projektin|järjestelmän) (?:ylläpitäjä|kehittäjä|tekijä|omistaja"
    r"|julkaisija)"
    r"|\w{0,30}projektin ryhmä|projektiryhmä|työryhmä|jag|mig|minä|(?:appens|webbplatsens|sidans|spelets|tjänstens)"
    r" (?:utvecklare|ägare|skapare)),? (?=[A-ZÅÄÖ])"
)
"""What somebody is who answers, before their name."""
_RUNNING = re.compile(
    r"(?:[A-ZÅÄÖ][\w'’-]{1,40} ){1,4}(?:pyörittävä|ylläpitävä|hallinnoiva|omistava|julkaiseva|järjestävä|tuottava)"
    r" (?=[A-ZÅÄÖ])"
)
"""`Verkkokauppa Mallia pyörittävä Malli Oy`: what somebody runs, before their name."""
_INITIALS = 2
"""So few letters in capitals are no name alone."""
_FIRST_SENTENCES = 12

_HANDLES = re.compile(
    r"(?:\b(?:miten|kuinka|hur|how) |^|(?<=\n[-•*] ))((?:[A-ZÅÄÖ][\w&.'’-]*|\d{1,3}(?:st|nd|rd"
    r"|th))(?: [A-ZÅÄÖ&][\w&.'’-]*){0,3}) "
    r"(?:käsittelee|kerää|käyttää|kunnioittaa|noudattaa|sitoutuu|on sitoutunut"
    r"|huolehtii|behandlar|samlar|hanterar|använder|värnar|respekterar"
    r"|collects|handles|uses|processes|protects|respects|(?:is|are) (?:committed|keen)|values|complies"
    r"|will (?:hold|process|collect|keep|handle) your)\b",
    re.M,
)

_A_THING = (
    r"(?:sovellu|palvelu\b|app\b|application|tjänst|website|site\b|verktyg|tool|game"
    r"|peli|software|ohjelma|sivusto|webbplats)"
)

_SUBJECT = re.compile(
    r"((?:[A-ZÅÄÖ0-9][\w&.'’-]*)(?: (?:&|[/|+](?= [A-ZÅÄÖ])|och|ja|and|i|of|the|för|(?:at|on|in|by|for|from"
    r"|with|på|hos|vid|till|de"
    r"|von|van)(?= [A-ZÅÄÖ0-9])|[A-ZÅÄÖ0-9(][\w&.'’)-]*)){0,6}"
    r"(?:, [A-ZÅÄÖ][\w'’-]+(?= (?:är|on|is)\b))?)"
    r"(?:\s?\([^()\n]{1,90}\))?"
    r"(?:, (?:[^.\n]|\.(?=\w)){1,90}?,|,? (?:med )?(?:org|y-tunnus|fo-|\d{6}-?\d{4}\b|\d{7}-\d\b)[^\n]{1,160}?[,)]"
    r"|(?:, [^.,\n]{3,60}){1,2}, \d{3} ?\d{2} [A-ZÅÄÖ][\w -]{1,40}?(?:, [A-ZÅÄÖ]\w+)?,?)?"
    r"\s(?=(?:är|ansvarar|on|toimii|vastaa|is|acts)\b)"
)

_NO_SUBJECT = re.compile(
    r"(?:Vi|Du|Jag|Den|Det|Då|Där|Här|Nu|Sedan|Then|Thus|Silloin|Siis|We|You|I|It|The|This|That|Who|Me|Sinä|Se|Tämä"
    r"|Rekisterinpitäjä\w*|Personuppgiftsansvarig\w*|Controller|Data"
    r"|Sovellus|Sivusto\w*|Verkko\w+|Palvelu\w*|Järjestelmä\w*|Käyttäjä\w*|Appen"
    r"|Webbplatsen|Sajten|Tjänsten|Klubben|App|Website|Site|Service|Users?"
    r"|Company|Yritys|Yhtiö|Företaget|Bolaget|Asiakas\w*|Customer|Kunden|Föreningen|Yhdistys)\b(?! [A-ZÅÄÖ])"
)

_WE = re.compile(
    (
        r"\s?\((?:[^()]{0,60}[\"“”'’](?:[^()\"“”\n]{1,30}[,/] ?)?)?(?:we|us|our|me|yritys|yhtiö|vi|bolaget|company"
        r"|the company|service "
        r"provider|vår|oss)\b"
    ),
    re.I,
)

_ABOUT_OTHERS = ("recipients", "transfers", "sources", "security", "cookies", "rights", "categories", "retention")

_CAPITALS = re.compile(
    r"((?:(?:Dr|Prof|Mag|DI|Dipl|Ing)\. (?:(?:med|dent|vet|rer|nat|phil|jur|Ing|h\.c)\. ){0,3})?"
    r"(?:\d{1,3}(?:st|nd|rd|th) )?"
    r"(?:[A-ZÅÄÖ]|\d{1,3}(?=[a-z]{2})|[a-z]{1,2}(?=[A-ZÅÄÖ]))[\w&.'’-]*"
    r"(?: (?:(?:&|ja|och|and|/|–|of|for|of the|du|de|des|la|le|les|van|von|der|di|del) )?"
    r"(?:[A-ZÅÄÖ0-9]|[a-z]{1,2}(?=[A-ZÅÄÖ]))[\w&.'’-]*){0,6}"
    rf"(?: {names.KIN}| {names.SOCIETY})?)"
)
_SOCIETY_IS = re.compile(
    rf"([A-ZÅÄÖ][\w-]+(?: [a-zåäö][\w-]+){{0,3}} \w*{names.SOCIETIES}(?:en|et|n|t)?)\s"
    r"(?=(?:är|ansvarar|on|toimii|vastaa) )"
)
"""`Svenska malloförbundet är`: a society whose name has but one capital."""

_HOUSE = rf"([A-ZÅÄÖ][\w&.-]*(?: [A-ZÅÄÖ0-9][\w&.-]*){{0,5}}(?: {names.SOCIETY})?)"
_BOARD_IS = {
    "sv": re.compile(
        rf"{_HOUSE}(?:(?<=[a-zåäö])s|['’]s|:s) styrelse är (?:ytterst )?(?:personuppgifts|register)?ansvarig"
    ),
    "fi": re.compile(rf"{_HOUSE}:n hallitus (?:on|toimii) rekisterinpitäjä"),
    "en": re.compile(
        rf"\b(?:[Cc]ommittee|[Tt]rustees|[Bb]oard) of (?:the )?{_HOUSE} (?:is|are) (?:the )?(?:data )?controller"
    ),
}
"""`Exempelklubbens styrelse är personuppgiftsansvarig`: whose board answers."""

_ASIDE = re.compile(r" \((?:the |org|reg|company|business|y-|fo-|\d)", re.I)
"""What brackets behind a name hold that is none of it."""
_IN_OFFICE = re.compile(
    r",? \(?(?:VD|vd|verkställande|ägare|ordförande|kanslichef|toimitusjohtaja|puheenjohtaja"
    r"|toiminnanjohtaja|sihteeri|CEO|chair\w*|managing director|director|secretary)\b"
)
"""What follows the name of one who answers within a house, and is not the house."""


def who_handles(scope: Scope) -> Found | None:
    """`How Example handles your data`: the name of somebody, which is said again and is no app's or site's."""
    for start, end, _ in itertools.islice(scope.all_sentences(), _FIRST_SENTENCES):
        if (home := _AT_HOME.search(scope.text, start, end)) is not None:
            return found(scope.text, *home.span(1))
        said = _HANDLES.search(scope.text, start, end)
        name = found(scope.text, *said.span(1)) if said is not None else None
        if name is None or _NO_SUBJECT.match(name.text) or scope.text.count(name.text) < 3:  # noqa: PLR2004  # again and again
            continue
        if not agreeing.may_be(name.text):
            continue
        is_thing = re.search(
            rf"{re.escape(name.text)}\W{{1,3}}(?:on|är|is)? ?(?:\S+ ){{0,3}}?\S*{_A_THING}", scope.text, re.I
        )
        if is_thing is None and not _is_known_other(name):
            return name
    return None


def _as_subject(scope: Scope, start: int, end: int) -> Found | None:
    """`Example Club ("we") is the controller`: the name with which the sentence begins, whatever its form."""
    said = _SUBJECT.match(scope.text, start, end) or _SOCIETY_IS.match(scope.text, start, end)
    if said is None or _NO_SUBJECT.match(said[1]):
        return None
    is_it = _IS_CONTROLLER[scope.language].match(scope.low, said.end(), end)
    if is_it is None or clauses.is_denied(is_it[0]):
        return None
    name = found(scope.text, *said.span(1))
    aside = _ASIDE.search(name.text) if name is not None else None
    name = found(scope.text, name.start, name.start + aside.start()) if name is not None and aside is not None else name
    if name is None or _is_nobody(name):
        return None
    called = (one for one in names.firms(scope.text, 0, len(scope.text)) if one.text.startswith(f"{name.text} "))
    return next(called, name)


def by_cue(scope: Scope, section: Section | None = None) -> Found | None:
    """`The controller is We Jazz Oy`, or `We Jazz Oy is the controller`; else who runs the site."""
    meant = [one for said in _cued(scope, section) if (one := clauses.meant(scope.text, said)) is not None]
    runs = (one for one in meant if not _IS_RUN_BY.search(scope.low, max(0, one.start - 6), one.start))
    return next(runs, next(iter(meant), None))


def _cued(scope: Scope, section: Section | None) -> Iterator[Found]:
    sections = (section,) if section is not None else scope.sections
    cue, after = scope.known.word["controller_cue"], _IS_CONTROLLER[scope.language]
    for one in sections:
        yield from (name for name in led_below.led_below(scope, one) if not _is_nobody(name))
        for start, end in scope.sentences(one.blocks):
            said = cue.search(scope.low, start, end)
            if said is not None and (
                _SPEAKS_FOR.search(scope.low, start, said.start()) or _is_of_service(scope, start, said)
            ):
                said = None
            name = _capital(scope.text, said.end(), _below(scope.text, said.end(), end)) if said is not None else None
            if name is not None and not _is_nobody(name) and not _IN_OFFICE.match(scope.text, name.end):
                yield name
            said = _BETWEEN.search(scope.text, start, end)
            name = found(scope.text, said.start(1), said.end(1)) if said is not None else None
            if name is not None or (name := _as_subject(scope, start, end)) is not None:
                yield name
            if (board := _BOARD_IS[scope.language].search(scope.text, start, end)) is not None:
                yield from filter(None, [found(scope.text, *board.span(1))])
            if not one.has("recipients") and (name := _in_clause(scope, start, end)) is not None:
                yield name
            if (told := after.search(scope.low, start, end)) is not None and not clauses.is_denied(told[0]):
                first = next(names.firms(scope.text, start, end), None)
                if (
                    first is not None
                    and not _is_known_other(first)
                    and not clauses.is_joined_house(scope.text, first)
                    and not _BY_ITSELF.search(scope.low, first.end, end)
                ):
                    yield first


def _is_of_service(scope: Scope, start: int, said: re.Match[str]) -> bool:
    """`This is a service provided by`: one among others, which a page but uses."""
    return _A_SERVICE.match(said[0]) is not None and _ONE_OF.search(scope.low, start, said.start()) is not None


def _in_clause(scope: Scope, start: int, end: int) -> Found | None:
    name = clauses.controller_in(scope.text, start, end, scope.language)
    if name is None or _NO_SUBJECT.match(name.text) or _is_nobody(name) or not agreeing.may_be(name.text):
        return None
    return name


def _is_nobody(name: Found) -> bool:
    """One of the well-known others, or a word with which a sentence begins that names none."""
    return _is_known_other(name) or agreeing.is_unfilled(name.text) or _OF_A_SENTENCE.fullmatch(name.text) is not None


def _is_known_other(name: Found) -> bool:
    return agreeing.is_known_other(name.text)


def _below(text: str, at: int, end: int) -> int:
    """`The controller is:`, and the name on the line below."""
    if text[at:end].strip(" :"):
        return end
    below = min(len(text), end + 1)
    return line_end(text, below + 1 if text[below : below + 1] == "\n" else below)


def _capital(text: str, start: int, end: int) -> Found | None:
    """A name that begins right behind a cue, and what a trader is; words in small letters end it."""
    while start < end and text[start] in " :\n\t\xa0":
        start += 1
    trader = _TRADER.match(text, start, end)
    start = trader.end() if trader is not None else start
    if text.startswith("the ", start, end) and text[start + 4 : start + 5].isupper():
        start += len("the ")
    if (running := _RUNNING.match(text, start, end)) is not None:
        start = running.end()
    firm = next(names.firms(text, start, min(end, start + 120)), None)
    if firm is not None and firm.start - start < 4:
        return firm
    if (firm_there := names.firm_at(text, start, min(end, start + 70))) is not None:
        return firm_there
    if (whole := _GENITIVE.match(text, start, end)) is not None:
        return found(text, *whole.span(1))
    words = _CAPITALS.match(text, start, end)
    return found(text, *words.span(1)) if words is not None and len(words[1]) > _INITIALS else firm


def calls_itself_we(scope: Scope) -> Found | None:
    """The company that calls itself `we` at the start, or another that is called so."""
    if (named := clauses.defined(scope.text)) is not None and not _is_nobody(named) and agreeing.may_be(named.text):
        return named
    limit = min(len(scope.text), 4000)
    firm = next((one for one in names.firms(scope.text, 0, limit) if _WE.match(scope.text, one.end)), None)
    called = _CALLED_SO.search(scope.text, 0, limit)
    name = found(scope.text, *called.span(1)) if called is not None else None
    if firm is not None or name is None or _NO_SUBJECT.match(name.text) or not agreeing.may_be(name.text):
        return firm
    return name if not scope.text[: name.start].rstrip()[-1:].isdigit() else None


def only_company(scope: Scope) -> Found | None:
    """The only company of the text, but for those that it tells as others."""
    own = [one for one in scope.sections if not one.has(*_ABOUT_OTHERS)]
    every = [firm for one in own for block in one.blocks for firm in agreeing.firms_in(scope, block)]
    every = [one for one in every if not _is_known_other(one) and not clauses.is_joined_house(scope.text, one)]
    every = [one for one in every if not clauses.is_helper(scope.text, one) and not agreeing.may_be_anybody(one.text)]
    only = every[0] if every and len({one.text.casefold() for one in every}) == 1 else None
    is_named_else = any(one.blocks and not one.inline for one in scope.about("controller"))
    return None if is_named_else and len(every) == 1 else only
