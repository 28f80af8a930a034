"""Who answers, and whom to ask, as a clause anywhere in a sentence tells it."""

import re
from collections.abc import Iterator

from portal.reading.notice.fields import names
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_WORD = r"[A-ZÅÄÖ0-9][\w&.'’-]*"
_NAME = rf"(?P<name>[A-ZÅÄÖ][\w&.'’-]*(?: (?:(?:&|and|och|ja|of|the|a|i|på|för|de) ){{0,2}}{_WORD}){{0,6}})"
_ASIDE = r"(?: ?\([^()\n]{1,110}\))?"
_BEGINS = (
    r"(?:^|^(?:For|Under|Within|In|As|Pursuant|According|With|Where|Enligt|Inom|Vid|För|Med|I)\b[^,;\n]{0,160}, "
    r"|\b[Ww]e, |\bthat )(?:[Tt]he )?"
)
"""Where such a clause begins: with its sentence, or behind what leads to it, and in no list of an address."""
_IS_CONTROLLER = {
    "en": re.compile(
        rf"{_BEGINS}{_NAME}{_ASIDE},? (?:(?:is|acts as|will be|shall be|is registered(?: with [^.,]{{0,50}})? as)"
        r"|(?<=, )as) (?:(?:the|a|an|your|our|sole) )*[\"“‘']?(?:[Dd]ata )?[Cc]ontroller\b"
        rf"|{_BEGINS}{_NAME.replace('name', 'answers')}{_ASIDE}(?:, [^,.\n]{{3,70}},)? is (?:\w+ )?responsible"
        r" for (?:the )?(?:collection|processing|protection|handling|use)(?: and \w+)? of (?:your |the |all |any )?"
        r"(?:personal )?(?:data|information)\b"
    ),
    "fi": re.compile(rf"{_BEGINS}{_NAME}{_ASIDE},? (?:on|toimii)(?: \w+){{0,2}} [\"”]?rekisterinpitäj(?:ä|änä)\b"),
    "sv": re.compile(rf"{_BEGINS}{_NAME}{_ASIDE},? är (?:\w+ )?[\"”]?personuppgiftsansvarig\b"),
}
_PERSON = r"(?P<name>[A-ZÅÄÖÉ][\w'’-]+(?: (?:af|von|de|van))?(?: [A-ZÅÄÖÉ][\w'’-]+){1,3})"
_I_ANSWER = {
    "en": re.compile(
        rf"\bI(?: am|['’]m|,) {_PERSON},? [^.\n]{{0,120}}\b(?:controller|sole trader|self-employed"
        r"|responsible for (?:your|the|all|any) (?:\w+ )?(?:data|information))"
    ),
    "fi": re.compile(
        rf"\b(?:[Mm]inä(?: olen|,)?|[Oo]len) {_PERSON},? [^.\n]{{0,120}}\b(?:rekisterinpitäjä|vastaan|toiminimi\w*)"
    ),
    "sv": re.compile(
        rf"\b[Jj]ag(?: heter| är|,) {_PERSON},? [^.\n]{{0,120}}\b(?:personuppgiftsansvarig|ansvarar|ansvarig"
        r"|enskild firma)"
    ),
}
"""Somebody who answers for it alone, in their own words."""
_DEFINED = re.compile(
    r"\bCompany\b\W{0,6}\((?:hereinafter )?referred to as [^()\n]{2,120}\) refers to (?P<name>[A-ZÅÄÖ0-9][^,\n]{1,70}?)"
    r"(?=,|\.\s|\.?$|\n)", re.M
)  # fmt: skip
_WE_MEANS = re.compile(
    r"(?:(?<!\w)[\"“”'’‘](?:[Ww]e|[Uu]s|[Oo]ur|[Vv]i|[Oo]ss|[Mm]e)[\"“”'’][^.\n]{0,40}?"
    r"|\b[Rr]eferences to (?:we|us)\b[^.\n]{0,30}?)"
    r" (?:means?|refers? to|are(?: references)? to|is|are|menas|avses|tarkoittaa|tarkoitetaan|viittaa) (?:the )?"
    rf"{_NAME}"
    rf"|(?:^|(?<=[.!] ))(?:We|Vi|Me) \((?:the )?{_NAME.replace('name', 'within')}(?=[,)])",
    re.M,
)
"""How a notice says for whom its `we` stands."""
_IS_NOT = re.compile(r"\b(?:not|nor|ei|eivät|inte|ej)\b")
_OF_OTHERS_BEFORE = re.compile(
    r"(?:\b[Ww]e(?: are|['’]re) (?:also )?(?:an? )?(?:\w+ )?members? of|\b(?:regulated|accredited|authori[sz]ed"
    r"|supervised) by|\bregistered with|\b[Vv]i är (?:\w+ )?medlem(?:mar)? (?:i|av)|\banslutna? till)(?: the)? *$"
)
_PART_OF = re.compile(
    r"\b(?:(?:part|member|subsidiary|division) of|en del av|ingår i|dotterbolag till|tillhör|osa|kuuluu)(?: the)? *$"
)
_IS_GROUP = re.compile(r"\b(?:Group|Holdings?|\w*[Kk]oncern\w*|\w*[Gg]ruppen|\w*konserni\w*)\b|-yhtiöt\b")
"""A group of companies, of which the one that answers is a part."""
_OF_OTHERS_AFTER = re.compile(r":?n jäsen(?:yritys|liike|seura)?\b")
_BEFORE = 60
_SHORT = 6
_LONGEST_SENTENCE = 400
_MOST_READ = 20_000
_SEAT = re.compile(r"\b(?:office|seat|säte|kotipaikka|domiciled|located)\b[^.\n]{0,60}$")
_MOST_ASIDES = 4
"""How many details may stand between a name and its short form: its id, its address."""
_WHOLE_NAME = re.compile(_NAME)
_A_HOUSE = re.compile(
    r"(?:Clinic|Club|Parish|Charity|Society|Practice|School|Church|Trust|Foundation|Council|Company|Association|College"
    r"|Academy|Firm|Group|Surgery|Centre|Community|Studio|Shop|Organi[sz]ation|Museum|Hotel|Board|Committee|Secretary"
    r"|Toimisto|Yhtiö|Yritys|Yhdistys|Seura|Kerho|Klubi|Liitto|Säätiö|Seurakunta|Klinikka|Kauppa|Koulu|Osuuskunta"
    r"|Hotelli|Ravintola|Järjestö|Kilta|Orkesteri|Kuoro|Teatteri|Museo|Kirjasto|Päiväkoti|Taloyhtiö|Osakeyhtiö|Rahasto"
    r"|Orkestern|Kören|Teatern|Museet|Biblioteket|Gillet|Logen|Fonden|Orchestra|Choir|Theatre|Library|Nursery|Fund"
    r"|Föreningen|Bolaget|Kommanditbolaget|Handelsbolaget|Aktiebolaget|Företaget|Klubben|Byrån|Kliniken|Stiftelsen|Församlingen|Skolan|Butiken|Firman|Koncernen"
    r"|Sällskapet|Förbundet|Kåren|Hotellet|Restaurangen)"
)
"""What a notice calls the house that it defines so, and no name of its own."""
_HELPS = re.compile(
    r"\b(?:uses?|using|used|käytämme|käytetään|använder|anlitar|anlitas|samarbet\w+|yhteistyö\w*"
    r"|(?:rules|standards|guidelines) issued by|supervised by|hoitaa|hoidetaan|kautta|käsittelijä\w*|toimittaja\w*"
    r"|\w*biträde\w*|leverantör\w*|via|genom|through|processors?|provider|hosted|alusta\w*"
    r"|platt?form\w*)\b", re.I
)  # fmt: skip
_ACCOUNTS = re.compile(
    r"\b(?:laskut\w*|palkat|palkan\w*|löner\w*|faktur\w+|tilitoimisto\w*|kirjanpi\w*|bokför\w*|redovisning\w*|accountants?|accounting|payroll"
    r"|(?:built|made|designed) by|tehnyt|toteutta\w+|(?:gjord|byggd|skapad) av)\b"
    r"|\b(?:foto\w*|kuvat?|bild\w*|photos?|images?|sivut|webb\w*|kod|code):", re.I
)  # fmt: skip


def controller_in(text: str, start: int, end: int, language: str) -> Found | None:
    """`For these laws, Example Club (EC) is the "data controller"`; `Example Club, as the controller, tells`."""
    said, places = narrowed(text, start, end)
    one = _IS_CONTROLLER[language].search(said)
    if one is None:
        return None
    group = next(group for group, value in one.groupdict().items() if value)
    return found(text, places[one.start(group)], places[one.end(group) - 1] + 1)


def first_person(text: str, language: str) -> Found | None:
    """`I am Example Person, a sole trader, and I am responsible for your data`."""
    one = _I_ANSWER[language].search(text)
    return found(text, *one.span("name")) if one is not None else None


def defined(text: str) -> Found | None:
    """Whom the definitions of a common form of notices call `Company`."""
    one = _DEFINED.search(text) or _WE_MEANS.search(text, 0, min(len(text), _MOST_READ))
    if one is None:
        return None
    return found(text, *one.span("within" if "within" in one.re.groupindex and one["within"] else "name"))


def is_house(word: str) -> bool:
    """Whether a word is what any notice calls its house, as `Trust`."""
    return _A_HOUSE.fullmatch(word) is not None


def is_denied(text: str) -> bool:
    """Whether words say of somebody that they are not what they speak of: `is not a controller`."""
    return _IS_NOT.search(text) is not None


def is_joined_house(text: str, place: Found) -> bool:
    """Whether somebody is named as a house of which the controller is a member, or that watches over it."""
    before = text[max(0, place.start - _BEFORE) : place.start]
    after = _OF_OTHERS_AFTER.match(text, place.end)
    is_ours = after is not None and before.endswith(("lemme ", " on "))
    is_of_group = _IS_GROUP.search(place.text) is not None and _PART_OF.search(before) is not None
    return is_ours or is_of_group or _OF_OTHERS_BEFORE.search(before) is not None


def is_helper(text: str, place: Found) -> bool:
    """Whether its line says right before somebody what they do for the controller."""
    return _HELPS.search(text, _line_before(text, place), place.start) is not None or is_of_accounts(text, place)


def is_of_accounts(text: str, place: Found) -> bool:
    """Whether its line says right before somebody that they do the accounts, or made the site."""
    return _ACCOUNTS.search(text, _line_before(text, place), place.start) is not None


def _line_before(text: str, place: Found) -> int:
    return max(text.rfind("\n", 0, place.start) + 1, place.start - _BEFORE)


def meant(text: str, name: Found) -> Found | None:
    """Whom a word stands for that a notice defines, `Example Ltd ("the Clinic")`; None where it stands for nobody."""
    word = name.text.removeprefix("The ")
    if " " in word:
        return name
    is_a_thing = _A_HOUSE.fullmatch(word) is not None
    if not is_a_thing and not (word.isupper() and len(word) < _SHORT):
        return name
    defined = re.search(
        rf"\((?:[^()\n]{{0,40}}[ \"“”'])?(?:[\"“”'](?:[Tt]he )?{re.escape(word)}[\"“”']"
        rf"|\b(?:jäljempänä|myöhemmin|nedan|härefter|hereinafter|below) {re.escape(word.lower())}\))",
        text,
    )
    if defined is not None:
        firm = _firm_before(text, defined.start())
        if firm is not None:
            return firm
        stop = len(text[: defined.start()].rstrip())
        for _ in range(_MOST_ASIDES):
            for one in reversed(list(_WHOLE_NAME.finditer(text, max(0, stop - 90), stop))):
                if one.end() == stop and not one["name"].startswith("The "):
                    return found(text, *one.span("name"))
            stop = text.rfind(", ", max(0, stop - 90), stop)
            if stop < 0:
                break
    return _of_form(text, word) if is_a_thing else name


def _firm_before(text: str, at: int) -> Found | None:
    """The firm of a sentence that says its seat, then what it is called: `Example Oy, its office in X (the "Firm")`."""
    start = max(0, at - _LONGEST_SENTENCE, text.rfind("\n", 0, at) + 1)
    if _SEAT.search(text, start, at) is None:
        return None
    *_, firm = (None, *names.firms(text, start, at))
    return firm


def _of_form(text: str, word: str) -> Found | None:
    """The one firm whose form a word is: `Kommanditbolaget` of `Exempels Kontor Kommanditbolag`."""
    said = [one for one in names.firms(text, 0, min(len(text), _MOST_READ)) if one.text.endswith(f" {word[:-2]}")]
    return said[0] if said and len({one.text for one in said}) == 1 else None


def narrowed(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """A passage with one blank for a run of them, and where each of its signs stands."""
    places = list(_kept(text, start, end))
    return "".join(" " if text[at].isspace() else text[at] for at in places), places


def _kept(text: str, start: int, end: int) -> Iterator[int]:
    for at in range(start, end):
        if not text[at].isspace() or at == start or not text[at - 1].isspace():
            yield at
