"""The one register that a notice names in its title, or on a line of its own, where no heading asks for its name."""

import itertools
import re
from collections.abc import Iterator

from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_SELOSTE = (
    r"(?:(?:rekisteri|asiakasrekisteri)- ja )?(?:tietosuoja|rekisteri)[\s-]?"
    r"(?:seloste|lauseke|ilmoitus|informaatio|käytäntö|tiedote)"
)
_BESKRIVNING = r"(?:register|dataskydds|integritets|personuppgifts)(?:beskrivning|policy|information|meddelande)"
_NOTICE = r"(?:privacy|data protection|register|file) (?:notice|policy|statement|description)"
_SIGN = r"(?:[ \t]*[-–—:/|,][ \t]*|[ \t]+)"
_KIND = r"(?:[^\n:;|()]|:(?=[a-z]{1,2} )){0,70}?(?<![\w-])"
_TITLES = (
    re.compile(rf"{_SELOSTE}{_SIGN}(?P<name>{_KIND}[\w-]{{3,40}}rekisteri)\W*", re.I),
    re.compile(rf"(?P<name>{_KIND}[\w-]{{3,40}}rekisteri)[ \t]*[-–—:/|,]?[ \t]*{_SELOSTE}\W*", re.I),
    re.compile(rf"(?:tämä on )?(?P<name>{_KIND}[\w-]{{3,40}}rekisteri)(?:n|ä koskeva|ä koskien) {_SELOSTE}\W*", re.I),
    re.compile(rf"{_SELOSTE}{_SIGN}(?P<name>{_KIND}[\w-]{{3,40}}rekisteri)(?:stä|ä koskien|lle|ä varten)\W*", re.I),
    re.compile(
        rf"{_BESKRIVNING}(?:{_SIGN}(?:för|över|av|gällande|om|avseende) |{_SIGN})"
        rf"(?P<name>{_KIND}[\w-]{{3,40}}regist(?:er|ret))\W*",
        re.I,
    ),
    re.compile(rf"(?P<name>{_KIND}[\w-]{{3,40}}regist(?:er|ret))(?:s|[ \t]*[-–—:/|,])[ \t]*{_BESKRIVNING}\W*", re.I),
    re.compile(
        rf"{_NOTICE}(?:{_SIGN}(?:for|of|on|concerning|regarding) (?:the |our )?|[ \t]*[-–—:/|,][ \t]*)"
        rf"(?P<name>{_KIND}\w{{3,40}} regist(?:er|ry))\W*",
        re.I,
    ),
    re.compile(
        rf"(?:the )?(?P<name>{_KIND}\w{{3,40}} regist(?:er|ry))(?:['’]s|[ \t]*[-–—:/|,])?[ \t]*{_NOTICE}\W*", re.I
    ),
)
_ALONE = re.compile(
    r"(?P<name>(?=[A-ZÅÄÖ])(?:[\w&,:'’-]+ ){0,6}(?:[\w-]{3,40}(?i:rekisteri|regist(?:er|ret))"
    r"|(?<=\w )(?i:rekisteri|regist(?:er|ry)))|Register of (?:the )?[A-Z][\w,&'’ -]{3,60})[ \t]*\.?"
)
GENERAL = re.compile(
    r"(?:^|.*\s)(?:(?:henkilö|tietosuoja|henkilötieto|tieto|personuppgifts?|person|data|privacy|personal)"
    r"(?:tieto|- ja tietosuoja)?-? ?(?:data )?(?:rekisteri|regist(?:er|ret|ry)))$"
    r"|beskrivning av register|(?:klubbens|föreningens|bolagets|våra?t?|yhdistyksen|seuran|yrityksen|our|the) register"
    r"|.*(?:kauppa|yhdistys|väestö(?:tieto)?|prh|luottotieto|handels|bolags|befolknings|trade|commercial|population"
    r"|company|companies|business|public|julki\w+)-? ?(?:rekisteri|regist(?:er|ret|ry))$",
    re.I,
)
"""What any notice may be called, and the registers that the state keeps."""
_LABEL = re.compile(
    r"(?:(?:henkilö)?rekisterin nimi|registrets namn|(?:the )?(?:name of (?:the )?register|register name))"
    r"\b\W{1,3}(?=\w)",
    re.I,
)
_OF_RULES = re.compile(r"(?:regler|information|allmänt|rules|säännöt|tietoa) (?:för|om|for|of|about) (?:the )?", re.I)
"""What a title says of a register before it names it."""
_TOLD = re.compile(
    r"(?:rekisterin nimi on|rekisterin nimenä on|rekisteriä kutsutaan nimellä"
    r"|registrets namn är|registret heter|registret kallas(?: för)?"
    r"|name of (?:the|this|our) register is|register is called)(?: the)? [\"“”'’]?"
    rf"(?P<name>{_KIND}[\w-]{{0,40}}(?:rekisteri|regist(?:er|ret|ry)))(?![\w-])",
    re.I,
)
"""A sentence that says how the register is called, below whatever heading."""
_HEADED_INLINE = re.compile(
    r"(?:^|(?<=[\w.] ))[ \t]*(?:\d{1,2}[.)]?[ \t]*)?(?i:(?:henkilö)?rekisterin\s{1,3}nimi|registrets\s{1,3}namn"
    r"|name of (?:the )?register)"
    r"(?:[ \t]+(?=[A-ZÅÄÖ])|[ \t:]*\n\s{0,6}(?=[A-ZÅÄÖ]))(?P<name>[^\n]{3,100}?)[ \t.]*"
    r"(?=$|[ ]\d{1,2}\.[ ]{1,4}[A-ZÅÄÖ])",
    re.M,
)
"""A heading that stands with its value in one line of text, or is broken over two, so that nothing shows it as one."""
_LINE = re.compile(r"[^\n]+")
_FIRST_LINES, _LONGEST = 8, 120


def titled(scope: Scope) -> Found | None:
    """The register that the first lines call the notice's own; else the only one that is told, or alone on its line."""
    said = list(_in_titles(scope)) or list(_told(scope)) or list(_inline(scope)) or list(_alone(scope))
    return said[0] if len({one.text.casefold() for one in said}) == 1 else None


def listed(scope: Scope) -> tuple[Found, ...]:
    """The registers of a list whose every item is the name of one; of the first such list."""
    for section in scope.sections:
        said: list[Found] = []
        for block in section.blocks:
            one = _ALONE.fullmatch(scope.text, block.start, block.end) if block.kind == "item" else None
            name = _named(scope.text, one) if one is not None else None
            if name is not None and not GENERAL.match(name.text):
                said.append(name)
            elif block.kind == "item":
                said = []
                break
            elif len(said) > 1:
                break
        if len({one.text.casefold() for one in said}) > 1:
            return tuple(said)
    return ()


def _named(text: str, one: re.Match[str]) -> Found | None:
    """The name of a title or line without the words that say that it is one."""
    told = _TOLD.search(text, *one.span("name"))
    if told is not None:
        return found(text, *told.span("name"))
    label = _LABEL.match(text, *one.span("name")) or _OF_RULES.match(text, *one.span("name"))
    return found(text, label.end() if label is not None else one.start("name"), one.end("name"))


def _in_titles(scope: Scope) -> Iterator[Found]:
    lines = (one for one in _LINE.finditer(scope.text) if one[0].strip())
    for line in itertools.islice(lines, _FIRST_LINES):
        if len(line[0].strip()) > _LONGEST:
            continue
        start = line.start() + len(line[0]) - len(line[0].lstrip(" \t#*"))
        for pattern in (*_TITLES, _ALONE):
            one = pattern.fullmatch(scope.text, start, line.end())
            name = _named(scope.text, one) if one is not None else None
            if name is not None and not GENERAL.match(name.text):
                yield name
                break


def _told(scope: Scope) -> Iterator[Found]:
    for start, end, _ in scope.all_sentences():
        one = _TOLD.search(scope.text, start, end)
        name = found(scope.text, *one.span("name")) if one is not None else None
        if name is not None:
            yield name


def _inline(scope: Scope) -> Iterator[Found]:
    for one in _HEADED_INLINE.finditer(scope.text):
        name = found(scope.text, *one.span("name"))
        if name is not None:
            yield name


def _alone(scope: Scope) -> Iterator[Found]:
    for section in scope.sections:
        for block in section.blocks:
            one = _ALONE.fullmatch(scope.text, block.start, block.end)
            if block.kind != "para" and (one is None or _LABEL.match(scope.text, one.start()) is None):
                continue
            name = _named(scope.text, one) if one is not None else None
            if name is not None and not GENERAL.match(name.text):
                yield name
