"""Whom to ask, where no heading says it: `our Programme Manager, Maija Mallinen`, `Ring Maija, 031-123 45 67`."""

import itertools
import re
from collections.abc import Iterator

from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import agreeing, clauses, marks
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues import first_names
from portal.reading.notice.values import Found, Who

_ROLE = (
    r"(?:[Mm]anager|[Oo]fficer|[Aa]dministrator|[Ww]arden|[Ll]ead|[Dd]irector"
    r"|[Ss]ecretary|[Cc]hair(?:man|person|woman)?|[Cc]oordinator|[Oo]wner"
    r"|[Ff]ounder|[Tt]rustee|[Tt]reasurer|[Cc]lerk|[Bb]ursar|\w*[Oo]mbud|\w*[Oo]rdförande|\w*chef|\w*samordnare"
    r"|\w*sekreterare)"
)
_OF_PRIVACY = (
    r"(?:(?i:(?:data protection|privacy|gdpr|data)"
    r" (?:officer|lead|manager|contact|coordinator|representative|champion|person)"
    r"|dpo|contact person|caldicott guardian|information governance (?:lead|officer|manager)"
    r"|senior information (?:risk|rights|governance) (?:owner|officer)"
    r"|information (?:rights|security|compliance) (?:lead|officer|manager))"
    r"|[Tt]ietosuojavastaava\w*|[Yy]hteyshenkilö\w*|[Yy]hteysmies|[Yy]hteysnainen"
    r"|[Tt]ieto(?:suoja)?-?(?:asioi|kysymyksi)\w+|[Rr]ekisteriasioi\w+|(?:[Tt]ietosuoja-|[Rr]ekisteri)asiat"
    r"|[Dd]ataskyddsombud\w*|[Kk]ontaktperson\w*|[Dd]ataskyddsansvarig\w*"
    r"|(?:[Pp]ersonuppgifts|[Rr]egister|[Dd]ataskydds)frågor"
    r"|[Rr]ekisterin hoitaja:?|[Rr]egisterskötare\w*|[Yy]ht\. ?henk\."
    r"|(?:[Vv]astaava|[Aa]nsvarig person|[Qq]ueries|[Qq]uestions|[Rr]equests|[Ff]rågor|[Kk]ysymykset):"
    r"|(?:[Ff]rågor|[Ff]rågorna|[Ff]örfrågningar)(?: [a-zåäö]+){0,4} besvaras av"
    r"|[Rr]equests (?:go|should go|are handled) (?:to|by)|[Kk]ysymyksiin vastaa|[Ll]isätietoja antaa"
    r"|[Tt]ieto(?:suoja|je)\w*(?: [a-zåäö]+){0,2} vastaa)"
)
_FEW_WORDS = r"(?:[a-zåäöéü-]+ ){0,3}"
"""What somebody is, in small letters before their name."""
_BEFORE = re.compile(
    rf"(?:{_OF_PRIVACY}(?: \([^()\n]{{3,40}}\))?"
    rf"(?: (?:is|are|on|toimii|är|heter|vastaa|hoitaa|auttaa|palvelee|huolehtii)\b:?|:|,|–)? ?{_FEW_WORDS}"
    rf"|\b(?:[Oo]ur|[Tt]he|[Vv]år) (?:[A-Z]\w+\.? ){{0,3}}{_ROLE},"
    rf"|\b(?:to|with|contact|[Oo]ur|[Vv]år) (?:the |our )?{_FEW_WORDS}{_ROLE}, )"
    r"(?: ?(?:Mr|Mrs|Ms|Miss)\.?)? *$"
)
_AFTER = re.compile(
    rf" ?(?:, |\()(?:(?:our|the|vår) )?(?:[A-Z]\w+ |[a-zåäö]+ ){{0,3}}{_ROLE}\b|,? who is (?:responsible|in charge)\b"
)
_ANSWERS = re.compile(
    r" (?:\([^()\n]{3,80}\) )?(?:will (?:answer|help)|answers|deals with (?:\w+ ){0,2}(?:requests|queries|questions)"
    r"|looks after (?:\w+ ){0,2}(?:data|privacy|requests)|svarar (?:\w+ )?på (?:\w+ )?frågor"
    r"|(?:is|will be|has been|acts as)(?: \w+){0,2}?(?: as)?(?: (?:our|the|a))?(?: \w+)?"
    r" (?:[Dd]ata [Pp]rotection|[Pp]rivacy|GDPR) (?:[Oo]fficer|[Ll]ead|[Mm]anager|[Cc]ontact|[Rr]epresentative)"
    r"|(?:as|to be|to act as)(?: (?:our|the|a|its))?(?: \w+)?"
    r" (?:[Dd]ata [Pp]rotection|[Pp]rivacy|GDPR) (?:[Oo]fficer|[Ll]ead|[Mm]anager|[Cc]ontact|[Rr]epresentative)"
    r"|(?:är|blir) (?:vårt?|bolagets|företagets|föreningens|klubbens) (?:dataskydds\w+|kontaktperson\w*|gdpr-\w+)"
    r"|(?:on|toimii) (?:\w+ )?(?:tietosuojavastaava\w*|yhteyshenkilö\w*)"
    r"|(?:till|som|att vara) (?:vårt |vår |bolagets |föreningens )?(?:dataskyddsombud|dataskyddsansvarig\w*)"
    r"|hoitaa (?:\w+ )?(?:näitä |tietosuoja-?|rekisteri-?)\w*|vastaa (?:\w+ )?(?:kysymyks|tietosuoja|rekisteri)\w*)"
)
_ASKS = re.compile(
    r"\b(?:contact|drop|write to|reach|e-?mail|call|ring|phone|ask for|speak (?:to|with)|talk to|questions to"
    r"|kontakta|mejla|maila|skriva? till|fråga(?: efter)?|hör av dig till|(?:du|ni) når|requests? to|begäran till"
    r"|vänd dig till|vänder du dig till|tala med"
    r"|(?:ta det|prata|snacka|hör) med|säg till|ställs till|besvaras av|svarar"
    r"|vastaa|soita|viesti\w*|yhteydessä|käänny|kääntyä|palvelee"
    r"|auttaa|nykäise hihasta|osoittamaan|kysy(?: [\w ]{2,40}:)?)"
    rf":?(?: *| our [\w ,]{{2,40}}| vår \w+,? ?| (?-i:{_FEW_WORDS})(?-i:[A-ZÅÄÖ][a-zåäö]+ (?=$))?)$",
    re.I,
)
_FIRST_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,14}(?![\w@.-]*@)(?!\w)(?! [A-ZÅÄÖ])")
_TITLE = re.compile(r"(?<!\w)(?:Dr|Prof|Rev|Cdr|Capt|Maj|Col)\.? $")
_HONOURS = re.compile(r"(?:,? (?:RN|OBE|MBE|CBE|PhD|MD|JP|QC|KC))*(?: \(Retd?\.?\))?")
_OBLIQUE = re.compile(r"(?:i?lle|i?ltä|i?lta|i?llä|i?lla)$")
_CASE = re.compile(r"i?lle|i?lt[aä]|i?ll[aä]|i?st[aä]|[aeiouyäö]?n|n|a|ä|ta|tä")
_NAMED_AS = re.compile(r"\b(?:nimittä|valin|asetta)\w+ (?:\w+ ){0,2}(?:tietosuojavastaavaksi|yhteyshenkilöksi) \Z")
"""`Olemme nimittäneet tietosuojavastaavaksi Anna Mallisen`: what follows is the object of the sentence."""
_OF_OBJECT = re.compile(r"sen\Z|(?<=[^aeiouyäöå])in\Z|(?<=[aeiouyäöå])n\Z")
_LINE = re.compile(r"[^\n]+")
_LEADS = re.compile(
    rf"[\W_]{{0,5}}(?:{_FEW_WORDS}|(?:[A-ZÅÄÖ]\w+:? ){{0,2}}|(?:The )?(?:[A-Z]\w+\.? ){{0,3}}{_ROLE},? )?"
)
_OF_ANOTHER = re.compile(
    r"\b(?:(?:Oy|Ab|AB|Ltd|Inc|GmbH)(?::n|:s|['’]s|s)?"
    r"|(?:[Pp]rovider|[Hh]ost|[Pp]rocessor|[Pp]artner|[Ss]upplier|Google|Facebook|Meta|LinkedIn)(?:['’]?s)?"
    r"|[Ll]everantörens|[Bb]iträdets|[Tt]oimittajan|[Kk]äsittelijän) $"
)
"""What stands before the contact person of another house."""
_SEPARATOR = re.compile(r"(?:, [A-ZÅÄÖ][\w ]{2,30}(?=,)){0,2}[\s,(|–-]{1,12}(?:(?:puh|tel|tfn|tlf|phone|gsm)\.?:? ?)?")
_POSTAL = re.compile(r", (?:\d{3} ?\d{2}|\d{5}) [A-ZÅÄÖ]")
_NUMBER = re.compile(r"(?<![\w.@])\+?\d[\d ()–-]{6,16}\d(?![\w@])")
_SHARED = re.compile(
    r"(?:info|posti?|mail|mejl|hej|moi|support|kontakt|contact|sales|hello|privacy|office|admin|team|help|legal"
    r"|data|security|reception|us"
    r"|styrelse\w*|kansli\w*|hallitus\w*|sihteeri\w*|sekreterare\w*|ordförande\w*|kassör\w*|gdpr|dpo"
    r"|kundtjänst|asiakaspalvelu\w*|toimisto\w*|meille|meidät|oss|polisen|växeln|\w+linjen|\w+jouren|\w+telefonen|\w*puhelin|helpline)",
    re.I,
)
_OFFICE = re.compile(r",\s(?:[a-zåäö]{5,} ){1,2}")
_MOST = 40
_MOST_PEOPLE = 1_500
_FAR = 90
_NEAR = 60
_ABOUT_OTHERS = ("recipients", "transfers", "cookies")
_LEAST_TRADE = 5
"""A shorter word is a name: `Savi Santeri Mallinen`."""
_LINES_BELOW, _INITIALS = 3, 2
"""How far below a name its mailbox stands, and how much of a mailbox is no name yet."""


def told(scope: Scope, controller: Who) -> Who:
    """The one person whom a notice tells to ask; nobody where it tells several in one manner."""
    for way in (_told(scope), _asked(scope), _signed(scope), _beside(scope, controller)):
        every = [(_bare(scope, name), end) for name, end in itertools.islice(way, _MOST)]
        said = [one for one in every if not _is_controller(one[0], controller)]
        if len({one.text for one, _ in said}) == 1:
            name, end = said[0]
            name = _in_full(scope, without_trade(scope.text, name))
            return Who(name=name, email=next(marks.emails(scope.text, name.end, end), None))
        if said:
            return Who()
    return Who()


def without_trade(text: str, name: Found) -> Found:
    """`Maija Mallinen` of `Snickare Maija Mallinen`: what stands before the first name is what they do."""
    first, *rest = name.text.split()
    is_titled = len(first) >= _LEAST_TRADE and len(rest) > 1 and rest[0][:1].isupper() and not first.endswith(".")
    if (
        not is_titled
        or _TITLE.fullmatch(f"{first} ")
        or first_names.is_first_name(first)
        or not first_names.is_sure(rest[0])
    ):
        return name
    return found(text, text.index(rest[0], name.start), name.end) or name


def _in_full(scope: Scope, name: Found) -> Found:
    """Who is called by their first name alone, as the notice has them in full elsewhere."""
    if " " in name.text:
        return name
    full = itertools.islice(
        (one for one, start, end in _people(scope) if not _is_in_firm(scope, one, start, end)), _MOST
    )
    return next((one for one in full if one.text.startswith(f"{name.text} ")), name)


def _is_in_firm(scope: Scope, name: Found, start: int, end: int) -> bool:
    """`Maija Mallinen Bil` of `Maija Mallinen Bil AB`."""
    return any(one.start <= name.start < one.end for one in names.firms(scope.text, start, end))


def _is_controller(name: Found, controller: Who) -> bool:
    """Whether a person is the trader who answers themself."""
    own = controller.name.text if controller.name is not None else ""
    return " " in name.text and name.text in own and len(own) - len(name.text) <= len(" enskild firma")


def _people(scope: Scope) -> Iterator[tuple[Found, int, int]]:
    """The people of each sentence that is not about others, with its bounds."""
    for start, end, section in scope.all_sentences():
        if section.has(*_ABOUT_OTHERS) and not section.has("contact"):
            continue
        for name in names.people(scope.text, start, end):
            if not agreeing.is_of_others(scope, name, is_at_edge=True) and not clauses.is_of_accounts(scope.text, name):
                yield name, start, end


def _beside(scope: Scope, controller: Who) -> Iterator[tuple[Found, int]]:
    """`Example Oy, isännöitsijä Maija Mallinen`: who is named with their office right behind the controller."""
    if controller.name is not None:
        start = controller.name.end
        stop = min(len(scope.text), start + _FAR)
        for name in names.people(scope.text, start, stop):
            if _OFFICE.fullmatch(scope.text, start, name.start):
                yield with_title(scope.text, name), stop
            return


def _told(scope: Scope) -> Iterator[tuple[Found, int]]:
    """Who has the duty, or is named with their office where a sentence says whom to ask."""
    for name, start, end in itertools.islice(_people(scope), _MOST_PEOPLE):
        full = with_title(scope.text, name)
        before = _before(scope, start, full.start) or _led(scope, full.start)
        after = _AFTER.match(scope.text, full.end, end)
        has_duty = _BEFORE.search(before)
        if has_duty is not None and _OF_ANOTHER.search(before[: has_duty.start()]):
            continue
        answers = _ANSWERS.match(scope.text, full.end, end)
        if has_duty is not None or answers is not None or (after is not None and _ASKS.search(before)):
            yield full, end


def _asked(scope: Scope) -> Iterator[tuple[Found, int]]:
    """Whom a sentence tells to ask, where a mailbox or a number of theirs follows."""
    seen = 0
    for start, end, section in scope.all_sentences():
        if section.has(*_ABOUT_OTHERS) and not section.has("contact"):
            continue
        people = list(names.people(scope.text, start, end))
        seen += len(people)
        if seen > _MOST_PEOPLE:
            return
        for name in (*people, *_first_names(scope, start, end, people)):
            full = with_title(scope.text, name)
            before = _before(scope, start, full.start)
            is_asked = _ASKS.search(before) is not None and _has_details(scope, name, full.end, end)
            if is_asked or (full.start == start and _is_own_box(scope, name, end)):
                yield full, end


def _led(scope: Scope, start: int) -> str:
    """The end of the line above a name, where a colon leads from it to the name."""
    above = scope.text[max(0, start - _FAR) : start]
    last = above.rstrip(" \t\n\xa0*_•").rpartition("\n")[2]
    return f"{' '.join(last.split())} " if "\n" in above and last.endswith(":") else ""


def is_asked(scope: Scope, name: Found) -> bool:
    """Whether a sentence tells to ask somebody by their name, with a mailbox or a number behind it."""
    return any(one.text == name.text for one, _ in itertools.islice(_asked(scope), _MOST))


def _before(scope: Scope, start: int, end: int) -> str:
    """What a sentence says before a name, with one blank for a run of them."""
    return re.sub(r"\s+", " ", scope.text[max(start, end - _FAR) : end])


def _first_names(scope: Scope, start: int, end: int, people: list[Found]) -> Iterator[Found]:
    for one in _FIRST_NAME.finditer(scope.text, start, end):
        is_part = any(name.start <= one.start() < name.end for name in people)
        name = found(scope.text, one.start(), one.end())
        if name is None or is_part or names.is_of_forms(name.text) or _SHARED.fullmatch(name.text):
            continue
        if agreeing.may_be(name.text):
            yield name


def _has_details(scope: Scope, name: Found, start: int, end: int) -> bool:
    """Whether a number follows, or a mailbox that may be theirs."""
    far = min(end, start + _NEAR)
    mail = next(marks.emails(scope.text, start, min(len(scope.text), end)), None)
    is_mail = mail is not None and mail.start < far
    if _NUMBER.search(scope.text, start, far) is not None or _POSTAL.search(scope.text, start, far) is not None:
        return True
    return is_mail and mail is not None and (_is_called(mail, name) or (" " in name.text and not _is_shared(mail)))


def _is_own_box(scope: Scope, name: Found, end: int) -> bool:
    """`Maija på kontoret svarar: maija@example.org`: whether a mailbox has just that name, and its house another."""
    mail = next(marks.emails(scope.text, name.end, min(end, name.end + _NEAR)), None)
    box, _, house = mail.text.casefold().partition("@") if mail is not None else ("", "", "")
    is_label = scope.text[name.end : name.end + 1] == ":"
    return box == name.text.casefold() and box not in house and not is_label


def _is_shared(mail: Found) -> bool:
    """Whether a mailbox is that of a house."""
    return _SHARED.fullmatch(mail.text.partition("@")[0]) is not None


def _is_called(mail: Found, name: Found) -> bool:
    return name.text.casefold()[:4] in mail.text.partition("@")[0].casefold()


def _signed(scope: Scope) -> Iterator[tuple[Found, int]]:
    """A person at the beginning of a line, or alone on one, with a number or a mailbox of their own behind it."""
    for section in scope.sections:
        if section.has(*_ABOUT_OTHERS, "rights", "security", "sources") and not section.has("contact"):
            continue
        for block in section.blocks:
            for line in _LINE.finditer(scope.text, block.start, block.end):
                for name in itertools.islice(names.people(scope.text, line.start(), line.end()), _MOST):
                    if agreeing.is_of_others(scope, name, is_at_edge=True) or clauses.is_helper(scope.text, name):
                        continue
                    if (said := _with_details(scope, name, line, block.end)) is not None:
                        yield said
                        break


def _with_details(scope: Scope, name: Found, line: re.Match[str], end: int) -> tuple[Found, int] | None:
    """A person who begins their line, or a sentence in it, where details of theirs come next."""
    full = with_title(scope.text, name)
    begins = max(line.start(), scope.text.rfind(". ", line.start(), max(line.start(), full.start - 6)) + 1)
    is_first = any(_LEADS.fullmatch(scope.text, start, full.start) for start in {begins, line.start()})
    if not is_first and not _has_own_mail_behind(scope, full):
        return None
    behind = _SEPARATOR.match(scope.text, full.end, end)
    if behind is not None and _begins_with_details(scope, behind.end(), end):
        return full, line.end()
    if not scope.text[name.end : line.end()].strip() and _has_own_mail(scope, name):
        return full, name.end + 2 * _FAR
    return None


def _has_own_mail_behind(scope: Scope, name: Found) -> bool:
    """Whether the next that comes is a mailbox called like them."""
    mail = next(marks.emails(scope.text, name.end, min(len(scope.text), name.end + _FAR)), None)
    gap = _SEPARATOR.match(scope.text, name.end, mail.start) if mail is not None else None
    return mail is not None and gap is not None and gap.end() == mail.start and _is_called(mail, name)


def _begins_with_details(scope: Scope, start: int, end: int) -> bool:
    mail = next((one for one in marks.emails(scope.text, start, end) if not _is_shared(one)), None)
    phone = _NUMBER.match(scope.text, start, end) or _NUMBER.match(scope.text, start + 1, end)
    return phone is not None or (mail is not None and mail.start - start < len("+( "))


def _has_own_mail(scope: Scope, name: Found) -> bool:
    """Whether a mailbox called like them stands on one of the two lines below, as under a letter."""
    mail = next(marks.emails(scope.text, name.end, min(len(scope.text), name.end + 2 * _FAR)), None)
    return mail is not None and scope.text[name.end : mail.start].count("\n") <= _LINES_BELOW and _is_called(mail, name)


def with_title(text: str, name: Found) -> Found:
    """A name with the title before it and the honours behind it."""
    title = _TITLE.search(text, max(0, name.start - 6), name.start)
    honours = _HONOURS.match(text, name.end)
    start = title.start() if title is not None else name.start
    end = honours.end() if honours is not None else name.end
    if (start, end) == (name.start, name.end):
        return name
    return Found(" ".join(text[start:end].split()), start, end)


def _bare(scope: Scope, name: Found) -> Found:
    """A name without the ending that Finnish gives it, where a mailbox or the text has it without one too."""
    if scope.language != "fi":
        return name
    if _NAMED_AS.search(scope.low, max(0, name.start - _FAR), name.start):
        return Found(_OF_OBJECT.sub(lambda one: "nen" if one[0] == "sen" else "", name.text), name.start, name.end)
    mail = next(marks.emails(scope.text, name.end, min(len(scope.text), name.end + _FAR)), None)
    boxes = re.split(r"[._+-]", mail.text.partition("@")[0].casefold()) if mail is not None else []
    last = name.text.rpartition(" ")[2]
    for box in boxes:
        rest = last.casefold().removeprefix(box)
        if len(box) > _INITIALS and rest != last.casefold() and _CASE.fullmatch(rest):
            return Found(name.text[: len(name.text) - len(rest)], name.start, name.end)
    ending = _OBLIQUE.search(name.text)
    stem = name.text[: ending.start()] if ending is not None else name.text[:-1]
    last = stem.rpartition(" ")[2]
    if last.casefold() not in scope.low:
        return name
    is_said = re.search(rf"(?<!\w){re.escape(last.casefold())}(?!\w)", scope.low) is not None
    doubled = ending is not None or name.text[-2:] in {"aa", "ää", "ia", "iä", "oa", "ua", "ea"}
    return Found(stem, name.start, name.end) if is_said and doubled else name
