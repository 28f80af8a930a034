"""A register document made of what was read in a notice and what its owner said besides. Pure.

`Said` is what the owner confirmed of the notice, line by line; `Answers` what the notice did not say; `Place` a system
and what it holds. Known lines speak three languages; others stay in the languages in which they were said, and what is
missing in a language is named by `unsaid`: nothing is put in its place. What the owner is not sure of is `assumed`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from portal.domain.register import (
    FIRST_KEY,
    CategoryUse,
    Contact,
    Controller,
    DataCategory,
    LegalBasis,
    Part,
    Prohibition,
    Purpose,
    Recipient,
    RecipientKind,
    Register,
    Retention,
    RetentionRule,
    Source,
    SpecialGround,
    Statement,
    System,
    Text,
    Transfer,
)
from portal.reading import terms
from portal.reading.terms import Term

BASES = {
    "a": LegalBasis.CONSENT, "b": LegalBasis.CONTRACT, "c": LegalBasis.LEGAL_OBLIGATION,
    "d": LegalBasis.VITAL_INTERESTS, "e": LegalBasis.PUBLIC_TASK, "f": LegalBasis.LEGITIMATE_INTERESTS,
}  # fmt: skip
RIGHTS = ("access", "rectification", "erasure", "restriction", "portability", "objection", "marketing")
SPECIAL = {ground.value[5]: ground for ground in SpecialGround}
"""The letters of Art 9(2)."""
OWN = "own"
"""The choice of one's own words."""
ORDINARY = "none"
"""The choice that a data category is no special one."""
BLANK = Text("", "", "")
Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What the notice says, as its owner left it. Lists hold one line each; `names` are those of its registers."""

    legal_name: str = ""
    trade_name: str = ""
    business_id: str = ""
    address: str = ""
    phone: str = ""
    contact_name: str = ""
    contact_email: str = ""
    names: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    officer_name: str = ""
    officer_email: str = ""
    transfers: str = ""
    """`yes`, `no`, or nothing where the notice does not say."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The answer about one purpose: a letter of Art 6(1), the interest of `f`, and how long its data is kept.

    `keeping` is a key of the table, or `own` with the words in `kept`. `unsure` marks all of it as assumed.
    """

    letter: str = ""
    interest: Words = field(default_factory=dict)
    keeping: str = ""
    kept: Words = field(default_factory=dict)
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """What the notice did not say. `words` are names in other languages, by `purposes.KEY` and the like.

    `provision`, `automated`, `transfer` and `security` are a choice of the table, or `own` with the words in `own`.
    `nobody` says that there are no recipients. `special` gives of data categories the letter of Art 9(2), or `none`;
    nothing where one is known to be special and its ground is not.
    """

    purposes: dict[str, Basis] = field(default_factory=dict)
    special: dict[str, str] = field(default_factory=dict)
    provision: str = ""
    automated: str = ""
    transfer: str = ""
    security: str = ""
    own: dict[str, Words] = field(default_factory=dict)
    words: dict[str, Words] = field(default_factory=dict)
    nobody: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A system: what it is called, who does its steps there, and the keys of the data categories in it."""

    key: str
    name: str
    connector: str = "by_hand"
    owner: str = "staff"
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything that is kept while a company is set up: the notice as it was given, and what was made of it.

    `way` is `notice` or a template. `read` is what was read, `places` and `unread` where in `text` it stands;
    `findings` what the lint says of it. `uses` gives the purposes of a data category where the owner said so.
    `passed` are the steps that were left by their own button.
    """

    way: str = ""
    file: str = ""
    text: str = ""
    faults: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    read: Said = field(default=Said())
    parts: tuple[tuple[str, ...], ...] = ()
    """The purposes of each register of the notice, as lines."""
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    unread: tuple[tuple[int, int], ...] = ()
    findings: tuple[dict[str, str], ...] = ()
    said: Said = field(default=Said())
    answers: Answers = field(default=Answers())
    systems: tuple[Place, ...] = ()
    uses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    passed: tuple[str, ...] = ()


_ADAPTER = TypeAdapter(tuple[Setup], config=ConfigDict(extra="ignore"))


def setup_from_json(data: Mapping[str, Any]) -> Setup:
    """What was kept; empty where nothing was."""
    (found,) = _ADAPTER.validate_python((dict(data),))
    return found


def setup_to_json(setup: Setup) -> dict[str, Any]:
    """The same as plain values."""
    (data,) = _ADAPTER.dump_python((setup,), mode="json")
    return dict(data)


# ---- lines become items ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Item:
    """A purpose, data category, source or recipient: its stable key, its words, and the known term that it is."""

    key: str
    text: Text
    term: Term | None = None


def items(
    group: str, lines: Sequence[str], language: str, words: Mapping[str, Words] | None = None
) -> tuple[Item, ...]:
    """The items of some lines, in their order, each once.

    A known line has the words of the table; whoever wrote another wording of a data category keeps it in their
    language. `words` are what the owner said of `group.key` in other languages.
    """
    found: dict[str, Item] = {}
    for line in lines:
        for item in _items_of(group, " ".join(line.split()).strip(" .;,"), language):
            found.setdefault(item.key, item)
    given = words or {}
    return tuple(_spoken(item, given.get(f"{group}.{item.key}", {})) for item in found.values())


def _items_of(group: str, line: str, language: str) -> Iterator[Item]:
    if not line:
        return
    known = terms.exact(group, line)
    meant = (known,) if known is not None else terms.meant(group, line)
    if group == "recipients":
        own = Text(line, line, line) if _is_name(line) else _in(line, language)
        yield Item(key_of(line), own, meant[0] if meant else None)
    elif not meant:
        yield Item(key_of(line), _in(line, language))
    elif len(meant) == 1 and known is None and group == "categories" and len(line) <= 60:
        yield Item(meant[0].key, replace(meant[0].text, **{language: _capital(line)}), meant[0])
    else:
        yield from (Item(one.key, one.text, one) for one in (meant[:1] if group == "purposes" else meant))


def _is_name(line: str) -> bool:
    """Whether a recipient is called by a proper name, which is the same in every language."""
    return all(word[:1].isupper() or word[:1].isdigit() or len(word) < 4 for word in line.split())


def _in(line: str, language: str) -> Text:
    return replace(BLANK, **{language: _capital(line)})


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]


def _spoken(item: Item, words: Words) -> Item:
    return replace(item, text=_with(item.text, words)) if words else item


def _with(text: Text, words: Words) -> Text:
    given = {code: said.strip() for code, said in words.items() if said.strip() and not text.in_language(code)}
    return replace(text, **given)


def text(words: Words) -> Text:
    """What the owner wrote, language by language."""
    return Text(fi=words.get("fi", "").strip(), sv=words.get("sv", "").strip(), en=words.get("en", "").strip())


def key_of(line: str) -> str:
    """A stable key made from a name."""
    plain = unicodedata.normalize("NFKD", line.casefold()).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40].strip("_")
    return key if key[:1].isalpha() else f"x_{key}".strip("_") if key else "other"


# ---- the parts of a register -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parts:
    """The items of a setup."""

    purposes: tuple[Item, ...]
    categories: tuple[Item, ...]
    sources: tuple[Item, ...]
    recipients: tuple[Item, ...]


def spoken_in(setup: Setup, fallback: str) -> str:
    """The language of the notice's own lines."""
    return setup.languages[0] if setup.languages else fallback


def parts_of(setup: Setup, language: str) -> Parts:
    """The items of what the owner confirmed; `language` is that of the lines."""
    said, words = setup.said, setup.answers.words
    return Parts(
        items("purposes", said.purposes, language, words),
        items("categories", said.categories, language, words),
        items("sources", said.sources, language, words),
        items("recipients", said.recipients, language, words),
    )


def uses_of(setup: Setup, parts: Parts) -> dict[str, tuple[str, ...]]:
    """The purposes of each data category: as the owner said, else as is usual; each has one, and each serves one."""
    every = [one.key for one in parts.purposes]
    found = {
        one.key: tuple(key for key in setup.uses[one.key] if key in every)
        if one.key in setup.uses
        else tuple(purpose.key for purpose in parts.purposes if _needs(purpose, one))
        for one in parts.categories
    }
    found = {key: uses or tuple(every) for key, uses in found.items()}
    for lone in [key for key in every if not any(key in uses for uses in found.values())]:
        found = {key: (*uses, lone) for key, uses in found.items()}
    return found


def _needs(purpose: Item, category: Item) -> bool:
    """Whether a purpose usually needs a data category; one that is not known needs what is not known about it too."""
    usual = purpose.term.more("data") if purpose.term else ()
    return not usual or category.key in usual


def proposed_purposes(setup: Setup, parts: Parts) -> tuple[Term, ...]:
    """What is often done with such data and was not read: orders and bookkeeping, where the notice leans on them."""
    there, data = {one.key for one in parts.purposes}, {one.key for one in parts.categories}
    wanted = []
    if "b" in setup.said.bases or data & {"orders", "payment"}:
        wanted.append("orders")
    if data & {"billing", "collection"}:
        wanted.append("billing")
    if "c" in setup.said.bases or data & {"orders", "billing", "payment"}:
        wanted.append("bookkeeping")
    if {"projects"} & there:
        wanted = [key for key in wanted if key != "orders"]
    found = [terms.term("purposes", key) for key in wanted if key not in there]
    return tuple(one for one in found if one is not None)


def likely_basis(item: Item, stated: Sequence[str]) -> str:
    """The letter that the notice itself gives a purpose: of those it states, the one that such a purpose rests on.

    Marketing is left to its owner: what electronic mail rests on is another law's matter too.
    """
    if item.term is None or item.term.flag("marketing"):
        return ""
    return next((letter for letter in item.term.more("bases") if letter in stated), "")


def usual_systems(setup: Setup, parts: Parts) -> tuple[Place, ...]:
    """The systems that are proposed: the template's or a customer register, and each processor that holds data."""
    every = tuple(one.key for one in parts.categories)
    template = terms.term("templates", setup.way)
    keys = template.more("systems") if template else ("customer_register",)
    known = [one for one in (terms.term("systems", key) for key in keys) if one is not None]
    own = [Place(one.key, "", str(one.said.get("connector", "by_hand")), "staff", every) for one in known]
    theirs = [
        Place(one.key, "", str(one.term.said.get("connector", "by_hand")) if one.term else "by_hand", "staff",
              _held(one, every))
        for one in parts.recipients
        if _kind(one) == "processor"
    ]  # fmt: skip
    return (*own, *theirs)


def _held(item: Item, every: tuple[str, ...]) -> tuple[str, ...]:
    """What a service mostly holds of the data that there is; all of it where nothing is known, or nothing is there."""
    usual = terms.held_by(str(item.term.said.get("of", ""))) if item.term else ()
    return tuple(key for key in every if key in usual) or every


def system_name(place: Place, parts: Parts) -> Text:
    """What a system is called: as the owner wrote, else as its recipient or its term is."""
    if place.name:
        return Text(place.name, place.name, place.name)
    recipient = next((one for one in parts.recipients if one.key == place.key), None)
    if recipient is not None:
        return recipient.text
    known = terms.term("systems", place.key)
    return known.text if known is not None else Text(place.key, place.key, place.key)


def american(parts: Parts) -> tuple[str, ...]:
    """The recipients that belong to groups based in the United States, by their names."""
    return tuple(
        one.text.en or one.text.fi or one.text.sv for one in parts.recipients if one.term and one.term.flag("us")
    )


def _kind(item: Item) -> RecipientKind:
    said = item.term.said.get("kind", "processor") if item.term else "processor"
    return {"recipient": "recipient", "partner": "partner"}.get(str(said), "processor")  # type: ignore[return-value]  # of this table


# ---- the register ----------------------------------------------------------------------------------------


def composed(setup: Setup, facts: Controller) -> Register:
    """The register of a setup. `facts` is the controller as it stands: slug, country, languages, look.

    It may be unfinished: `unanswered` and `unsaid` name what is missing. Its languages are all of the facts'.
    """
    language = spoken_in(setup, facts.languages[0])
    parts, answers, said = parts_of(setup, language), setup.answers, setup.said
    uses = uses_of(setup, parts)
    controller = _controller(said, facts)
    purposes = tuple(_purpose(one, answers.purposes.get(one.key, Basis())) for one in parts.purposes)
    categories = tuple(_category(one, uses[one.key], answers, setup) for one in parts.categories)
    recipients = tuple(_recipient(one, setup, parts) for one in parts.recipients)
    marketing = tuple(_prohibitions(purposes, categories))
    systems = tuple(_system(one, setup, parts, bool(marketing)) for one in placed(setup, parts))
    own = answers.own
    return Register(
        key=FIRST_KEY,
        name=_name(setup, language),
        controller=controller,
        updated="",
        purposes=purposes,
        categories=categories,
        sources=tuple(Source(one.key, one.text, public=_is_public(one)) for one in parts.sources),
        recipients=recipients,
        prohibitions=marketing,
        systems=systems,
        transfer=_transfer(answers, parts),
        retention=terms.words_of("standing", "retention"),
        security=text(own.get("security", {})) if answers.security == OWN else _chosen("security", answers.security),
        rights=terms.filled(terms.words_of("standing", "rights"), {"email": controller.contact.email}),
        changes=terms.words_of("standing", "changes"),
        uses=_marketing(purposes),
        disclosures=None if parts.recipients or not answers.nobody else terms.words_of("standing", "nobody"),
        stated_rights=RIGHTS,
        provision=_statement("provision", answers.provision, own),
        automated_decisions=_statement("automated", answers.automated, own),
        parts=tuple(_parts(setup, parts, uses, systems, language)),
    )


def _marketing(purposes: Sequence[Purpose]) -> Text | None:
    """Marketing on the controller's own interests alone needs more where it is electronic (2002/58/EC, Art 13)."""
    leaning = LegalBasis.LEGITIMATE_INTERESTS
    if any(one.direct_marketing and one.legal_basis is leaning for one in purposes):
        return terms.words_of("standing", "marketing")
    return None


def placed(setup: Setup, parts: Parts) -> tuple[Place, ...]:
    """The systems, each with the data categories that are there still."""
    known = {one.key for one in parts.categories}
    found = setup.systems or usual_systems(setup, parts)
    return tuple(replace(one, categories=tuple(key for key in one.categories if key in known)) for one in found)


def _controller(said: Said, facts: Controller) -> Controller:
    contact = Contact(said.contact_name.strip(), said.contact_email.strip(), said.phone.strip())
    lines = tuple(line.strip() for line in said.address.splitlines() if line.strip())
    legal = said.legal_name.strip() or facts.legal_name
    named, mail = said.officer_name.strip(), said.officer_email.strip()
    return replace(
        facts, legal_name=legal, trade_name=said.trade_name.strip() or legal, business_id=said.business_id.strip(),
        address=lines, contact=contact, officer=Contact(named, mail) if mail else facts.officer,
    )  # fmt: skip


def _name(setup: Setup, language: str) -> Text:
    names = setup.said.names
    if not names:
        return terms.words_of("standing", "name")
    joining = {"fi": " ja ", "sv": " och ", "en": " and "}[language]
    own = _in(joining.join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0], language)
    return _with(own, setup.answers.words.get("name", {}))


def _purpose(item: Item, basis: Basis) -> Purpose:
    legal = BASES.get(basis.letter)
    interest = None
    if legal is LegalBasis.LEGITIMATE_INTERESTS:
        usual = terms.words_of("interests", str(item.term.said.get("interest", "other")) if item.term else "other")
        interest = text(basis.interest) if any(basis.interest.values()) else usual
    return Purpose(
        key=item.key, name=item.text, legal_basis=legal, assumed=basis.unsure and legal is not None, interest=interest,
        direct_marketing=bool(item.term and item.term.flag("marketing")),
        interest_assumed=basis.unsure and interest is not None,
    )  # fmt: skip


def _category(item: Item, uses: Sequence[str], answers: Answers, setup: Setup) -> DataCategory:
    made = []
    for key in uses:
        basis = answers.purposes.get(key, Basis())
        kept = _retention(basis)
        if kept is not None:
            made.append(CategoryUse(key, kept, assumed=basis.unsure and item.key not in setup.uses))
    return DataCategory(
        key=item.key, name=item.text, uses=tuple(made),
        from_person=item.term.flag("given", True) if item.term else True,
        locating=bool(item.term and item.term.flag("locating")),
        special=SPECIAL.get(answers.special.get(item.key, "")) if is_special(item, answers) else None,
    )  # fmt: skip


def is_special(item: Item, answers: Answers) -> bool:
    """Whether a data category is one that Art 9(1) protects: by its words, as a known term, or as was answered."""
    told = bool(item.term and item.term.flag("special")) or terms.is_special(item.text)
    return told or item.key in answers.special


def _retention(basis: Basis) -> Retention | None:
    if basis.keeping == OWN:
        own = text(basis.kept)
        return Retention(RetentionRule.CRITERION, own, assumed=basis.unsure) if own != BLANK else None
    known = terms.term("keeping", basis.keeping)
    if known is None:
        return None
    months = known.said.get("months")
    return Retention(RetentionRule(str(known.said["rule"])), known.text, months, assumed=basis.unsure)


def _is_public(item: Item) -> bool:
    return bool(item.term and item.term.flag("public"))


def _recipient(item: Item, setup: Setup, parts: Parts) -> Recipient:
    doing = str(item.term.said.get("of", "other")) if item.term else "other"
    place = next((one for one in placed(setup, parts) if one.key == item.key), None)
    return Recipient(
        key=item.key, name=item.text, kind=_kind(item), named=item.text.fi == item.text.sv == item.text.en,
        purpose=terms.words_of("doing", doing), categories=place.categories if place else (),
    )  # fmt: skip


def _prohibitions(purposes: Sequence[Purpose], categories: Sequence[DataCategory]) -> Iterator[Prohibition]:
    if not any(one.direct_marketing for one in purposes):
        return
    there = {one.key for one in categories}
    for key, needed in (("mail", "email"), ("phone", "phone"), ("post", "postal_address")):
        if {needed, "contact_details"} & there:
            yield Prohibition(f"marketing_{key}", terms.words_of("prohibitions", f"marketing_{key}"), "article_21_2")
    other = "other_direct_marketing"
    yield Prohibition(other, terms.words_of("prohibitions", other), "article_21_2")


def _system(place: Place, setup: Setup, parts: Parts, marketing: bool) -> System:
    name = system_name(place, parts)
    recipients = {one.key for one in parts.recipients}
    told = ("find", "rectify", "erase", "restrict", *(("suppress",) if marketing else ()))
    return System(
        key=place.key, name=name, connector=place.connector,
        owner="processor" if place.owner == "processor" else "staff",
        categories=place.categories, rights=("access", *(("marketing",) if marketing else ())),
        instructions={act: terms.filled(terms.words_of("by_hand", act), {"system": name}) for act in told},
        recipient=place.key if place.key in recipients else "",
    )  # fmt: skip


def _transfer(answers: Answers, parts: Parts) -> Transfer:
    chosen = answers.transfer
    if chosen in {"decision", "clauses"}:
        named = ", ".join(american(parts))
        names: Text | str = named or terms.words_of("transfer", "services")
        return Transfer(
            outside_eea=True,
            text=terms.filled(terms.words_of("transfer", "yes"), {"names": names}),
            countries=terms.words_of("transfer", "countries"),
            safeguards=terms.words_of("transfer", f"safe_{chosen}"),
            copy=terms.words_of("transfer", "copy"),
        )
    if chosen == OWN:
        return Transfer(outside_eea=True, text=text(answers.own.get("transfer", {})))
    return Transfer(outside_eea=False, text=terms.words_of("transfer", "no") if chosen == "no" else BLANK)


def _chosen(group: str, choice: str) -> Text:
    return terms.words_of("standing", group) if choice else BLANK


def _statement(group: str, choice: str, own: Mapping[str, Words]) -> Statement | None:
    if choice == OWN:
        said = text(own.get(group, {}))
        return Statement(said) if said != BLANK else None
    return Statement(terms.words_of(group, choice)) if choice in terms.keys_of(group) else None


def _parts(
    setup: Setup, parts: Parts, uses: Mapping[str, tuple[str, ...]], systems: Sequence[System], language: str
) -> Iterator[Part]:
    """The registers of a notice that has several: what the notice does not part is told of each, and marked."""
    names = setup.said.names
    if len(names) < 2:
        return
    known = {one.key for one in parts.purposes}
    taken: set[str] = set()
    for place, name in enumerate(names):
        key = key_of(name)
        while key in taken:
            key = f"{key}_{place + 1}"
        taken.add(key)
        lines = setup.parts[place] if place < len(setup.parts) else ()
        purposes = tuple(one.key for one in items("purposes", lines, language) if one.key in known) or tuple(known)
        categories = tuple(one.key for one in parts.categories if set(uses[one.key]) & set(purposes))
        there = tuple(one.key for one in systems if set(one.categories) & set(categories))
        said = _with(_in(name, language), setup.answers.words.get(f"parts.{key}", {}))
        yield Part(key, said, purposes, categories, there, assumed=True)


# ---- what is missing -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is to be answered before it can be published.

    `of` is the key of a purpose, or of a data category of a special kind, or nothing.
    """

    key: str
    of: str = ""


def unanswered(setup: Setup, facts: Controller) -> tuple[Question, ...]:
    """What nobody has said yet, in the order of a notice."""
    said, answers = setup.said, setup.answers
    parts = parts_of(setup, spoken_in(setup, facts.languages[0]))
    found = [
        Question(key)
        for key, missing in (
            ("legal_name", not said.legal_name.strip()),
            ("address", not (said.address.strip() or said.business_id.strip())),
            ("contact_name", not said.contact_name.strip()),
            ("contact_email", not said.contact_email.strip()),
            ("purposes", not parts.purposes),
            ("categories", not parts.categories),
            ("sources", not parts.sources),
        )
        if missing
    ]
    for one in parts.purposes:
        basis = answers.purposes.get(one.key, Basis())
        found += [Question("basis", one.key)] if basis.letter not in BASES else []
        vague = basis.letter == "f" and not (one.term and "interest" in one.term.said)
        found += [Question("interest", one.key)] if vague and not any(basis.interest.values()) else []
        found += [Question("keeping", one.key)] if _retention(basis) is None else []
    grounds = {*SPECIAL, ORDINARY}
    found += [
        Question("special", one.key)
        for one in parts.categories
        if is_special(one, answers) and answers.special.get(one.key) not in grounds
    ]
    if not parts.recipients and not answers.nobody:
        found.append(Question("recipients"))
    for key, chosen in (("transfer", answers.transfer), ("provision", answers.provision),
                        ("automated", answers.automated), ("security", answers.security)):  # fmt: skip
        if not chosen or (chosen == OWN and text(answers.own.get(key, {})) == BLANK):
            found.append(Question(key))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Words that are missing in some languages: where (`purposes.KEY`, `name`, `own.security`), and what they say."""

    key: str
    text: Text
    languages: tuple[str, ...]


def unsaid(setup: Setup, facts: Controller) -> tuple[Unsaid, ...]:
    """What is not said in every language of the controller's."""
    register = composed(setup, facts)
    named = [("name", register.name)]
    for group in ("purposes", "categories", "recipients"):
        named += [(f"{group}.{one.key}", one.name) for one in getattr(register, group)]
    named += [(f"sources.{one.key}", one.text) for one in register.sources]
    named += [(f"parts.{one.key}", one.name) for one in register.parts]
    named += [
        (f"interest.{one.key}", one.interest) for one in register.purposes if one.interest and one.interest != BLANK
    ]
    for key, basis in setup.answers.purposes.items():
        if basis.keeping == OWN and text(basis.kept) != BLANK:
            named.append((f"kept.{key}", text(basis.kept)))
    for key in ("provision", "automated", "transfer", "security"):
        if getattr(setup.answers, key) == OWN and text(setup.answers.own.get(key, {})) != BLANK:
            named.append((f"own.{key}", text(setup.answers.own[key])))
    found = []
    for key, said in named:
        lacking = tuple(code for code in facts.languages if not said.in_language(code).strip())
        if lacking and len(lacking) < 3:
            found.append(Unsaid(key, said, lacking))
    return tuple(found)


def complete_languages(setup: Setup, facts: Controller) -> tuple[str, ...]:
    """The controller's languages in which everything is said: in these the notice can be published."""
    lacking = {code for one in unsaid(setup, facts) for code in one.languages}
    return tuple(code for code in facts.languages if code not in lacking)


def published(setup: Setup, facts: Controller, day: str) -> Register:
    """The register as it is published on `day`: in the languages that are complete, and no other."""
    languages = complete_languages(setup, facts)
    register = composed(setup, facts)
    return replace(register, updated=day, controller=replace(register.controller, languages=languages))
