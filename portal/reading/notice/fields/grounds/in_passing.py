"""Bases told in passing: `we write only if you have given your consent`, `to comply with our legal obligations`."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.tongues.bases_in_sentences import CLAIMS, OBLIGED

_ONLY_WITH_CONSENT = {
    "fi": re.compile(
        r"\b(?:vain|ainoastaan|pelkästään)\b[^.;]{0,40}\b(?:jos|mikäli|kun)\b[^.;]{0,60}\bsuostumu(?:ksen|ksesi"
        r"|ksensa)\b"
        r"|\b(?:vain|ainoastaan|pelkästään)\b[^.;]{0,30}\bsuostumuksella(?:si|an|nsa)?\b"
        r"|\b(?:mihin|johon) olet (?:\w+ )?antanut (?:luvan|lupasi|suostumuksesi|suostumuksen)\b"
        r"|\((?:jos|mikäli) olet antanut (?:\w+ )?(?:luvan|suostumuksesi|suostumuksen)\)"
    ),
    "sv": re.compile(
        r"\b(?:endast|bara|enbart|först)\b[^.;]{0,40}\b(?:om|när|efter|med|sedan)\b[^.;]{0,50}\bsamtyck(?:e|t)\b"
        r"|\(om du (?:har )?(?:samtyck\w+|gett (?:ditt )?samtycke)\)"
    ),
    "en": re.compile(
        r"\bonly\b[^.;]{0,40}\b(?:if|where|when|with|after|once|on)\b[^.;]{0,60}\bconsent(?:ed)?\b"
        r"|\(with (?:the |your |a )?(?:[\w'’]+ )?consent\)|\(if you (?:have )?(?:given )?consent(?:ed)?\)"
        r"|\bonly to (?:those|people|subscribers|customers) who (?:have )?(?:opted in|consented|subscribed)\b"
    ),
}
_NONE_WITHOUT_CONSENT = {
    "fi": re.compile(
        r"\b(?:mitään (?:henkilö)?tietoja(?:si)? ei|(?:henkilö)?tietoja(?:si)? ei|emme) (?:\w+ )?"
        r"(?:kerätä|käsitellä|tallenneta|kerää|käsittele|tallenna) (?:mitään )?(?:(?:henkilö)?tietoja(?:si)? )?"
        r"ilman (?:\w+ ){0,2}suostumu(?:stasi|sta|stanne|staan|stansa)\b"
    ),
    "sv": re.compile(
        r"\b(?:inga|aldrig några) (?:person)?uppgifter (?:om dig )?(?:\w+ )?(?:samlas in|behandlas|sparas"
        r"|lagras|registreras)"
        r" utan (?:ditt |ert |deras |personens )(?:\w+ )?samtycke\b"
        r"|\b(?:samlar (?:vi )?(?:aldrig )?in|registrerar|behandlar|sparar|lagrar) (?:vi )?(?:inga"
        r"|aldrig) (?:dina )?(?:person)?uppgifter"
        r" (?:om (?:dig|någon) )?utan (?:ditt |ert |deras |personens )(?:\w+ )?samtycke\b"
    ),
    "en": re.compile(
        r"\bno (?:personal )?(?:data|information) (?:about you )?(?:is|are) (?:\w+ )?(?:collected|processed"
        r"|stored|recorded)"
        r" without your (?:\w+ ){0,2}consent\b"
        r"|\b(?:do not|don['’]t|never) (?:collect|process|store|record|save|keep|gather|publish) "
        r"(?:(?:any|your|their|any(?:one|body)['’]s|people['’]s) )?(?:personal )?(?:data|information|pictures|photos)"
        r" (?:(?:about|of) (?:you|anyone|anybody|people) )?without (?:your|their"
        r"|the person['’]s) (?:\w+ ){0,2}consent\b"
    ),
}
"""What waits for consent rests on it (Art 6(1)(a)); so does what is never done without."""
_TO_OBEY = {
    "fi": re.compile(
        r"\blakisääteis\w+ (?:velvo|tehtäv)\w+ (?:täyttä|noudatta|hoita|toteutta)\w+"
        r"|\b(?:kirjanpito|vero)\w*(?: \w*velvo\w+)? (?:täyttä|noudatta|hoita)mi\w+"
    ),
    "sv": re.compile(
        r"\b(?:uppfyll(?:a|er)|följ(?:a|er)|fullgör(?:a)?|efterlev(?:a|er)|iaktta) (?:våra |vår |de |en |mina |alla )?"
        r"(?:(?:rättslig|laglig|lagstadga"
        r"|juridisk)\w* (?:skyldighet|förpliktelse)|lagstadga\w* krav|lagkrav|bokföringslag|skattelag)\w*"
    ),
    "en": re.compile(
        r"\b(?:comply|complying|compliance) with (?:\w+ ){0,3}(?:legal|statutory|regulatory|tax|accounting"
        r"|bookkeeping)\b"
        r"[^.;]{0,24}\b(?:obligation|requirement|dut|law)\w*"
        r"|\b(?:fulfil|fulfill|meet|satisfy)\w* (?:our |any |the |its |their )?(?:legal|statutory) "
        r"(?:rights,? )?(?:(?:and|or) |duties,? )*(?:obligation|requirement|dut)\w*"
    ),
}
"""A use that is an obligation of law (Art 6(1)(c))."""
_TO_KEEP_A_CONTRACT = {
    "fi": re.compile(r"\bsopimusvelvo\w+ (?:täyttä|hoita|toteutta)\w+"),
    "sv": re.compile(
        r"\b(?:uppfylla|fullgöra) (?:våra |vårt |ett |mina )?avtals?(?:et|förpliktelse\w*"
        r"|åtagande\w*)?\b"
        r"|\b(?:uppfylla|fullgöra) (?:våra?|vårt|mitt|mina) (?:åtagande|skyldighet|antagande|förpliktelse)\w*"
        r" (?:enligt|i|av) (?:\w+ )?\w*avtal\w*"
    ),
    "en": re.compile(
        r"\b(?:fulfil|fulfill|perform|meet)\w* (?:our |any |the )?contractual (?:obligation|dut)\w*"
        r"|\b(?:obligations?|duties)\b[^.;]{0,30}\bunder (?:an?|our|the|its) (?:\w+ )?contract\b"
    ),
}
"""A use that is the performance of a contract (Art 6(1)(b))."""
_KEPT_BY_LAW = {
    "fi": re.compile(
        r"\b(?:kirjanpito|vero)lai\w+\b[^.;]{0,40}\b(?:vaat|edelly|velvo|mukai|määrä)\w+"
        r"|\blain (?:vaatima|edellyttämä|määräämä|velvoittama)\w*\b[^.;]{0,20}\baja\w*"
    ),
    "sv": re.compile(
        r"\bskyldig\w*\b[^.;]{0,60}\b(?:bokförings|skatte|redovisnings)\w*lag\w*"
        r"|\b(?:redovisnings|bokförings)skyldighet\w*"
        r"|\b(?:bokförings|skatte)lag\w*\b[^.;]{0,30}\b(?:kräv|säg|föreskriv)\w*"
        r"|\b(?:måste|krävs)\b[^.;]{0,30}\benligt (?:\w+ )?(?:bokförings|skatte)lag\w*"
        r"|\bförpliktelse\w* enligt (?:\w+ )?\w*lag\w*"
        r"|\b(?:så länge (?:som )?|(?:den|under den) tid (?:som )?)lagen kräver"
    ),
    "en": re.compile(
        r"\b(?:required|mandated|obliged) (?:by|under)\b[^.;]{0,30}\b(?:accounting|tax|bookkeeping)\b"
        r"|\b(?:accounting|tax|bookkeeping) (?:rules|laws?|regulations?) (?:make|require|oblige|demand|tell)s?\b"
        r"|\b(?:accounting|bookkeeping) (?:law|act|legislation)s?\b|\blegally (?:mandated|required) (?:\w+ )?period"
    ),
}
"""What a law makes one keep is kept by obligation of law (Art 6(1)(c))."""
_APPROVED = re.compile(
    r"\b(?:givit|gett|lämnat|ger|skriftligt|frivilligt|uttryckligt|separat)\b(?: \w+){0,3} godkännande\b"
    r"|\bsuostumus tallennetaan\b"
)
_GIVEN_AWAY = re.compile(
    r"luovut|välit|kolman|jaa(?:mme|taan)|julkais|lämna\w* ut|delar|delas|tredje\s?part|publicer|share|disclos"
    r"|third part"
    r"|sell|säljer|myy|publish|transfer|överför|siirr|parent|vårdnad|huoltaj"
)
"""Whom it is given to waits for consent, and not whether it is used; a child's consent is its parent's."""
_WITHDRAWS = re.compile(
    r"\b(?:right|oikeus|rätt) |\bif (?:the |this )?processing\b|\bom behandlingen\b|\bjos käsittely\b"
)
_OTHERWISE = re.compile(
    r"\b(?:dataskydd|tietosuoja|data protection|gdpr|personuppgiftslag|henkilötietola)|\b(?:kerto|tiedotta|informoi)\w*"
    r"|\b(?:tala om|berätta|informera|annat|om inte|såvida)\b|\b(?:toisin|ellei|jollei|paitsi|jos|mikäli)\b"
    r"|\b(?:otherwise|unless|if|tell|inform|except)\b"
    r"|förbehåll|pidät[äe]|\breserve|\bändra (?:denna|den här)|viranomai|poliisi|myndighet|polis|authorit|police"
    r"|asiakirj\w+ julkisuu|rättighe|oikeu"
)
"""The law that has people told, what holds where a law says otherwise, and whom a law has it given to."""
_NEAR = 40
_NOT_OF_USE = ("recipients", "transfers", "security", "rights", "retention", "changes")


def in_passing(scope: Scope) -> Iterator[tuple[str, int, int]]:
    """The letters that a sentence tells where no word of a basis stands."""
    for start, end, section in scope.all_sentences():
        if section.has(*_NOT_OF_USE) and section.fields != {"retention"}:
            continue
        if (law := _KEPT_BY_LAW[scope.language].search(scope.low, start, end)) is not None:
            yield "c", law.start(), law.end()
        if section.has(*_NOT_OF_USE):
            continue
        if (given := _APPROVED.search(scope.low, start, end)) is not None:
            yield "a", given.start(), given.end()
        yield from _claimed(scope, start, end)
        yield from _obliged(scope, start, end)
        consent = _ONLY_WITH_CONSENT[scope.language].search(scope.low, start, end)
        consent = consent or _NONE_WITHOUT_CONSENT[scope.language].search(scope.low, start, end)
        if consent is not None and not _GIVEN_AWAY.search(scope.low, start, end):
            yield "a", consent.start(), consent.end()
        if not _is_of_uses(scope, section, start, end):
            continue
        for letter, uses in (("c", _TO_OBEY), ("b", _TO_KEEP_A_CONTRACT)):
            if (use := uses[scope.language].search(scope.low, start, end)) is not None:
                yield letter, use.start(), use.end()


def _claimed(scope: Scope, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for letter, pattern in CLAIMS[scope.language].items():
        said = pattern.search(scope.low, start, end)
        is_other = letter == "a" and _GIVEN_AWAY.search(scope.low, start, end) is not None
        if said is None or is_other or _WITHDRAWS.search(scope.low, start, end):
            continue
        if scope.known.word["negation"].search(scope.low, max(start, said.start() - _NEAR), said.start()) is None:
            yield letter, *said.span()


def _obliged(scope: Scope, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The duty of a law that a sentence tells, where it is not that of telling people."""
    duty = OBLIGED[scope.language].search(scope.low, start, end)
    if duty is None or any(one.search(scope.low, start, end) for one in (_OTHERWISE, _GIVEN_AWAY)):
        return
    if scope.known.word["negation"].search(scope.low, max(start, duty.start() - _NEAR), duty.start()) is None:
        yield "c", *duty.span()


def _is_of_uses(scope: Scope, section: Section, start: int, end: int) -> bool:
    """Whether a sentence tells what data is used for: by its heading, or by its own words."""
    return section.has("purposes") or scope.known.tells["purposes"].search(scope.low, start, end) is not None
