"""Names in a section on recipients, with nothing else beside them: `Kuura if you hire a boat`, `Kuura Ring får namnet`.

Below such a heading a name is told because it gets data, however the sentence goes on. Finnish and Swedish write no
noun in a capital within a sentence; in English, and where a sentence begins, more is asked of a name.
"""

import re
from collections.abc import Iterator

from portal.reading.notice.fields import names
from portal.reading.notice.fields.recipients import named, nominatives, services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.tongues import first_names
from portal.reading.notice.tongues.known import NOT_RECIPIENTS
from portal.reading.notice.tongues.towns import is_place
from portal.reading.notice.values import Found

_WORD = r"[A-ZÅÄÖÉÜ0-9][\wåäöéü&'’+-]*(?:\.(?=\w)[\w-]+)*"
_SMALL = r"(?:finländska|svenska|finska|nationella|kommunala|internationella|&|för|i|of|and|ja|och)"
_BODY = (
    r"(?:förbund|förbundet|sällskap|sällskapet|samfund|samfundet|central|centralen|distrikt|distriktet|krets|kretsen"
    r"|institut|institutet|medborgarinstitut|register|registret|främjandet|fonden|kommun|stad|region|universitet"
    r"|liitto|seura|yhdistys|keskus|virasto|laitos|kaupunki|kunta|yliopisto|opisto|rekisteri|rahasto|järjestö)"
)
_RUN = re.compile(
    rf"{_WORD}(?:[ \xa0](?:{_SMALL}[ \xa0])?{_WORD}){{0,4}}(?:[ \xa0](?:{_SMALL}[ \xa0])?[a-zåäö]{{0,14}}{_BODY}\b)?"
)
_BEGINNING = re.compile(
    r"[ \xa0]*(?:\([^()\n]{1,60}\)[ \xa0]*)?(?::|,[ \xa0]|(?:och|ja|and|samt|sekä|om|när|då|vid|för|som|får|ser|har|tar"
    r"|behöver|hanterar|sköter|behandlar|saa|saavat|näkee|näkevät|hoitaa|jos|kun|if|when|for|who|which|gets?|sees?"
    r"|receives?|handles?|needs?|has|tillhandahåller|levererar|efter)\b)"
)
"""How a sentence goes on behind a name with which it begins."""
_OF_BODY = re.compile(
    rf"(?:(?:Finlands|Sveriges|Svenska|Riks\w*|Nationella|Suomen|[A-ZÅÄÖ]\w+s)[ \xa0](?:{_SMALL}[ \xa0])?\w{{0,20}}"
    rf"{_BODY}"
    r"|[A-ZÅÄÖ]\w{2,}[ \xa0](?:kommun|stad|region|kaupunki|kunta)|Polisen|Poliisi"
    r"|[A-ZÅÄÖ]\w{3,}(?:nämnden|(?<!\bkommun)styrelsen|verket|inspektionen|kassan|myndigheten|förbundet|virasto|laitos|registret|främjandet))"
)
_OF_CAPITALS = re.compile(rf"{_WORD}(?:[ \xa0](?:&[ \xa0])?{_WORD}){{1,4}}|{_WORD}-[A-ZÅÄÖ0-9][\w]*")
_INNER = re.compile(
    rf"(?<![\w@./-]){_WORD}(?:[ \xa0](?:(?:&|of|for)[ \xa0])?{_WORD}){{1,4}}(?![@/\w-])"
    rf"|(?<![\w@./-])[A-ZÅÄÖ]{{2,6}}(?![\w@./-])"
    rf"|(?<![\w@./-])[A-ZÅÄÖ][\wåäö]{{3,}}(?:nämnden|styrelsen|registret|verket|kassan|polisen)(?!\w)"
)
"""Runs of capitals, abbreviations and public bodies within a sentence."""
_OF_ROLE = re.compile(
    r"\w*(?:järjestelmä|palvelu|toimisto|ohjelma|yhtiö|yritys|liike|pankki|pitäjä|tarkastaja|laskija|isännöitsijä|kumppani"
    r"|toimittaja|bolaget|byrån|firman|systemet|programmet|leverantören|partnern|banken|konsulten|revisorn?)\b"
)
"""What somebody is, which stands before their name."""
_PLACED = re.compile(
    r"\b(?:i|på|in|inom|utanför|från|ur|nära|at|within|outside|from|into|of|av typen|region\w*|lagen om)(?: the)? $"
)
_TO_EN = re.compile(r"\b(?:to|with|by|through|via|uses?|using)(?: (?:the|our|e\.g\.,?|for example))? $")
_GIVES_EN = re.compile(
    r"\b(?:shared?|sent|sends?|given|gives?|passed|passes|reported|reports?|goe?s?|disclosed?|transferred|forwarded"
    r"|handled|run|kept|stored|processed|hosted|managed|delivered|provided|insured|submitted|made|done|uses?|using)\b"
)
_IN_ASIDE = re.compile(
    r"\b(?:om|när|if|when|jos|kun) (?:du|ni|man|medlemmen|kunden|you|the customer)\b[^,;.]{0,50}$"
    r"|\b(?:har|äger|köpt|köper) (?:en |ett )?$"
)
"""What the person has or does, by which nobody is told to get data: `if you have a Kuura card`."""
_LOCAL_FI = re.compile(r"(?:ss[aä]|st[aä]|lt[aä])$")
_NOT_THERE = re.compile(
    r"tietosuojavaltuut|valvontaviranom|\bvalit|kantel|artikl|lisätie|osoittee|\bklag|integritetsskydd|dataskydd"
    r"|förordning|policy|villkor|avtalsklausul|complain|supervis|regulation|privacy|länk|linkk|\blink|hör av|kontakta"
    r"|contact\b|yhteyttä"
)
_OF_LANGUAGE = re.compile(
    r"(?:Miksi|Mitä|Mihin|Missä|Kuka|Kenelle|Milloin|Vad|Vem|Var|Vart|Varför|Hur|När|Why|What|Who|Where|How"
    r"|Dig|Din|Ditt|Dina|Er|Ert|Era|Vår|Vårt|Våra|Du|Ni|Vi|Jag|Oss|Man|Kund\w*|Medlem\w*|Tjänst\w*|Person\w*|Webb\w*|Bolag\w*"
    r"|Förening\w*|Styrelse\w*|Sajten|Appen|Sidan|Sidorna|Klubben|Byrån|Kliniken|Asiakas\w*|Rekister\w*|Palvelu\w*"
    r"|Sinu\w*|Sinä|Teidän|Te|You|We|Our|Your|Users?|Customers?|Members?|Clients?|Company|Service|Site|App|I"
    r"|Facebook-?grupp\w*|Art(?:ikel)?|Annars|Ingen|Inga|Inget|Alla|Andra|Övriga|Muut|Muille|Kaikki|Ei|Vain|Bara|Endast"
    r"|Kassör\w*|Revisor\w*|Sekreterare\w*|Ordförande\w*|Kansli\w*|Ledare\w*|Personal\w*|Myndighet\w*|Hallitu\w*"
    r"|Sihteeri\w*|Puheenjohtaja\w*|Toimisto\w*|Viranomai\w*|Henkilökunta\w*|Secretary|Treasurer|Board|Office|Staff"
    r"|Committee|Chair\w*|Trustees?|Authorit\w+)"
)
_LEAST = 2
_NEXT_NAME = re.compile(r", [A-ZÅÄÖ][\wåäö]+ [A-ZÅÄÖ]")
_NO_NAME = re.compile(
    r"-[a-zåäö]{3}|\w[./]\w|\d{3}|(?:[Rr]eports?|Workers|Functions|Pages|Hosting|Storage)\b|\b(?:EU|ETA|EES|EEA|API|SDK|DNS|CDN|OS|SCCs?)\b"
)
"""A compound, a host, a code: none of them is a name that only its place in the notice vouches for."""
_COMPOUND = re.compile(
    r"[ \xa0]?-\s*(?!palvel|järjest|ohjel|rekist|sovel|alus|portaal|tjänst|system|register)[a-zåäö]{3}"
)
"""What a name has behind it that is called after it: `Kuura-lehti`."""
_DEFINITE = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?:en|et|na|an)")
_OF_MACHINES = re.compile(
    r"\d{4}|https?:|www\.|\b(?:api|sdk|dns|cdn|server\w*|serv(?:rar|er)\b|palvelim\w*|html|javascript|app store|\w+@)"
)
"""What speaks of machines and pages, where much is written in capitals."""
_ACRONYMS = re.compile(
    r"EU|EES|ETA|EEA|USA|US|UK|GDPR|IMY|PTS|IT|HR|PR|ID|IP|PDF|SMS|MMS|ROT|RUT|VAT|DPO|CV|TV|SCC|DPA|DPF|API|CRM|ERP|QR"
    r"|GPS|SSL|TLS|HTTPS?|VPN|FAQ|OBS|PS|IBAN|SEPA|PIN|FO|PUL|NIS|IOT|AI|ICT|PL|PB|OK|NOT|INTE|EI|ALLA|VI|DU|NI"
)
_LEADS = re.compile(r"\b(?:till|till [a-zåäö]{4,20}förbundet|med) $")
"""What an abbreviation is asked to have before it."""


def below_heading(scope: Scope) -> Iterator[tuple[Found, int, int]]:
    """Each such name with its sentence; a `not` in it is judged by who asks."""
    for section in scope.about("recipients"):
        if section.head is None:
            continue
        for block in section.blocks:
            if block.language not in {"", scope.language} or block.kind == "row":
                continue
            for start, end in sentences(scope.text, block.start, block.end):
                if not _NOT_THERE.search(scope.low, start, end):
                    yield from ((one, start, end) for one in _in_sentence(scope, start, end))


def _in_sentence(scope: Scope, start: int, end: int) -> Iterator[Found]:
    if (one := _at_beginning(scope, start, end)) is not None:
        yield one
    last: Found | None = None
    for one in _candidates(scope, start, end):
        follows = last is not None and named.LINK.fullmatch(scope.text, last.end, one.start) is not None
        if one.start > start and _is_one(scope, one, start, follows=follows):
            last = one
            if not services.begins_known(one.text):
                yield one


def _candidates(scope: Scope, start: int, end: int) -> list[Found]:
    """What is a name anyhow, and runs of capitals within a sentence, of whatever words they are."""
    every = {one.start: one for one in named.names_in(scope, start, end)}
    sure = [one for one in every.values() if services.begins_known(one.text) or names.has_form(one.text)]
    if _OF_MACHINES.search(scope.low, start, end):
        return sure
    if sure:
        return list(every.values())
    for run in _INNER.finditer(scope.text, start, end):
        value = found(scope.text, *run.span())
        if value is None or any(one.start < value.end and value.start < one.end for one in every.values()):
            continue
        if value.start > start and not is_place(value.text) and not _starts_cell(scope, start, value.start):
            every[value.start] = value if value.text.endswith("ion") else nominatives.nominative(scope, value)
    return [every[at] for at in sorted(every)]


def _starts_cell(scope: Scope, start: int, at: int) -> bool:
    return scope.text[start:at].rstrip(" \xa0\"'”“(*•")[-1:] in {":", "\n", "\t", "–", "—", "-", "", "."}


def _is_one(scope: Scope, one: Found, start: int, *, follows: bool) -> bool:
    words = one.text.split()
    if first_names.is_first_name(words[0]) and named.is_person(scope, one):
        return False
    if _OF_LANGUAGE.fullmatch(words[0]) or words[0] in NOT_RECIPIENTS or not named.may_name(scope, one):
        return False
    sure = services.begins_known(one.text) or names.has_form(one.text)
    before = scope.low[max(start, one.start - 60) : one.start]
    if one.text.isupper() and not sure:
        return _ACRONYMS.fullmatch(one.text) is None and _is_listed_body(scope, one, before)
    if _COMPOUND.match(scope.low, one.end):
        return False
    if not sure and (_NO_NAME.search(one.text) or named.PLACE.match(scope.low, one.start)):
        return False
    if scope.language == "en":
        is_given = _TO_EN.search(before) is not None and _GIVES_EN.search(scope.low, start, one.start) is not None
        return follows or is_given
    if scope.language == "fi" and not sure and _LOCAL_FI.search(scope.low, one.start, one.end):
        return False
    if scope.language == "sv" and not sure and _DEFINITE.fullmatch(one.text) and not _OF_BODY.fullmatch(one.text):
        return False
    return sure or (_PLACED.search(before) is None and _IN_ASIDE.search(before) is None)


def _is_listed_body(scope: Scope, one: Found, before: str) -> bool:
    """`till SGU`, and `längs leden, SJ, Vy Tåg och Kuura Resor`: letters, where a body is given something."""
    if " " in one.text or scope.language == "en" or len(one.text) < _LEAST:
        return False
    is_listed = before.endswith(", ") and _NEXT_NAME.match(scope.text, one.end) is not None
    return is_listed or _LEADS.search(before) is not None


def _at_beginning(scope: Scope, start: int, end: int) -> Found | None:
    """The name with which a sentence begins, where it is written as no common noun is."""
    run = _RUN.match(scope.text, start, end)
    if run is None or _BEGINNING.match(scope.text, run.end(), end) is None:
        return None
    value = found(scope.text, *run.span())
    if value is None or value.text.split()[0] in NOT_RECIPIENTS or _OF_LANGUAGE.fullmatch(value.text.split()[0]):
        return None
    is_name = _OF_BODY.fullmatch(value.text) or (
        scope.language != "en"
        and _OF_CAPITALS.fullmatch(value.text)
        and not (first_names.is_first_name(value.text.split()[0]) and named.is_person(scope, value))
    )
    if _OF_ROLE.match(value.text) or _NO_NAME.search(value.text) or services.begins_known(value.text.split()[0]):
        return None
    if not is_name or is_place(value.text) or not named.may_name(scope, value):
        return None
    return None if names.has_form(value.text) else value
