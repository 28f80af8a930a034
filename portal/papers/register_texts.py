"""What a register says to people: its public notice and the information of Art 15(1)-(2) GDPR."""

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from portal import words
from portal.domain.errors import NotFound
from portal.domain.lifecycle import Right
from portal.domain.register import (
    CategoryUse,
    Controller,
    DataCategory,
    LegalBasis,
    Part,
    Purpose,
    Recipient,
    Register,
    SpecialGround,
    Statement,
    Text,
)
from portal.domain.roles import UNSORTED
from portal.papers.answer import (
    AuthorityFact,
    CategoryFact,
    Fact,
    Information,
    KeptFact,
    PurposeFact,
    RecipientFact,
)
from portal.words import marked as _

_BASES: Mapping[LegalBasis, str] = {
    LegalBasis.CONSENT: _("your consent (Article 6(1)(a) GDPR)"),
    LegalBasis.CONTRACT: _("a contract with you (Article 6(1)(b) GDPR)"),
    LegalBasis.LEGAL_OBLIGATION: _("a legal obligation (Article 6(1)(c) GDPR)"),
    LegalBasis.VITAL_INTERESTS: _("somebody's vital interests (Article 6(1)(d) GDPR)"),
    LegalBasis.PUBLIC_TASK: _("a task in the public interest (Article 6(1)(e) GDPR)"),
    LegalBasis.LEGITIMATE_INTERESTS: _("our legitimate interests (Article 6(1)(f) GDPR)"),
}
_SPECIAL: Mapping[SpecialGround, str] = {
    SpecialGround.EXPLICIT_CONSENT: _("your explicit consent (Article 9(2)(a) GDPR)"),
    SpecialGround.EMPLOYMENT: _("obligations of labour law and social security (Article 9(2)(b) GDPR)"),
    SpecialGround.VITAL_INTERESTS: _("the vital interests of somebody who cannot consent (Article 9(2)(c) GDPR)"),
    SpecialGround.OWN_MEMBERS: _("our work for our own members as a non-profit body (Article 9(2)(d) GDPR)"),
    SpecialGround.MADE_PUBLIC: _("that you have made it public yourself (Article 9(2)(e) GDPR)"),
    SpecialGround.LEGAL_CLAIMS: _("legal claims (Article 9(2)(f) GDPR)"),
    SpecialGround.PUBLIC_INTEREST: _("a substantial public interest that a law names (Article 9(2)(g) GDPR)"),
    SpecialGround.HEALTH_CARE: _("health care or social care under professional secrecy (Article 9(2)(h) GDPR)"),
    SpecialGround.PUBLIC_HEALTH: _("public health (Article 9(2)(i) GDPR)"),
    SpecialGround.RESEARCH: _("archiving, research or statistics under a law (Article 9(2)(j) GDPR)"),
}
_KINDS: Mapping[str, str] = {
    "processor": _("handles data on our behalf"),
    "recipient": _("receives data from us"),
    "partner": _("our partner"),
}
_RIGHTS: Mapping[Right, tuple[str, str]] = {
    Right.ACCESS: (
        _("See your data (Article 15)"),
        _("You learn whether data about you is held, get a copy of it and are told how it is used."),
    ),
    Right.RECTIFICATION: (
        _("Have mistakes corrected (Article 16)"),
        _("What is wrong about you is corrected, and what is missing is added."),
    ),
    Right.ERASURE: (
        _("Have your data erased (Article 17)"),
        _(
            "This holds in certain situations, such as when the data is no longer needed. What the law "
            "demands to be kept, such as vouchers, stays until its time has run."
        ),
    ),
    Right.RESTRICTION: (
        _("Have the use of your data paused (Article 18)"),
        _("This holds, for example, while it is being checked whether your data is right."),
    ),
    Right.PORTABILITY: (
        _("Take your data with you (Article 20)"),
        _(
            "What you gave yourself on the basis of a contract or your consent comes in a machine-readable form, "
            "and goes to another controller if you wish and it is technically possible."
        ),
    ),
    Right.OBJECTION: (
        _("Object on grounds of your own situation (Article 21(1))"),
        _(
            "You can object to whatever rests on legitimate interests or a task in the public interest. The use ends "
            "unless there are compelling grounds that outweigh yours, or a legal claim needs the data."
        ),
    ),
    Right.MARKETING: (
        _("Forbid direct marketing (Article 21(2))"),
        _("You can do so at any time and without giving a reason. It is never weighed against anything."),
    ),
}
_OBJECTIONS = (Right.OBJECTION, Right.MARKETING)
_NOT_BY_ART_15 = frozenset({Right.ACCESS, Right.PORTABILITY})


@dataclass(frozen=True, slots=True)
class Authority:
    """A supervisory authority (Art 51, 77 GDPR); texts it has in one language only stand in all three."""

    code: str
    name: Text
    address: Text
    complaint_link: Text
    website: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class PurposeText:
    """A purpose as the notice says it; each flag labels what the controller's own notice leaves out."""

    name: str
    purpose_assumed: bool
    basis: str
    basis_assumed: bool
    interest: str
    interest_assumed: bool
    direct_marketing: bool


@dataclass(frozen=True, slots=True)
class CategoryText:
    """A data category and how long it is kept; `assumed` where that holds of every line of it.

    `special` is the ground of a special category in words (Art 9(2)), empty for any other.
    """

    key: str
    name: str
    kept: tuple[KeptFact, ...]
    assumed: bool
    special: str = ""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source of data."""

    text: str
    primary: bool
    public: bool


@dataclass(frozen=True, slots=True)
class RecipientText:
    """A recipient, what it receives data for, and which data."""

    name: str
    kind: str
    named: bool
    purpose: Fact
    categories: tuple[str, ...]
    categories_assumed: bool


@dataclass(frozen=True, slots=True)
class RightText:
    """A right of the person; `stated` is False where the controller's notice leaves it out."""

    key: str
    name: str
    text: str
    stated: bool


@dataclass(frozen=True, slots=True)
class ProhibitionText:
    """Something a person may forbid; `promised` where the notice grants it beyond Art 21(2)."""

    key: str
    name: str
    promised: bool


@dataclass(frozen=True, slots=True)
class PartText:
    """One of the registers that the notice covers: what it is for; and, `assumed` or not, what is in it and where."""

    key: str
    name: str
    purposes: tuple[str, ...]
    categories: tuple[str, ...]
    systems: tuple[str, ...]
    assumed: bool


@dataclass(frozen=True, slots=True)
class TransferText:
    """What is said of transfers out of the European Economic Area: whether, where to, and on which safeguards."""

    text: str
    remark: str
    countries: str
    safeguards: str
    copy: str


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A register's public notice in one language, in the order of Art 13 GDPR.

    `updated` is None without a date; `portal` is the address of the page where one asks, empty where there is none.
    """

    language: str
    controller: Controller
    portal: str
    name: str
    updated: date | None
    joint: str
    people: str
    parts: tuple[PartText, ...]
    uses: str
    purposes: tuple[PurposeText, ...]
    minimisation: str
    categories: tuple[CategoryText, ...]
    retention: str
    provision: Fact | None
    sources: tuple[SourceText, ...]
    processors: str
    disclosures: str
    recipients: tuple[RecipientText, ...]
    transfer: TransferText
    security: str
    ways: str
    rights: tuple[RightText, ...]
    objections: tuple[RightText, ...]
    prohibitions: tuple[ProhibitionText, ...]
    consent: bool
    automated: Fact | None
    authority: AuthorityFact
    changes: str
    assumptions: tuple[str, ...]


def authority(country: str, region: str = "") -> Authority:
    """The authority of a country (`FI`), or of a German Land (`DE`, `BE`); raises `NotFound` where none is known."""
    known = _authorities()
    found = known.get(f"{country}-{region}") or known.get(country)
    if found is None:
        raise NotFound("authority_not_known", country=country)
    return found


def authority_fact(controller: Controller, language: str) -> AuthorityFact:
    """The controller's own authority in `language`; raises `NotFound` where none is known."""
    found = authority(controller.country, controller.region)
    name, address, link = (one.in_language(language) for one in (found.name, found.address, found.complaint_link))
    return AuthorityFact(name, address, link)


def system_names(register: Register, language: str) -> Mapping[str, str]:
    """The names of the register's systems by their keys, in `language`; for staff, not for the public."""
    with words.using(language):
        teller = _Teller(register, language)
        return {one.key: teller.say(one.name) for one in register.systems}


def legal_basis(register: Register, language: str, purpose: str) -> str:
    """The legal basis of a purpose with its article, in words; empty where none is stated or the key is unknown."""
    bases = [one.legal_basis for one in register.purposes if one.key == purpose]
    with words.using(language):
        return words.gettext(_BASES[bases[0]]) if bases and bases[0] else ""


def term(register: Register, language: str, category: str, purpose: str) -> str:
    """How long a category is kept for a purpose, as the register says it; empty where it does not."""
    if not register.has(category):
        return ""
    uses = [use for use in register.category(category).uses if use.purpose == purpose]
    return _Teller(register, language).say(uses[0].retention.text) if uses else ""


def notice(register: Register, language: str, portal: str = "") -> NoticeText:
    """What the register's public notice says in `language`; nothing assumed goes without its mark.

    `portal` is the whole address of the page where rights are used (Art 12(2)).
    """
    with words.using(language):
        teller = _Teller(register, language)
        return NoticeText(
            language=language,
            controller=register.controller,
            portal=portal,
            name=teller.say(register.name),
            updated=date.fromisoformat(register.updated) if register.updated else None,
            joint=teller.say(register.joint),
            people=teller.say(register.people),
            parts=tuple(teller.part(part) for part in register.parts),
            uses=teller.say(register.uses),
            purposes=tuple(teller.purpose(purpose) for purpose in register.purposes),
            minimisation=teller.say(register.minimisation),
            categories=tuple(teller.category(category) for category in register.categories),
            retention=teller.say(register.retention),
            provision=teller.fact(register.provision),
            sources=teller.sources(),
            processors=teller.say(register.processors),
            disclosures=teller.say(register.disclosures),
            recipients=tuple(teller.recipient(recipient) for recipient in register.recipients),
            transfer=teller.transfer(),
            security=teller.say(register.security),
            ways=teller.say(register.rights),
            rights=tuple(teller.right(one) for one in _RIGHTS if one not in _OBJECTIONS and _exists(one, register)),
            objections=tuple(teller.right(one) for one in _OBJECTIONS if _exists(one, register)),
            prohibitions=teller.prohibitions(),
            consent=register.leans_on_consent,
            automated=teller.fact(register.automated_decisions),
            authority=teller.authority(),
            changes=teller.say(register.changes),
            assumptions=tuple(teller.say(text) for text in register.assumptions),
        )


def _exists(right: Right, register: Register) -> bool:
    """Whether some purpose's legal basis gives this right; one without a basis may give any (Art 20(1), 21(1))."""
    bases = {one.legal_basis for one in register.purposes}
    if right is Right.PORTABILITY and any(one.special is SpecialGround.EXPLICIT_CONSENT for one in register.categories):
        return True
    return right not in _ON_BASES or None in bases or bool(bases & _ON_BASES[right])


_ON_BASES = {
    Right.PORTABILITY: frozenset({LegalBasis.CONSENT, LegalBasis.CONTRACT}),
    Right.OBJECTION: frozenset({LegalBasis.PUBLIC_TASK, LegalBasis.LEGITIMATE_INTERESTS}),
}


def render_notice(register: Register, language: str, portal: str = "") -> str:
    """The public notice as an HTML fragment in `language`, everything in it escaped."""
    said = notice(register, language, portal)
    return words.render("shared/_notice.html", language, register.controller.time_zone, notice=said)


def access_information(register: Register, language: str, categories: Collection[str]) -> Information:
    """What Art 15(1)-(2) wants beside the copy, for the `categories` that hold data of the person.

    Purposes and recipients are those of these categories; a recipient whose data the register does not
    tell is always among them. Raises KeyError for a key that the register does not know, `unsorted` apart.
    """
    concerned = [register.category(key) for key in dict.fromkeys(categories) if key != UNSORTED]
    keys = {category.key for category in concerned}
    used = {use.purpose for category in concerned for use in category.uses}
    with words.using(language):
        teller = _Teller(register, language)
        told = teller.transfer()
        transfer = " ".join(filter(None, (told.text, told.countries, told.safeguards, told.copy, told.remark)))
        return Information(
            purposes=tuple(teller.purpose_fact(purpose) for purpose in register.purposes if purpose.key in used),
            categories=tuple(teller.category_fact(one) for one in register.categories if one.key in keys),
            recipients=tuple(
                teller.recipient_fact(recipient)
                for recipient in register.recipients
                if keys and (not recipient.categories or keys & set(recipient.categories))
            ),
            sources=tuple(source.text for source in teller.sources()) if keys else (),
            disclosures=teller.say(register.disclosures),
            recipients_unsaid=not (register.recipients or register.disclosures),
            transfer=Fact(transfer),
            outside_eea=register.transfer.outside_eea,
            automated=teller.fact(register.automated_decisions)
            or Fact(words.gettext("The notice does not mention automated decisions.")),
            authority=teller.authority(),
        )


def render_access_text(register: Register, language: str) -> str:
    """What an answer of access says beside the copy, of all data of the register, as an HTML fragment."""
    every = [one.key for one in register.categories]
    return words.render(
        "shared/_access_text.html", language, register.controller.time_zone,
        information=access_information(register, language, every), own_rights=access_rights(register, language),
        contact=register.controller.contact.email,
    )  # fmt: skip


def access_rights(register: Register, language: str) -> tuple[RightText, ...]:
    """The rights of which an access answer tells (Art 15(1)(e)), and the prohibition of direct marketing."""
    with words.using(language):
        teller = _Teller(register, language)
        return tuple(teller.right(right) for right in _RIGHTS if right not in _NOT_BY_ART_15)


class _Teller:
    """Says a register's parts in one language, which is the one in use."""

    def __init__(self, register: Register, language: str) -> None:
        self._register = register
        self._language = language

    def say(self, text: Text | None) -> str:
        """The text; where its translation is missing, else another language's with a word of warning, if any."""
        if text is None:
            return ""
        here = text.in_language(self._language).strip()
        if here:
            return here
        others = (text.in_language(code).strip() for code in (*self._register.controller.languages, *words.LANGUAGES))
        found = next(filter(None, others), "")
        return f"{words.gettext('(not translated yet)')} {found}" if found else ""

    def fact(self, statement: Statement | None) -> Fact | None:
        return Fact(self.say(statement.text), statement.assumed) if statement else None

    def purpose(self, purpose: Purpose) -> PurposeText:
        return PurposeText(
            name=self.say(purpose.name),
            purpose_assumed=purpose.purpose_assumed,
            basis=words.gettext(_BASES[purpose.legal_basis]) if purpose.legal_basis else "",
            basis_assumed=purpose.assumed,
            interest=self.say(purpose.interest),
            interest_assumed=purpose.interest_assumed,
            direct_marketing=purpose.direct_marketing,
        )

    def purpose_fact(self, purpose: Purpose) -> PurposeFact:
        said = self.purpose(purpose)
        assumed = said.purpose_assumed or said.basis_assumed or said.interest_assumed
        return PurposeFact(said.name, said.basis, said.interest, assumed)

    def category(self, category: DataCategory) -> CategoryText:
        kept = tuple(self._kept(use) for use in category.uses)
        all_assumed = bool(kept) and all(line.assumed for line in kept)
        special = words.gettext(_SPECIAL[category.special]) if category.special else ""
        return CategoryText(category.key, self.say(category.name), kept, all_assumed, special)

    def category_fact(self, category: DataCategory) -> CategoryFact:
        said = self.category(category)
        return CategoryFact(said.key, said.name, said.kept)

    def _kept(self, use: CategoryUse) -> KeptFact:
        purpose = self._register.purpose(use.purpose)
        return KeptFact(self.say(purpose.name), self.say(use.retention.text), use.assumed or use.retention.assumed)

    def part(self, part: Part) -> PartText:
        register = self._register
        return PartText(
            key=part.key,
            name=self.say(part.name),
            purposes=tuple(self.say(register.purpose(key).name) for key in part.purposes),
            categories=tuple(self.say(register.category(key).name) for key in part.categories),
            systems=tuple(self.say(register.system(key).name) for key in part.systems),
            assumed=part.assumed,
        )

    def sources(self) -> tuple[SourceText, ...]:
        return tuple(SourceText(self.say(one.text), one.primary, one.public) for one in self._register.sources)

    def recipient(self, recipient: Recipient) -> RecipientText:
        return RecipientText(
            name=self.say(recipient.name),
            kind=words.gettext(_KINDS[recipient.kind]),
            named=recipient.named,
            purpose=Fact(self.say(recipient.purpose), recipient.purpose_assumed),
            categories=tuple(self.say(self._register.category(key).name) for key in recipient.categories),
            categories_assumed=recipient.categories_assumed,
        )

    def recipient_fact(self, recipient: Recipient) -> RecipientFact:
        said = self.recipient(recipient)
        return RecipientFact(said.name, said.kind, said.purpose.text, said.named)

    def transfer(self) -> TransferText:
        said = self._register.transfer
        return TransferText(
            text=self.say(said.text),
            remark=self.say(said.remark),
            countries=self.say(said.countries),
            safeguards=self.say(said.safeguards),
            copy=self.say(said.copy),
        )

    def right(self, right: Right) -> RightText:
        name, text = _RIGHTS[right]
        stated = right.value in self._register.stated_rights
        return RightText(right.value, words.gettext(name), words.gettext(text), stated)

    def prohibitions(self) -> tuple[ProhibitionText, ...]:
        return tuple(
            ProhibitionText(one.key, self.say(one.name), one.source == "notice") for one in self._register.prohibitions
        )

    def authority(self) -> AuthorityFact:
        found = authority(self._register.controller.country, self._register.controller.region)
        return AuthorityFact(self.say(found.name), self.say(found.address), self.say(found.complaint_link))


@cache
def _authorities() -> Mapping[str, Authority]:
    source = resources.files("portal.papers").joinpath("authorities.csv").read_text(encoding="utf-8")
    return {row["code"]: _authority(row) for row in csv.DictReader(source.splitlines())}


def _authority(row: Mapping[str, str]) -> Authority:
    return Authority(
        code=row["code"],
        name=_spread(row, "authority"),
        address=_spread(row, "address"),
        complaint_link=_spread(row, "complaint_url"),
        website=row["website"],
        email=row["email"],
        phone=row["phone"],
    )


def _spread(row: Mapping[str, str], column: str) -> Text:
    """A column in three languages: its own `_fi`, `_sv`, `_en` column where there is one filled in."""
    fi, sv, en = (row.get(f"{column}_{code}") or row[column] for code in words.LANGUAGES)
    return Text(fi=fi, sv=sv, en=en)
