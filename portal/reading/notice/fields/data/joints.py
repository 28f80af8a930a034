"""Joints of lists that are written unusually, put plainly, letter for letter, before data is looked for.

`The following details; name, mail` has a colon there, `name and – if you wish – a photo` a comma, and
`the details you enter — typically name and mail` a colon. No value holds such a joint, so none is changed.
"""

import re
from dataclasses import replace

from portal.reading.notice.fields.scope import Scope

_AND = r"(?:och|samt|eller|and|or|as well as|ja|sekä|tai)"
_SEMICOLON = re.compile(
    r"\b(?:(?:följande|dessa|following|these|seuraav\w{1,6}|nämä|näitä)\b[^.:;\n]{0,90}"
    r"|(?:\w{0,20}uppgifter|information|data|details|\w{0,12}tie(?:dot|toja|tomme))\b[^.:;,\n]{0,60}"
    r"(?:\b(?:är|ovat|are|is|som|include|omfattar|sisältää)|(?:as|mme|taan|tään)))(?P<mark>\s?;)"
    r"(?=\s[^.;:\n]{2,160}(?:,|\s(?:och|and|ja)\s))",
    re.I,
)
"""A lead to a list that ends with a semicolon; another one behind it would part members."""
_INSET = re.compile(
    rf"(?P<mark>(?:,?\s{_AND})?,?\s[–—-]\s(?:(?:endast |bara |only |vain )?(?:(?:om|när|där|ifall) (?:du|ni|man|så|det"
    r"|tillämpligt|relevant|nödvändigt|aktuellt)|(?:if|when|where|once) (?:you|relevant|applicable|given"
    r"|provided|needed|necessary|required|available)|jos|kun|mikäli)\b[^–—,;:.()\n]{0,80}"
    r"|i (?:förekommande|vissa|tillämpliga) fall|vid behov|valfritt|frivilligt|optionally"
    r"|in some cases|tarvittaessa|halutessasi|vapaaehtoisesti)\s[–—-])\s(?=\S)",
    re.I,
)
"""When the member behind it is taken, set in between dashes."""
_BETWEEN_COMMAS = re.compile(
    r"(?P<mark>,\s(?:(?:and )?(?:only )?(?:if|where|when)(?: you (?:choose|wish|want|like|prefer|opt|agree|allow|decide"
    r"|give)\b[^,.;:()–—\n]{0,40}| (?:applicable|relevant|needed|necessary|available|provided|given|required))"
    r"|if (?:any|voluntarily provided)|optionally|in some cases|at your choice"
    r"|(?:och )?om (?:du (?:vill|önskar|så önskar|väljer|godkänner|tillåter)\b[^,.;:()–—\n]{0,40}"
    r"|tillämpligt|det behövs|så behövs|du anger det)|i förekommande fall|vid behov|i vissa fall|frivilligt|valfritt"
    r"|(?:ja )?(?:jos|mikäli) (?:\w+ )?(?:haluat|annat|sallit|hyväksyt|haluaa|antaa|tarpeen)\b[^,.;:()–—\n]{0,40}"
    r"|halutessasi|halutessaan|tarvittaessa|soveltuvin osin|joissakin tapauksissa|vapaaehtoisesti))"
    r"(?=,|\s[–—-]\s)"
)
"""The same between commas: `a token and, if you like, your name`."""
_ON_CONDITION = re.compile(
    rf"(?P<mark>,?\s{_AND},(?: (?:but )?only)? (?:if|when|where|for|in case|once|as soon as|unless|om|när|för"
    rf"|ifall|vid"
    r"|jos|kun|mikäli|endast om|bara om|vain jos)\s[^,.;:()\n]{3,70})(?=, \S)",
    re.I,
)
"""`and, for those under 18, the name of a guardian`: of whom or when the member behind it is taken."""
_TYPICALLY = re.compile(
    r"(?:uppgifter|information|data|details|tiedot|tietoja|det|what)\b,? (?:[\w-]+ ){0,5}?[\w-]+"
    r"(?P<mark>(?:,|\s[–—-]) (?:typiskt|vanligen|vanligtvis|oftast|normalt|typically|usually|normally|commonly"
    r"|yleensä|tyypillisesti|tavallisesti)(?: sett)?)\s(?=[^.;:\n]{2,160}(?:,|\s(?:och|and|ja)\s))",
    re.I,
)
"""What the data mostly is, said behind a dash."""


_WHICH_INCLUDE = re.compile(
    r"\b(?:behandla|samla|lagra|spara|registrera|hantera|process|collect|stor(?:e|ing)|käsitte|kerä"
    r"|tallen)\w{0,8} (?:\w+ ){0,3}?"
    r"\w{0,20}(?:uppgifter|information|data|details|tie(?:dot|toja|toa))\b[^.:;,()\n]{0,60}"
    r"(?P<mark>, (?:vilket|vilka|som|which|that|joka|jotka|jota|johon|joihin) (?:(?:kan|bland annat"
    r"|till exempel|t\.ex\.|även"
    r"|may|can|also|might|for example|voi|voivat|saattaa|muun muassa"
    r"|esimerkiksi) ){0,3}(?:komma att )?(?:inkludera|innefatta"
    r"|omfatta|innehålla|vara|inkluderar|innefattar|omfattar|innehåller|includes?|comprises?|contains?|sisältää"
    r"|sisältävät|kuuluu|kuuluvat|kuulua))\s(?=[^.;:\n]{2,160}(?:,|\s(?:och|and|ja)\s))",
    re.I,
)
"""`Financial information, which may include receipts`: a clause that leads to the list."""


_RUN_IN = re.compile(
    r"^[ \t]{0,8}(?:[•*–-]\s)?(?:När|Om|Vid|When(?:ever)?|If|Kun|Jos)\s"
    r"(?![^.\n]{0,50}\b(?:vi|jag|we|i|\w{3,20}mme)\b)[^.,:;()\n]{3,50}(?P<mark>\.)"
    r"(?=\s{1,6}(?!(?:Detta|Det|Dessa|De|Den|Vi|Du|Jag|These|This|They|It|We|You|Nämä|Tämä|Ne"
    r"|Se)\s)[A-ZÅÄÖ][^.:;!?\n]{2,160}[.\n])",
    re.M,
)
"""`When you book. Your name, your phone number.`: an occasion that ends like a sentence heads a list."""


_PLAINLY = (
    *((_BETWEEN_COMMAS, ","), (_ON_CONDITION, " "), (_SEMICOLON, ":"), (_INSET, ",")),
    *((_TYPICALLY, ":"), (_WHICH_INCLUDE, ":"), (_RUN_IN, ":")),
)


def plainly_joined(scope: Scope) -> Scope:
    """The scope with each such joint as a colon or a comma and blanks."""
    text = scope.text
    for pattern, sign in _PLAINLY:
        text = _put(text, pattern, sign)
    return scope if text == scope.text else replace(scope, text=text)


def _put(text: str, pattern: re.Pattern[str], sign: str) -> str:
    """The text with one sign and blanks where a pattern is marked, as long as it was."""
    at, parts = 0, []
    for one in pattern.finditer(text):
        start, end = one.span("mark")
        parts += [text[at:start], sign.ljust(end - start)]
        at = end
    return "".join([*parts, text[at:]])
