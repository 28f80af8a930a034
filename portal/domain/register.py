"""A register version: one document from which notice, record and answers are made.

Every text that people read is a `Text` in Finnish, Swedish and English. What the
controller's notice did not say is marked `assumed`, and shown as such.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from portal.domain.ladder import IdentityNeeds


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or paragraph of register content; gaps are lint findings."""

    fi: str
    sv: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `fi`, `sv` or `en`."""
        return {"fi": self.fi, "sv": self.sv, "en": self.en}[language]


@dataclass(frozen=True, slots=True)
class Statement:
    """What is told to people; `assumed` where the controller's notice does not say it."""

    text: Text
    assumed: bool = False


class LegalBasis(StrEnum):
    """Art 6(1) GDPR."""

    CONSENT = "6(1)(a)"
    CONTRACT = "6(1)(b)"
    LEGAL_OBLIGATION = "6(1)(c)"
    VITAL_INTERESTS = "6(1)(d)"
    PUBLIC_TASK = "6(1)(e)"
    LEGITIMATE_INTERESTS = "6(1)(f)"


class SpecialGround(StrEnum):
    """Art 9(2) GDPR: on what special categories of data may be processed, beside the legal basis."""

    EXPLICIT_CONSENT = "9(2)(a)"
    EMPLOYMENT = "9(2)(b)"
    VITAL_INTERESTS = "9(2)(c)"
    OWN_MEMBERS = "9(2)(d)"
    MADE_PUBLIC = "9(2)(e)"
    LEGAL_CLAIMS = "9(2)(f)"
    PUBLIC_INTEREST = "9(2)(g)"
    HEALTH_CARE = "9(2)(h)"
    PUBLIC_HEALTH = "9(2)(i)"
    RESEARCH = "9(2)(j)"


class RetentionRule(StrEnum):
    """How the end of keeping is found."""

    FIXED_PERIOD = "fixed_period"
    BOOKKEEPING_VOUCHERS = "bookkeeping_vouchers"
    BOOKKEEPING_LEDGERS = "bookkeeping_ledgers"
    CRITERION = "criterion"
    UNTIL_WITHDRAWN = "until_withdrawn"
    UNTIL_COLUMN = "until_column"


@dataclass(frozen=True, slots=True)
class Retention:
    """How long, by which rule; `months` for a fixed period, `text` for a criterion in words.

    `stated` is False where the notice is silent, and `text` says just that.
    """

    rule: RetentionRule
    text: Text
    months: int | None = None
    assumed: bool = False
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Contact:
    """The person named in the notice; a data protection officer may go without a name."""

    name: str
    email: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Controller:
    """Who answers for the register (Art 4(7)). `address` holds lines as on an envelope.

    `financial_year_ends` is MM-DD: the keeping of vouchers is counted from it.
    `answer_within_days` is the controller's own target, in days from receipt; 0 is none.
    `case_years` is for how long a closed request's file is kept (Art 5(1)(e), 5(2)).
    `officer` is the data protection officer (Art 37), `representative` the one in the Union of a controller
    outside of it (Art 27).
    """

    slug: str
    legal_name: str
    trade_name: str
    business_id: str
    address: tuple[str, ...]
    country: str
    time_zone: str
    languages: tuple[str, ...]
    contact: Contact
    region: str = ""
    website: str = ""
    accent: str = "#1f4f46"
    premises: bool = False
    financial_year_ends: str = "12-31"
    answer_within_days: int = 0
    case_years: int = 3
    officer: Contact | None = None
    representative: Contact | None = None


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why data is used, on which basis (Art 13(1)(c)-(d)).

    `assumed` speaks of the legal basis: the notice does not give it for this purpose. Without
    a basis nothing is put in its place.
    `purpose_assumed` and `interest_assumed` say the same of the purpose itself and of the
    legitimate interest, which a notice may leave unnamed. `research` where it is scientific or
    historical research or statistics (Art 89(1)).
    """

    key: str
    name: Text
    legal_basis: LegalBasis | None = None
    assumed: bool = False
    interest: Text | None = None
    direct_marketing: bool = False
    purpose_assumed: bool = False
    interest_assumed: bool = False
    research: bool = False


@dataclass(frozen=True, slots=True)
class CategoryUse:
    """One data category under one purpose, with its own retention; `assumed` where the notice does not join them."""

    purpose: str
    retention: Retention
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class DataCategory:
    """A kind of data with a stable key (Art 15(1)(b)); `from_person` is what portability reaches (Art 20(1)).

    `locating` data tells where the person lives or answers: that of a protected person is hidden and withheld.
    `special` is the ground of a special category (Art 9(2)), such as data about health; None for any other.
    """

    key: str
    name: Text
    uses: tuple[CategoryUse, ...]
    from_person: bool = True
    locating: bool = False
    special: SpecialGround | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where data comes from (Art 14(2)(f), 15(1)(g)); `primary` where the notice calls it a main source."""

    key: str
    text: Text
    public: bool = False
    primary: bool = False


RecipientKind = Literal["processor", "recipient", "partner"]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives data (Art 4(9), 15(1)(c)); `named` is False where the notice says only a kind.

    `purpose_assumed` and `categories_assumed` where the notice does not say what for, or which data.
    """

    key: str
    name: Text
    kind: RecipientKind
    named: bool
    purpose: Text
    categories: tuple[str, ...] = ()
    purpose_assumed: bool = False
    categories_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Prohibition:
    """A channel in which the person may forbid use (Art 21(2)); research is the notice's own promise."""

    key: str
    name: Text
    source: Literal["article_21_2", "notice"]


@dataclass(frozen=True, slots=True)
class System:
    """Where data lives. `connector` names a machine interface, or is `by_hand`.

    `instructions` tell a person how, per capability; `asks` say to the processor what is asked of it, on the page that
    a letter leads to. `recipient` is whom a step asks, and
    `other_recipients` whom the same step asks too. `days` is the time a person has for it.
    `assumed` where the notice does not say which categories lie there. `step_category` is the
    category whose holders may do its steps; without one they are for viewers without a limit.
    """

    key: str
    name: Text
    connector: str
    owner: Literal["staff", "processor"]
    categories: tuple[str, ...]
    rights: tuple[str, ...]
    instructions: dict[str, Text]
    recipient: str = ""
    other_recipients: tuple[str, ...] = ()
    days: int = 7
    assumed: bool = False
    step_category: str = ""
    asks: dict[str, Text] = field(default_factory=dict)

    @property
    def is_searched(self) -> bool:
        """Whether a request for a person's data looks here."""
        return "access" in self.rights


@dataclass(frozen=True, slots=True)
class Part:
    """One of several registers that a notice covers: what it is for, what is in it, and where it lives (keys).

    `assumed` where the notice does not say which data and which systems are this one's.
    """

    key: str
    name: Text
    purposes: tuple[str, ...]
    categories: tuple[str, ...]
    systems: tuple[str, ...]
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Transfer:
    """Whether data leaves the European Economic Area, as the notice says it (Art 13(1)(f)).

    `remark` is the portal's own word beside the statement where it has to be checked. `stated` is False where the
    notice is silent, and `text` says just that. Of a transfer: to which `countries` (Art 30(1)(e)), on what it
    rests (`safeguards`: an adequacy decision, or what stands in its place, Art 45-49), and how to get a `copy`.
    """

    outside_eea: bool
    text: Text
    remark: Text | None = None
    stated: bool = True
    countries: Text | None = None
    safeguards: Text | None = None
    copy: Text | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """One version of one register document.

    `updated` is a day as YYYY-MM-DD, empty where the notice bears none. `retention` is the notice's
    general criterion, `rights` the ways to use one's rights, `stated_rights` the rights that it
    names. `assumptions` are shown to the public, `remarks` to staff: what to check or complete in
    the notice. `parts` name the registers where one notice covers several. `identity` is what has to
    be seen of who asks before each right (Art 12(6)). `people` says whose data it is (Art 30(1)(c)), `joint`
    what joint controllers have arranged (Art 26(2)).
    """

    key: str
    name: Text
    controller: Controller
    updated: str
    purposes: tuple[Purpose, ...]
    categories: tuple[DataCategory, ...]
    sources: tuple[Source, ...]
    recipients: tuple[Recipient, ...]
    prohibitions: tuple[Prohibition, ...]
    systems: tuple[System, ...]
    transfer: Transfer
    retention: Text
    security: Text
    rights: Text
    changes: Text
    remarks: tuple[Text, ...] = ()
    uses: Text | None = None
    disclosures: Text | None = None
    processors: Text | None = None
    assumptions: tuple[Text, ...] = field(default=())
    stated_rights: tuple[str, ...] = ()
    minimisation: Text | None = None
    provision: Statement | None = None
    automated_decisions: Statement | None = None
    parts: tuple[Part, ...] = ()
    identity: IdentityNeeds = field(default=IdentityNeeds())
    people: Text | None = None
    joint: Text | None = None

    @property
    def leans_on_consent(self) -> bool:
        """Whether anything rests on consent, which can be taken back (Art 7(3)): a purpose, or a special category."""
        return any(one.legal_basis is LegalBasis.CONSENT for one in self.purposes) or any(
            one.special is SpecialGround.EXPLICIT_CONSENT for one in self.categories
        )

    def category(self, key: str) -> DataCategory:
        """The category with this key; KeyError where there is none."""
        for found in self.categories:
            if found.key == key:
                return found
        raise KeyError(key)

    def has(self, key: str) -> bool:
        """Whether the register knows this category key."""
        return any(found.key == key for found in self.categories)

    def system(self, key: str) -> System:
        """The system with this key; KeyError where there is none."""
        for found in self.systems:
            if found.key == key:
                return found
        raise KeyError(key)

    def purpose(self, key: str) -> Purpose:
        """The purpose with this key; KeyError where there is none."""
        for found in self.purposes:
            if found.key == key:
                return found
        raise KeyError(key)


def bare_document(controller: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in a document's place while a controller has published none: who it is, and nothing else.

    `controller` has what is known of it: slug, names, country, region, time zone, languages and accent.
    """
    blank = {"fi": "", "sv": "", "en": ""}
    texts = {name: dict(blank) for name in ("name", "retention", "security", "rights", "changes")}
    lists: dict[str, list[Any]] = {
        name: [] for name in ("purposes", "categories", "sources", "recipients", "prohibitions", "systems", "parts")
    }
    held = {"business_id": "", "address": [], "contact": {"name": "", "email": ""}, **controller}
    transfer = {"outside_eea": False, "text": dict(blank)}
    return {"key": FIRST_KEY, "updated": "", "controller": held, "transfer": transfer, **texts, **lists}


FIRST_KEY = "customers"
"""The key of the register that a controller begins with."""


def purposes_in(document: Mapping[str, Any]) -> tuple[Purpose, ...]:
    """The purposes of a register document as the rights table reads them; what they are called does not matter here."""
    return tuple(
        Purpose(
            one["key"],
            Text("", "", ""),
            LegalBasis(one["legal_basis"]) if one.get("legal_basis") else None,
            direct_marketing=one.get("direct_marketing", False),
            research=one.get("research", False),
        )
        for one in document["purposes"]
    )
