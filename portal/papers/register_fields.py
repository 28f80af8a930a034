"""What each place of a register document is called, which shape it has, and how its value is said to people.

The forms of the register's page, its differences and what it lacks are all said by this one table. Values are those of
the document that `reading.toml.register_to_json` makes; everything is said in the language in use.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from portal import words
from portal.code_words import RIGHT_TERMS
from portal.domain.ladder import SETTABLE, Rung
from portal.domain.register import LegalBasis, RetentionRule, SpecialGround
from portal.domain.register_changes import LISTS, Path, by_key, is_text
from portal.words import gettext, say
from portal.words import marked as _

Shape = Literal["line", "lines", "day", "number", "three", "threes", "texts", "flag", "choice", "many"]
Codes = Mapping[str, str]
Document = Mapping[str, Any]
LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True, slots=True)
class Field:
    """One place: its path below its section or item, and what is asked there.

    `three` and `threes` are texts in three languages, on one line or on several; an `optional` one that is blank
    everywhere is none. `codes` are the values to choose from, or the list of the document whose keys they are.
    """

    path: Path
    shape: Shape
    label: str
    hint: str = ""
    codes: Codes | str = ""
    optional: bool = False

    @property
    def name(self) -> str:
        """What its control is called: the path with hyphens."""
        return "-".join(self.path)


@dataclass(frozen=True, slots=True)
class Section:
    """What is edited together: what is at `root` of the document, or one item of a list, which `one` calls so."""

    title: str
    fields: tuple[Field, ...]
    root: Path = ()
    hint: str = ""
    one: str = ""
    add: str = ""


BASES: Codes = {
    "": _("not stated"),
    LegalBasis.CONSENT.value: _("consent"),
    LegalBasis.CONTRACT.value: _("contract"),
    LegalBasis.LEGAL_OBLIGATION.value: _("legal obligation"),
    LegalBasis.VITAL_INTERESTS.value: _("vital interests"),
    LegalBasis.PUBLIC_TASK.value: _("task in the public interest"),
    LegalBasis.LEGITIMATE_INTERESTS.value: _("legitimate interests"),
}
SPECIAL: Codes = {
    "": _("no special category"),
    SpecialGround.EXPLICIT_CONSENT.value: _("explicit consent"),
    SpecialGround.EMPLOYMENT.value: _("labour law and social security"),
    SpecialGround.VITAL_INTERESTS.value: _("vital interests of somebody who cannot consent"),
    SpecialGround.OWN_MEMBERS.value: _("a non-profit body’s own members"),
    SpecialGround.MADE_PUBLIC.value: _("made public by the person"),
    SpecialGround.LEGAL_CLAIMS.value: _("legal claims"),
    SpecialGround.PUBLIC_INTEREST.value: _("substantial public interest, by a law"),
    SpecialGround.HEALTH_CARE.value: _("health care or social care"),
    SpecialGround.PUBLIC_HEALTH.value: _("public health"),
    SpecialGround.RESEARCH.value: _("archiving, research or statistics"),
}
RULES: Codes = {
    RetentionRule.FIXED_PERIOD.value: _("a number of months"),
    RetentionRule.BOOKKEEPING_VOUCHERS.value: _("as vouchers of the bookkeeping, six years"),
    RetentionRule.BOOKKEEPING_LEDGERS.value: _("as books of the bookkeeping, ten years"),
    RetentionRule.UNTIL_WITHDRAWN.value: _("until consent is withdrawn"),
    RetentionRule.UNTIL_COLUMN.value: _("until the day that stands in the system"),
    RetentionRule.CRITERION.value: _("as the text says; a person decides"),
}
RECIPIENT_KINDS: Codes = {
    "processor": _("processes data on your behalf"),
    "recipient": _("receives data for purposes of its own"),
    "partner": _("partner"),
}
OWNERS: Codes = {"staff": _("your own staff"), "processor": _("a processor")}
PROMISES: Codes = {
    "article_21_2": _("the law: direct marketing, Article 21(2)"),
    "notice": _("the notice’s own promise"),
}
RIGHTS: Codes = {right.value: said for right, said in RIGHT_TERMS.items()}
_RUNG_WORDS: Mapping[Rung, str] = {
    Rung.MAILBOX_PROVEN: _("the mailbox was shown"),
    Rung.CONTACT_ON_FILE: _("the contact is the one on file"),
    Rung.LETTER_CODE: _("another contact on file was shown, by phone or by letter"),
    Rung.SEEN_AT_PREMISES: _("the person was seen at the premises"),
}
RUNGS: Codes = {rung.value: said for rung, said in _RUNG_WORDS.items() if rung in SETTABLE}
LANGUAGE_CODES: Codes = dict(words.LANGUAGE_NAMES)
INSTRUCTIONS: Codes = {
    "find": _("How a person searches there"),
    "export": _("How a person takes data out"),
    "rectify": _("How a person corrects there"),
    "erase": _("How a person deletes there"),
    "restrict": _("How a person freezes data there"),
    "suppress": _("How a person stops marketing there"),
    "notify": _("How a person tells them of a change"),
    "verify": _("How a person checks that it is done"),
}
ASKS: Codes = {
    "find": _("What the processor is asked: to search"),
    "export": _("What the processor is asked: to give data out"),
    "rectify": _("What the processor is asked: to correct"),
    "erase": _("What the processor is asked: to delete"),
    "restrict": _("What the processor is asked: to freeze"),
    "suppress": _("What the processor is asked: to stop marketing"),
    "notify": _("What the processor is asked: to take note of a change"),
    "verify": _("What the processor is asked: to check that it is done"),
}
_SILENT = _("The notice does not say it: it is assumed")
_NAME = Field(("name",), "three", _("Name"))

SECTIONS: Mapping[str, Section] = {
    "controller": Section(
        _("Controller"),
        (
            Field(("trade_name",), "line", _("Name that customers know")),
            Field(("legal_name",), "line", _("Legal name")),
            Field(("business_id",), "line", _("Business ID")),
            Field(("address",), "lines", _("Postal address"), _("As on an envelope, one line below the other.")),
            Field(("website",), "line", _("Website")),
            Field(("premises",), "flag", _("People can come to the premises")),
            Field(("languages",), "many", _("Languages"), _("The first one is used where nothing else is known."),
                  LANGUAGE_CODES),
            Field(("country",), "line", _("Country"),
                  _("Two letters, such as FI. Days off and the authority follow from it.")),
            Field(("region",), "line", _("Region"), _("Only where days off or the authority are those of a region.")),
            Field(("time_zone",), "line", _("Time zone"), _("Such as Europe/Helsinki.")),
            Field(("financial_year_ends",), "line", _("Last day of the financial year"),
                  _("Month and day, such as 12-31. The keeping of vouchers is counted from it.")),
            Field(("answer_within_days",), "number", _("Days in which you want to answer"),
                  _("Your own target, at most 31. 0 is none.")),
            Field(("case_years",), "number", _("Years for which case files are kept"),
                  _("After a request was closed.")),
            Field(("accent",), "line", _("Colour"), _("As on the web, such as #1f4f46.")),
        ),
        ("controller",),
        _("Who answers for the register."),
    ),
    "contact": Section(
        _("Contact person"),
        (
            Field(("name",), "line", _("Name")),
            Field(("email",), "line", _("Email address")),
            Field(("phone",), "line", _("Phone")),
        ),
        ("controller", "contact"),
    ),
    "officer": Section(
        _("Data protection officer and representative"),
        (
            Field(("officer", "name"), "line", _("Name of the data protection officer"),
                  _("Where there is one. The name may be left out.")),
            Field(("officer", "email"), "line", _("Email address of the officer")),
            Field(("officer", "phone"), "line", _("Phone of the officer")),
            Field(("representative", "name"), "line", _("Name of the representative in the EU"),
                  _("Only for a company outside of it (Article 27).")),
            Field(("representative", "email"), "line", _("Email address of the representative")),
            Field(("representative", "phone"), "line", _("Phone of the representative")),
        ),
        ("controller",),
    ),
    "notice": Section(
        _("The notice"),
        (
            Field(("name",), "three", _("Name of the register")),
            Field(("updated",), "day", _("Day of the notice"), _("Leave it empty where the notice bears none.")),
            Field(("people",), "threes", _("People whose data it is"), optional=True),
            Field(("uses",), "threes", _("What the data is used for, in general"), optional=True),
            Field(("minimisation",), "threes", _("What is not collected"), optional=True),
            Field(("retention",), "threes", _("How long data is kept, in general")),
            Field(("processors",), "threes", _("Who processes data on your behalf, in general"), optional=True),
            Field(("disclosures",), "threes", _("To whom data is given, in general"), optional=True),
            Field(("security",), "threes", _("How the data is protected")),
            Field(("rights",), "threes", _("How people use their rights")),
            Field(("changes",), "threes", _("How changes of the notice are announced")),
            Field(("joint",), "threes", _("What joint controllers have arranged"), optional=True),
        ),
    ),
    "purposes": Section(
        _("Purposes"),
        (
            _NAME,
            Field(("purpose_assumed",), "flag", _("The notice does not name this purpose: it is assumed")),
            Field(("legal_basis",), "choice", _("Legal basis"),
                  _("Which rights people have follows from it. Where none is stated, a person decides."), BASES),
            Field(("assumed",), "flag", _("The notice does not give this legal basis: it is assumed")),
            Field(("interest",), "threes", _("Which legitimate interest"), _("Only where that is the legal basis."),
                  optional=True),
            Field(("interest_assumed",), "flag", _("The notice does not name this interest: it is assumed")),
            Field(("direct_marketing",), "flag", _("Direct marketing"), _("People can always forbid it.")),
            Field(("research",), "flag", _("Research or statistics")),
        ),
        one=_("Purpose ‘%(name)s’"),
        add=_("Add a purpose"),
    ),
    "categories": Section(
        _("Data categories"),
        (
            _NAME,
            Field(("from_person",), "flag", _("The person gave it"), _("Only that can be taken along (Article 20).")),
            Field(("locating",), "flag", _("Tells where somebody lives or answers"),
                  _("Hidden where the address is protected.")),
            Field(("special",), "choice", _("Ground of a special category"),
                  _("Health, origin, beliefs, trade union, sexual life, genes, biometrics (Article 9)."), SPECIAL),
        ),
        one=_("Data category ‘%(name)s’"),
        add=_("Add a data category"),
    ),
    "sources": Section(
        _("Sources"),
        (
            Field(("text",), "threes", _("Where data comes from")),
            Field(("primary",), "flag", _("A main source")),
            Field(("public",), "flag", _("A public source")),
        ),
        one=_("Source ‘%(name)s’"),
        add=_("Add a source"),
    ),
    "recipients": Section(
        _("Recipients and processors"),
        (
            _NAME,
            Field(("kind",), "choice", _("Role"), codes=RECIPIENT_KINDS),
            Field(("named",), "flag", _("Named"), _("Not where the notice says only of which kind they are.")),
            Field(("purpose",), "threes", _("What they get data for")),
            Field(("purpose_assumed",), "flag", _("The notice does not say what for: it is assumed")),
            Field(("categories",), "many", _("Which data they get"), codes="categories"),
            Field(("categories_assumed",), "flag", _("The notice does not say which data: it is assumed")),
        ),
        one=_("Recipient ‘%(name)s’"),
        add=_("Add a recipient"),
    ),
    "transfer": Section(
        _("Transfers outside the EEA"),
        (
            Field(("outside_eea",), "flag", _("Data goes outside the EEA")),
            Field(("text",), "threes", _("What the notice says of it")),
            Field(("stated",), "flag", _("The notice says whether data goes outside the EEA"),
                  _("Where it is silent, the text says just that.")),
            Field(("countries",), "threes", _("To which countries"), optional=True),
            Field(("safeguards",), "threes", _("On what the transfer rests"),
                  _("An adequacy decision, or the safeguards in its place."), optional=True),
            Field(("copy",), "threes", _("How to get a copy of the safeguards"), optional=True),
            Field(("remark",), "threes", _("What has to be checked"), optional=True),
        ),
        ("transfer",),
    ),
    "systems": Section(
        _("Where the data is"),
        (
            _NAME,
            Field(("categories",), "many", _("Which data is there"), codes="categories"),
            Field(("assumed",), "flag", _("The notice does not say which data is there: it is assumed")),
            Field(("rights",), "many", _("For which rights somebody looks there"), codes=RIGHTS),
            Field(("owner",), "choice", _("Who does it where no machine does"), codes=OWNERS),
            Field(("recipient",), "choice", _("Whom it is asked of"), _("The processor who keeps the system."),
                  "recipients"),
            Field(("other_recipients",), "many", _("Who else is asked by the same step"), codes="recipients"),
            Field(("days",), "number", _("Days for one step")),
            Field(("step_category",), "choice", _("Whose steps they are"),
                  _("Whoever is limited to this category may do them."), "categories"),
            *(Field(("instructions", code), "threes", said, optional=True) for code, said in INSTRUCTIONS.items()),
            *(Field(("asks", code), "threes", said, optional=True) for code, said in ASKS.items()),
        ),
        one=_("System ‘%(name)s’"),
        add=_("Add a system"),
    ),
    "prohibitions": Section(
        _("What people can forbid"),
        (_NAME, Field(("source",), "choice", _("By what"), codes=PROMISES)),
        one=_("Prohibition ‘%(name)s’"),
        add=_("Add a prohibition"),
    ),
    "parts": Section(
        _("Registers in one notice"),
        (
            _NAME,
            Field(("purposes",), "many", _("What it is for"), codes="purposes"),
            Field(("categories",), "many", _("Which data is in it"), codes="categories"),
            Field(("systems",), "many", _("In which systems it is"), codes="systems"),
            Field(("assumed",), "flag", _SILENT),
        ),
        hint=_("Only where one notice covers several registers."),
        one=_("Register ‘%(name)s’"),
        add=_("Add a register of the notice"),
    ),
    "statements": Section(
        _("What else people are told"),
        (
            Field(("provision", "text"), "threes", _("Whether data has to be given"), optional=True),
            Field(("provision", "assumed"), "flag",
                  _("The notice does not say whether data has to be given: it is assumed")),
            Field(("automated_decisions", "text"), "threes", _("Automated decisions"), optional=True),
            Field(("automated_decisions", "assumed"), "flag",
                  _("The notice does not mention automated decisions: it is assumed")),
        ),
    ),
    "requests": Section(
        _("Requests"),
        (
            Field(("stated_rights",), "many", _("Rights that the notice names"),
                  _("People have the others too: they are shown as yours by law."), RIGHTS),
            *(
                Field(("identity", code), "choice", said, codes=RUNGS)
                for code, said in {
                    "access": _("Needed before data is given"),
                    "portability": _("Needed before data is given to take along"),
                    "rectification": _("Needed before data is corrected"),
                    "erasure": _("Needed before data is deleted"),
                    "restriction": _("Needed before data is frozen"),
                    "objection": _("Needed before a use ends"),
                    "marketing": _("Needed before marketing stops"),
                }.items()
            ),
            Field(("identity", "document_copies"), "flag", _("A masked copy of a document may be asked for")),
        ),
        hint=_("What has to be seen of who asks."),
    ),
    "remarks": Section(
        _("Assumptions and remarks"),
        (
            Field(("assumptions",), "texts", _("What is assumed, as the public reads it")),
            Field(("remarks",), "texts", _("What to check in the notice, for staff alone")),
        ),
    ),
}  # fmt: skip
"""Everything that a register says, in the order of its page."""
USE = (
    Field(("retention", "rule"), "choice", _("How long it is kept"), codes=RULES),
    Field(("retention", "months"), "number", _("Months")),
    Field(("retention", "text"), "threes", _("How long, in words")),
    Field(("retention", "stated"), "flag", _("The notice says how long"),
          _("Where it is silent, the text says just that.")),
    Field(("retention", "assumed"), "flag", _("The notice does not say how long: it is assumed")),
    Field(("assumed",), "flag", _("The notice does not join this data to this purpose: it is assumed")),
)  # fmt: skip
"""One data category under one purpose."""
_USE_OF = _("Data category ‘%(name)s’ for ‘%(purpose)s’")


def field_at(path: Path) -> Field | None:
    """The field of a place of the document; None where a register has none there, as for its keys."""
    if path[0] in LISTS and path[2:3] == ("uses",):
        return next((one for one in USE if one.path == path[4:]), None)
    if path[0] in LISTS:
        return next((one for one in SECTIONS[path[0]].fields if one.path == path[2:]), None)
    sections = [one for name, one in SECTIONS.items() if name not in LISTS]
    return next((one for each in sections for one in each.fields if each.root + one.path == path), None)


def section_of(path: Path) -> str:
    """Where a place is edited: the name of its section."""
    if path[0] in LISTS:
        return path[0]
    for name, section in SECTIONS.items():
        if name not in LISTS and any(section.root + one.path == path for one in section.fields):
            return name
    return "controller" if path[0] == "controller" else "notice"


def name_of(document: Document, name: str, key: str) -> str:
    """What an item is called, in the language in use or another one; its key where nothing is said."""
    found = by_key(name, document.get(name) or ()).get(key)
    return item_name(found, key) if found is not None else key


def item_name(item: Mapping[str, Any], key: str) -> str:
    """The same of an item."""
    text = item.get("name") or item.get("text") or {}
    return next((said for code in (words.language(), *LANGUAGES) if (said := text.get(code, "").strip())), key)


def subject(path: Path, *documents: Document) -> str:
    """What a place belongs to, such as “Purpose ‘Newsletter’”; named as the first document has it that knows it."""
    if path[0] not in LISTS:
        return gettext(SECTIONS[section_of(path)].title)
    name = _named(path[0], path[1], documents)
    if path[2:3] == ("uses",) and len(path) > 3:
        return say(_USE_OF, name=name, purpose=_named("purposes", path[3], documents))
    return gettext(SECTIONS[path[0]].one) % {"name": name}


def _named(name: str, key: str, documents: Sequence[Document]) -> str:
    held = [one for one in documents if key in by_key(name, one.get(name) or ())]
    return name_of(held[0], name, key) if held else key


def label(path: Path) -> str:
    """What a place is called."""
    field = field_at(path)
    return gettext(field.label) if field is not None else path[-1]


def value(field: Field, said: Any, *documents: Document) -> str:
    """A value as people read it; empty where there is none."""
    if field.shape == "flag":
        return gettext("Yes") if said else gettext("No")
    if is_text(said):
        return next((one for code in (words.language(), *LANGUAGES) if (one := said[code].strip())), "")
    if field.shape == "many":
        return ", ".join(choice(field, one, *documents) for one in said or ())
    if field.shape == "choice":
        return choice(field, said or "", *documents)
    if field.shape == "lines":
        return ", ".join(said or ())
    if field.shape == "day":
        return day(said or "")
    if field.shape == "texts":
        return "; ".join(item_name({"text": one}, "") for one in said or ())
    return "" if said is None else str(said)


def choice(field: Field, code: str, *documents: Document) -> str:
    """One of the values to choose from."""
    if isinstance(field.codes, str):
        return _named(field.codes, code, documents) if code else ""
    return gettext(field.codes[code]) if code in field.codes else code


def day(said: str) -> str:
    """A day as people say it; as it is where it is none."""
    try:
        return words.say_date(date.fromisoformat(said), "long") if said else ""
    except ValueError:
        return said
