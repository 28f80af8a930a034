"""What the decision page says: of each ruling its subject, answer and reason, and of an erasure its consequences."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from portal import rights_words
from portal.code_words import say_term
from portal.domain.lifecycle import Right
from portal.domain.outcomes import Outcome
from portal.domain.register import Register, RetentionRule
from portal.domain.rights import ALL
from portal.domain.rulings import Answer, Balance, Reason, Ruling
from portal.domain.wishes import Correction, Wishes
from portal.staff.case_words import say_category, say_purpose
from portal.staff.fault_words import say_fault
from portal.staff.ruling_form import cells_of
from portal.storage.door.decision import CellLine, DecisionPage, Preview
from portal.words import gettext, language, ngettext, say, say_date

ORDER = (
    Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION, Right.PORTABILITY, Right.OBJECTION,
)  # fmt: skip
"""The rights as their sections follow each other; access comes last."""


@dataclass(frozen=True, slots=True)
class PurposeLine:
    """What one purpose says of a category: whether it lets it go, why, and until when."""

    purpose: str
    answer: str
    tone: str
    icon: str
    told: str
    until: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class RulingLine:
    """One ruling as its line says it; `why_person` where a person has to decide, `asked` for a correction."""

    ruling: Ruling
    subject: str
    answer: str
    tone: str
    icon: str
    reason: str
    until: str
    count: str
    why_person: str
    asked: Correction | None = None
    cells: tuple[CellLine, ...] = ()
    interest: str = ""
    interest_assumed: bool = False
    by_purpose: tuple[PurposeLine, ...] = ()
    follows: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()

    @property
    def needs_person(self) -> bool:
        """Whether no table decides it."""
        return self.ruling.answer is Answer.NEEDS_PERSON


@dataclass(frozen=True, slots=True)
class Section:
    """The rulings of one right; `tally` says how many end in which way, `wanting` how many a person has to decide."""

    right: Right
    lines: tuple[RulingLine, ...]
    tally: str
    wanting: int


@dataclass(frozen=True, slots=True)
class Going:
    """What erasing does in one system, as numbers: of rows, and of records for people.

    `removed` are the records that a machine deletes or anonymises where the system has not counted which.
    """

    system: str
    deleted: int = 0
    anonymised: int = 0
    removed: int = 0
    kept: int = 0
    by_hand: int = 0
    why_kept: tuple[str, ...] = ()
    deleted_kinds: tuple[str, ...] = ()
    anonymised_kinds: tuple[str, ...] = ()
    fault: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Consequences:
    """What an erasure does, system by system, and the sums."""

    systems: tuple[Going, ...]
    counting: bool
    until: str = ""
    sums: Mapping[str, int] = field(default_factory=dict)

    @property
    def hands(self) -> tuple[Going, ...]:
        """The systems in which people do it."""
        return tuple(one for one in self.systems if one.by_hand)


def sections(rulings: Sequence[Ruling], page: DecisionPage, register: Register) -> list[Section]:
    """The asked rights but access, in their order."""
    found = []
    for right in ORDER:
        mine = sorted((one for one in rulings if one.right is right), key=lambda one: _place_of(one, register))
        if mine:
            lines = tuple(_line(one, page, register) for one in mine)
            wanting = sum(line.needs_person for line in lines)
            found.append(Section(right, lines, _tally(lines), wanting))
    return found


def _place_of(ruling: Ruling, register: Register) -> int:
    """Where a ruling stands among those of its right: as wished, as in the register, what is not sorted last."""
    if ruling.subject.isdecimal():
        return int(ruling.subject)
    objects = ruling.right is Right.OBJECTION
    keys = [one.key for one in register.purposes] if objects else [one.key for one in register.categories]
    return keys.index(ruling.subject) if ruling.subject in keys else len(keys)


def namer(register: Register) -> Callable[[Ruling], str]:
    """What says of a ruling in one line which it is: its right and its subject."""
    return lambda ruling: f"{say_term(ruling.right)}, {say_subject(register, ruling)}"


def _tally(lines: Sequence[RulingLine]) -> str:
    counts = Counter(line.answer for line in lines if not line.needs_person)
    return ", ".join(f"{answer} {count}" if len(lines) > 1 else answer for answer, count in counts.items())


def say_subject(register: Register, ruling: Ruling) -> str:
    """What a ruling is about: a category, a purpose, a correction, or all of it."""
    if ruling.right is Right.OBJECTION:
        return say_purpose(register, ruling.subject)
    if ruling.subject == ALL:
        return gettext("Everything that is held")
    return say_category(register, ruling.category or ruling.subject)


def say_count(ruling: Ruling) -> str:
    """How many records it is about; of a correction, how many values are written."""
    if ruling.right is Right.RECTIFICATION:
        many = len(ruling.cells)
        return ngettext("%(num)s value", "%(num)s values", many) % {"num": many} if many else ""
    many = ruling.records
    if ruling.erased and ruling.kept:
        return say("%(gone)s of %(num)s records go", gone=len(ruling.erased), num=many)
    return ngettext("%(num)s record", "%(num)s records", many) % {"num": many} if many else ""


def say_until(ruling: Ruling) -> str:
    """Until when what stays is kept; empty where nothing stays or no day is known."""
    return say("Kept until %(day)s", day=say_date(ruling.kept_until, "long")) if ruling.kept_until else ""


def say_balance(balance: Balance) -> list[tuple[str, str]]:
    """How an objection was weighed, in pairs of name and text."""
    if balance.claim is not None:
        return [(rights_words.say_claim(balance.claim), balance.which)]
    return [
        (gettext("Our compelling grounds"), balance.grounds),
        (gettext("The person's situation"), balance.situation),
        (gettext("Why our grounds weigh more"), balance.outweighs),
        (gettext("Milder ways that were considered"), balance.milder),
    ]


def consequences(page: DecisionPage, rulings: Sequence[Ruling]) -> Consequences:
    """What erasing by these rulings does: exact where the system has counted just that."""
    erasures = [one for one in rulings if one.right is Right.ERASURE]
    gone = {id_ for one in erasures for id_ in one.erased}
    known = {one.system: one for one in page.previews}
    held = [row for row in page.rows.values() if any(row.category == one.subject for one in erasures)]
    systems = tuple(
        _going(system, page, erasures, gone, known.get(system)) for system in dict.fromkeys(row.system for row in held)
    )
    names = ("deleted", "anonymised", "removed", "kept", "by_hand")
    sums = {name: sum(getattr(one, name) for one in systems) for name in names}
    days = [kept.until for one in erasures for kept in one.kept if kept.until]
    return Consequences(systems, any(one.waits for one in systems), say_date(max(days), "long") if days else "", sums)


def _going(
    system: str, page: DecisionPage, erasures: Sequence[Ruling], gone: Collection[str], preview: Preview | None
) -> Going:
    here = [row for row in page.rows.values() if row.system == system]
    mine = {row.id for row in here if row.id in gone}
    machine = {id_ for id_ in mine if system in page.machines and page.rows[id_].owner}
    as_counted = preview is not None and machine == set(preview.targets)
    counts = preview.counts if preview is not None and as_counted else None
    touched = {_place(page, id_) for id_ in mine}
    kept = [one for ruling in erasures for one in ruling.kept if one.id in {row.id for row in here}]
    return Going(
        system=system,
        deleted=_sum(counts or {}, "deleted"),
        anonymised=_sum(counts or {}, "anonymised"),
        removed=0 if counts is not None else len({_place(page, id_) for id_ in machine}),
        kept=len({_place(page, one.id) for one in kept} - touched),
        by_hand=len(mine - machine),
        why_kept=tuple(dict.fromkeys(rights_words.say_reason(one.reason, Right.ERASURE) for one in kept)),
        deleted_kinds=_kinds(counts or {}, "deleted", preview),
        anonymised_kinds=_kinds(counts or {}, "anonymised", preview),
        fault=say_fault(preview.fault) if preview is not None and as_counted and preview.fault else "",
        waits=preview is not None and as_counted and preview.waits,
    )


def _place(page: DecisionPage, finding: str) -> tuple[str, ...]:
    """The row that a finding is of: several findings may be of one. What a person wrote down stands alone."""
    row = page.rows[finding]
    return (row.kind, row.key, row.owner) if row.owner else (finding,)


def _sum(counts: Mapping[str, int], what: str) -> int:
    return sum(count for code, count in counts.items() if code.partition(":")[0] == what)


def _kinds(counts: Mapping[str, int], what: str, preview: Preview | None) -> tuple[str, ...]:
    found = []
    for code, count in sorted(counts.items()):
        done, _colon, kind = code.partition(":")
        if done == what and count:
            text = preview.kinds.get(kind) if preview is not None else None
            found.append(f"{text.in_language(language()) if text else kind} {count}")
    return tuple(found)


def _line(ruling: Ruling, page: DecisionPage, register: Register) -> RulingLine:
    answer, tone, icon = rights_words.answer_tag(ruling.answer)
    purposes = {one.key: one for one in register.purposes}
    purpose = purposes.get(ruling.subject) if ruling.right is Right.OBJECTION else None
    interest = purpose.interest if purpose is not None else None
    meant = {cell.key for cell in cells_of(ruling, [one.cell for one in page.cells])}
    ordered = sorted(
        (one for one in page.cells if one.cell.key in meant), key=lambda one: one.cell.key not in ruling.cells
    )
    behind = [
        one for one in page.outcomes if (one.right, one.category) == (ruling.right, ruling.subject) and one.records
    ]
    return RulingLine(
        ruling=ruling,
        subject=say_subject(register, ruling),
        answer=answer,
        tone=tone,
        icon=icon,
        reason=rights_words.say_reason(ruling.reason, ruling.right),
        until=say_until(ruling),
        count=say_count(ruling),
        why_person=_why_person(ruling, register) if ruling.answer is Answer.NEEDS_PERSON else "",
        asked=_asked(ruling, page.wishes),
        cells=tuple(ordered) if ruling.right is Right.RECTIFICATION else (),
        interest=interest.in_language(language()) if interest else "",
        interest_assumed=purpose is not None and purpose.interest_assumed,
        ended=tuple(say_purpose(register, key) for key in ruling.ended),
        by_purpose=tuple(_by_purpose(register, one) for one in behind),
        follows=tuple(dict.fromkeys(told for one in behind if one.row for told in rights_words.say_follows(one.row))),
    )


def _by_purpose(register: Register, one: Outcome) -> PurposeLine:
    answer, tone, icon = rights_words.answer_tag(one.answer)
    until = say("Kept until %(day)s", day=say_date(one.until, "long")) if one.until else ""
    purpose = say_purpose(register, one.purpose)
    return PurposeLine(purpose, answer, tone, icon, rights_words.say_outcome(one), until, one.assumed)


def _asked(ruling: Ruling, wishes: Wishes) -> Correction | None:
    if ruling.right is not Right.RECTIFICATION or not ruling.subject.isdecimal():
        return None
    place = int(ruling.subject)
    return wishes.corrections[place] if place < len(wishes.corrections) else None


def _is_bound(ruling: Ruling) -> bool:
    """Whether a law is known to keep some of it."""
    return any(one.bound for one in ruling.kept)


def _why_person(ruling: Ruling, register: Register) -> str:
    """Why no table decides it."""
    if ruling.right is Right.RECTIFICATION:
        if not ruling.value:
            return gettext("The person did not say what is to be corrected. Read their messages, or ask.")
        if ruling.records:
            return gettext("What is wrong was not found as the person wrote it. Tick the values that are meant.")
        return gettext("Nothing of this was found. Where it lies in a system all the same, people correct it there.")
    if ruling.reason is Reason.TERM_UNKNOWN:
        return _unknown_term(ruling, register)
    if ruling.right is Right.RESTRICTION:
        return gettext("The person named no ground. Say whether one of the four of Article 18(1) holds, or ask.")
    if ruling.reason is Reason.NO_BASIS_STATED and ruling.right is Right.ERASURE and not _is_bound(ruling):
        return gettext(
            "The notice states no legal basis for this use and no law that keeps it, so no rule can tell. "
            "Erase it unless you know a ground to keep it, and mend the notice."
        )
    if ruling.reason is Reason.NO_BASIS_STATED:
        return gettext(
            "The notice states no legal basis for this use, so no rule can tell. Decide, and mend the notice."
        )
    if ruling.right is Right.OBJECTION:
        return gettext(
            "An objection is weighed: refuse it only on compelling grounds that outweigh the person's situation."
        )
    return gettext("The use serves a task in the public interest. Say whether that outweighs the person's wish.")


def _unknown_term(ruling: Ruling, register: Register) -> str:
    uses = register.category(ruling.subject).uses if register.has(ruling.subject) else ()
    words = [
        use.retention.text.in_language(language())
        for use in uses
        if use.purpose in ruling.purposes and use.retention.rule is RetentionRule.CRITERION
    ]
    if words:
        return say(
            "The notice keeps it by a criterion in words: “%(criterion)s” Say whether it is still needed.",
            criterion=words[0],
        )
    return gettext("No day is known from which its keeping is counted. Say whether it is still needed.")
