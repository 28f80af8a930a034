"""The record of processing activities (Art 30(1) GDPR) as sheets: for a page, a workbook and paper.

It is made from the register. What that does not say is written as missing, and listed; nothing is put in its place.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal import words
from portal.domain.notice_history import NoticeVersion
from portal.domain.register import Contact, DataCategory, Register, System
from portal.papers.register_texts import CategoryText, NoticeText, notice, system_names
from portal.papers.report_sheets import Column, Form, Sheet, Value
from portal.words import gettext, say, say_day
from portal.words import marked as _

UNSAID = _("Missing: the notice does not say")
"""What stands in the place of whatever the register leaves open."""


@dataclass(frozen=True, slots=True)
class Record:
    """The record: `about` are its head lines, `missing` sentences on what the register leaves open."""

    title: str
    about: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    missing: tuple[str, ...]


def record(register: Register, version: NoticeVersion, language: str) -> Record:
    """The record of a register version in `language`, in the order of Art 30(1)(a)-(g)."""
    with words.using(language, register.controller.time_zone):
        writer = _Writer(register, notice(register, language))
        return Record(gettext("Record of processing activities"), writer.about(version), writer.sheets(), writer.gaps())


def article(register: Register, made: Record, written: date, language: str) -> str:
    """The record as one article, of which a tagged PDF is made."""
    with words.using(language, register.controller.time_zone):
        template = words.environment().get_template("letters/record.html")
        return template.render(controller=register.controller, record=made, written=written)


def _is_kept(category: DataCategory) -> bool:
    """Whether it is said of each use how long the data is kept."""
    return bool(category.uses) and all(use.retention.stated for use in category.uses)


class _Writer:
    """Writes the sheets in the language in use, and remembers what is missing."""

    def __init__(self, register: Register, said: NoticeText) -> None:
        self._register, self._said = register, said
        self._systems = system_names(register, said.language)
        self._unsaid = gettext(UNSAID)

    def about(self, version: NoticeVersion) -> tuple[tuple[str, str], ...]:
        held, day = self._register.controller, say_day(version.valid_from, "long")
        return (
            (gettext("Company"), held.trade_name or held.legal_name),
            (gettext("Register"), self._said.name),
            (gettext("Version"), say("Version %(number)s, in force since %(day)s", number=version.number, day=day)),
        )

    def sheets(self) -> tuple[Sheet, ...]:
        return (
            self._controller(), self._purposes(), self._people(), self._data(), self._recipients(), self._transfers(),
            self._storage(), self._security(),
        )  # fmt: skip

    # ---- (a) ---------------------------------------------------------------------------------------------

    def _controller(self) -> Sheet:
        held, nobody = self._register.controller, gettext("None is named")
        lines = (
            (gettext("Controller"), held.legal_name),
            *([(gettext("Trade name"), held.trade_name)] if held.trade_name not in {"", held.legal_name} else []),
            (gettext("Business ID"), held.business_id or self._unsaid),
            (gettext("Address"), ", ".join(held.address) or self._unsaid),
            (gettext("Contact person"), self._contact(held.contact)),
            (gettext("Joint controllers"), self._said.joint or nobody),
            (gettext("Representative in the European Union"), self._contact(held.representative) or nobody),
            (gettext("Data protection officer"), self._contact(held.officer) or nobody),
        )
        title = gettext("Controller (Article 30(1)(a))")
        return self._sheet("controller", title, (gettext("Detail"), gettext("What the register says")), lines)

    @staticmethod
    def _contact(one: Contact | None) -> str:
        return ", ".join(filter(None, (one.name, one.email, one.phone))) if one else ""

    # ---- (b) ---------------------------------------------------------------------------------------------

    def _purposes(self) -> Sheet:
        held = {part: set(part.purposes) for part in self._register.parts}
        named = {one.key: part.name for one, part in zip(self._register.parts, self._said.parts, strict=True)}
        rows = []
        for purpose, said in zip(self._register.purposes, self._said.purposes, strict=True):
            kept = [one.key for one in self._register.categories if purpose.key in {use.purpose for use in one.uses}]
            basis = self._marked(said.basis, assumed=said.basis_assumed) or self._unsaid
            row = [
                self._marked(said.name, assumed=said.purpose_assumed), basis,
                self._marked(said.interest, assumed=said.interest_assumed), self._names(kept) or self._unsaid,
            ]  # fmt: skip
            if held:
                row.append("; ".join(named[part.key] for part in held if purpose.key in held[part]) or self._unsaid)
            rows.append(tuple(row))
        columns = [gettext("Purpose"), gettext("Legal basis"), gettext("Interest"), gettext("Data")]
        columns += [gettext("Register")] if held else []
        return self._sheet("purposes", gettext("Purposes (Article 30(1)(b))"), columns, rows)

    # ---- (c) ---------------------------------------------------------------------------------------------

    def _people(self) -> Sheet:
        title = gettext("Categories of data subjects (Article 30(1)(c))")
        return self._sheet("people", title, (gettext("Whose data it is"),), [(self._said.people or self._unsaid,)])

    def _data(self) -> Sheet:
        special = any(one.special for one in self._register.categories)
        rows: list[tuple[Value, ...]] = [
            (
                said.name,
                self._places([system for system in self._register.systems if one.key in system.categories])
                or self._unsaid,
                *((said.special,) if special else ()),
            )
            for one, said in self._categories()
        ]
        columns = [gettext("Data"), gettext("Where it is")]
        columns += [gettext("Ground of a special category (Article 9(2))")] if special else []
        return self._sheet("data", gettext("Categories of personal data (Article 30(1)(c))"), columns, rows)

    # ---- (d), (e) ----------------------------------------------------------------------------------------

    def _recipients(self) -> Sheet:
        rows = [
            (
                one.name if one.named else say("%(kind)s (no name is given)", kind=one.name),
                one.kind,
                self._marked(one.purpose.text, assumed=one.purpose.assumed) or self._unsaid,
                self._marked(", ".join(one.categories), assumed=one.categories_assumed) or self._unsaid,
            )
            for one in self._said.recipients
        ]
        told = tuple(filter(None, (self._said.processors, self._said.disclosures)))
        columns = (gettext("Recipient"), gettext("Role"), gettext("For what"), gettext("Data"))
        title = gettext("Recipients (Article 30(1)(d))")
        return self._sheet("recipients", title, columns, rows, told or (() if rows else (self._unsaid,)))

    def _transfers(self) -> Sheet:
        stated, said = self._register.transfer, self._said.transfer
        moved = stated.stated and stated.outside_eea
        none = "" if stated.stated else self._unsaid
        lines = [(gettext("Transfers outside the EU and the EEA"), none or said.text or self._unsaid)]
        if moved or said.countries or said.safeguards:
            lines += [
                (gettext("To which countries"), said.countries or self._unsaid),
                (gettext("On what the transfer rests"), said.safeguards or self._unsaid),
            ]
        if said.remark:
            lines.append((gettext("To be checked"), said.remark))
        title = gettext("Transfers to third countries (Article 30(1)(e))")
        return self._sheet("transfers", title, (gettext("Detail"), gettext("What the register says")), lines)

    # ---- (f), (g) ----------------------------------------------------------------------------------------

    def _storage(self) -> Sheet:
        rows: list[tuple[Value, ...]] = []
        for one, said in self._categories():
            lines = [
                (said.name, kept.purpose, self._marked(kept.text, assumed=kept.assumed) or self._unsaid)
                if use.retention.stated
                else (said.name, kept.purpose, self._unsaid)
                for use, kept in zip(one.uses, said.kept, strict=True)
            ]
            rows += lines or [(said.name, self._unsaid, self._unsaid)]
        columns = (gettext("Data"), gettext("Purpose"), gettext("Erased after"))
        told = (self._said.retention,) if self._said.retention else ()
        return self._sheet("storage", gettext("Time limits for erasure (Article 30(1)(f))"), columns, rows, told)

    def _security(self) -> Sheet:
        title = gettext("Security measures (Article 30(1)(g), 32(1))")
        return self._sheet("security", title, (gettext("Description"),), [(self._said.security or self._unsaid,)])

    # ---- what is missing ---------------------------------------------------------------------------------

    def gaps(self) -> tuple[str, ...]:
        return tuple(self._gaps())

    def _gaps(self) -> Iterator[str]:
        register, held = self._register, self._register.controller
        if not held.business_id:
            yield gettext("the business ID of the controller")
        if bare := [said.name for said in self._said.purposes if not said.basis]:
            yield say("the legal basis of: %(purposes)s", purposes=", ".join(bare))
        if not self._said.people:
            yield gettext("whose data it is: customers, members, employees")
        if not self._said.recipients and not self._said.processors and not self._said.disclosures:
            yield gettext("who receives the data")
        if unnamed := [one.name for one in self._said.recipients if not one.named]:
            yield say("the name of: %(recipients)s", recipients=", ".join(unnamed))
        yield from self._transfer_gaps()
        if unkept := [said.name for one, said in self._categories() if not _is_kept(one)]:
            yield say("how long it is kept: %(data)s", data=", ".join(unkept))
        placed = {key for system in register.systems for key in system.categories}
        if homeless := [said.name for one, said in self._categories() if one.key not in placed]:
            yield say("where it is: %(data)s", data=", ".join(homeless))
        if not self._said.security:
            yield gettext("how the data is protected")

    def _transfer_gaps(self) -> Iterator[str]:
        stated, said = self._register.transfer, self._said.transfer
        if not stated.stated:
            yield gettext("whether data goes outside the EU and the EEA")
        elif stated.outside_eea and not said.countries:
            yield gettext("to which countries data goes")
        if stated.stated and stated.outside_eea and not said.safeguards:
            yield gettext("on what the transfer rests")

    # ---- words -------------------------------------------------------------------------------------------

    def _categories(self) -> Iterable[tuple[DataCategory, CategoryText]]:
        return zip(self._register.categories, self._said.categories, strict=True)

    def _names(self, keys: Iterable[str]) -> str:
        named = {one.key: said.name for one, said in self._categories()}
        return ", ".join(named[key] for key in keys)

    def _places(self, systems: Sequence[System]) -> str:
        """The names of systems; where all are assumed, that is said once."""
        named = [self._systems[one.key] for one in systems]
        if all(one.assumed for one in systems):
            return self._marked("; ".join(named), assumed=bool(systems))
        each = (self._marked(name, assumed=one.assumed) for name, one in zip(named, systems, strict=True))
        return "; ".join(each)

    @staticmethod
    def _marked(text: str, *, assumed: bool) -> str:
        return say("%(text)s (the portal's assumption)", text=text) if text and assumed else text

    @staticmethod
    def _sheet(
        key: str, title: str, columns: Iterable[str], rows: Iterable[tuple[Value, ...]], said: tuple[str, ...] = ()
    ) -> Sheet:
        return Sheet(key, title, said, tuple(Column(one, Form.TEXT) for one in columns), tuple(rows))
