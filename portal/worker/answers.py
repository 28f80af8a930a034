"""The answer, written: a letter for each right, at most one package, its glossary; with no session open."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from functools import partial
from html import unescape
from typing import Any, BinaryIO

from portal import words
from portal.domain.gate import Gate
from portal.domain.lifecycle import Match, Right
from portal.domain.redaction import folded
from portal.domain.register import Text
from portal.domain.roles import UNSORTED
from portal.domain.rulings import Answer, Ruling
from portal.domain.wishes import Correction
from portal.journey import answering, wiping
from portal.journey.answering import CarriedOut, Gathered, GivenField, GivenFinding, MadePackage
from portal.papers import letters, package, portable
from portal.papers.answer import said
from portal.papers.leaks import Quoted, reread
from portal.papers.letter_values import (
    AccessAnswer,
    CarriedIn,
    CarriedOutcome,
    CorrectionLine,
    Count,
    Erasure,
    Gone,
    Head,
    LetterValues,
    NothingHeld,
    Objection,
    Portability,
    Rectification,
    Restriction,
    ToldRecipient,
)
from portal.papers.letters import Letter, LetterKind
from portal.papers.package_parts import (
    Code,
    FieldValue,
    GlossaryEntry,
    PackageContents,
    PackageDocument,
    PackageFinding,
)
from portal.papers.register_texts import access_information
from portal.storage import files
from portal.storage.database import Store
from portal.storage.jobs import Taken

BY_HAND = "by_hand"
_TAG = re.compile(r"<[^<>]*>")
_GIVEN = frozenset({Answer.GRANTED, Answer.IN_PART})


def prepare(store: Store, job: Taken) -> None:
    """Write the letters and the package of a decided request, and keep them for the release.

    Raises:
        Conflict: the decision was changed or the answer released meanwhile.
    """
    if answering.is_written(store, job.controller_id, job.request_id):
        return
    gathered = answering.gather(store, job.controller_id, job.request_id)
    if gathered is None:
        return
    written = compose(gathered)
    copied = None if gathered.nothing_held else _package(store, gathered, written)
    answering.record_prepared(store, gathered, written, copied)


def prepare_copy(store: Store, job: Taken) -> None:
    """Write the person's copy of what was found, and let begin what waits for it.

    The answer's package, written when all is carried out, takes its place: it holds the same records.

    Raises:
        Conflict: the request was withdrawn meanwhile, or the copy is made already.
    """
    gathered = answering.gather_for_copy(store, job.controller_id, job.request_id)
    if gathered is None:
        return
    asked = frozenset({LetterKind.ACCESS, LetterKind.PORTABILITY})
    copied = _package(store, gathered, tuple(one for one in compose(gathered) if one.kind in asked))
    answering.record_copy(store, gathered, copied)


def renew_package(store: Store, job: Taken) -> None:
    """Make the package anew with the letters as staff edited them.

    Raises:
        Conflict: a letter was edited once more, the decision changed or the answer released meanwhile.
    """
    gathered = answering.gather(store, job.controller_id, job.request_id)
    written = answering.waiting_letters(store, job.controller_id, job.request_id)
    if gathered is None or not written:
        return
    copied = _package(store, gathered, written)
    if copied is not None:
        answering.record_package(store, gathered, written, copied)


def wipe(store: Store, job: Taken) -> None:
    """Empty what was erased in the portal's own rows, slice by slice; done twice it changes nothing more."""
    last = wiping.wipe_slice(store, job.controller_id, job.request_id)
    while last:
        last = wiping.wipe_slice(store, job.controller_id, job.request_id, last)


def tell_of_erasure(store: Store, job: Taken) -> None:
    """Tell the person what was erased since the answer, for its keeping has ended."""
    gathered = answering.gather_answered(store, job.controller_id, job.request_id)
    if gathered is not None:
        erasure = _Author(gathered).erasure()
        undone = {CarriedOutcome.CANNOT, CarriedOutcome.ASKED}
        values = replace(erasure, later=not any(one.outcome in undone for one in erasure.carried))
        answering.tell(store, gathered, letters.compose(values, gathered.language, gathered.wordings))


def compose(gathered: Gathered) -> tuple[Letter, ...]:
    """One letter for each asked right in the order of `letters.ANSWERS`; a single one where nothing is held."""
    author = _Author(gathered)
    if gathered.nothing_held:
        return (letters.compose(author.nothing(), gathered.language, gathered.wordings),)
    writers: tuple[tuple[Right, Callable[[], LetterValues]], ...] = (
        (Right.RECTIFICATION, author.rectification),
        (Right.ERASURE, author.erasure),
        (Right.RESTRICTION, author.restriction),
        (Right.OBJECTION, author.objection),
        (Right.PORTABILITY, author.portability),
        (Right.ACCESS, author.access),
    )
    return tuple(
        letters.compose(write(), gathered.language, gathered.wordings)
        for right, write in writers
        if right in gathered.rights
    )


def _package(store: Store, gathered: Gathered, written: tuple[Letter, ...]) -> MadePackage | None:
    """The copy by Art 15, by Art 20 or both, read once more; None where neither gives one."""
    by_kind = {letter.kind: letter for letter in written}
    main = by_kind.get(LetterKind.ACCESS) or by_kind.get(LetterKind.PORTABILITY)
    if main is None:
        return None
    contents = _contents(store, gathered, main, tuple(letter for letter in written if letter is not main))
    target = io.BytesIO()
    if Right.ACCESS in gathered.rights:
        made = package.write_package(contents, target)
    elif contents.portable:
        made = portable.write_portable(contents, target)
    else:
        return None
    target.seek(0)
    return MadePackage(target, made.digest, _reread(target, gathered, written))


def _reread(target: BinaryIO, gathered: Gathered, written: tuple[Letter, ...]) -> Gate:
    """What still speaks of somebody who was left out: in files that were sent, and in the values of our own pages."""
    if not gathered.hidden:
        return Gate()
    title = written[0].title
    pages = folded(" ".join(unescape(_TAG.sub(" ", str(letter.html))) for letter in written))
    plain = {piece for letter in compose(gathered) for piece in _TAG.split(str(letter.html))}
    edited = [(one.title, " ".join(set(_TAG.split(str(one.html))) - plain)) for one in written]
    remarks = [*map(asdict, gathered.rulings), *map(asdict, gathered.carried), *map(asdict, gathered.tellings)]
    notes = [*(one.note for one in gathered.withheld), *(one.note for one in gathered.searched)]
    return reread(
        target,
        gathered.hidden,
        Quoted(
            (*_values(gathered), *edited, *((title, one) for one in _strings(remarks) if folded(one) in pages),
             *((title, one) for one in _strings(notes))),
            tuple((title, one) for one in _strings(asdict(gathered.wishes)) if folded(one) in pages),
            (gathered.requester_name, *gathered.contacts),
            tuple(_strings(asdict(gathered.register))),
        ),
    )  # fmt: skip


def _values(gathered: Gathered) -> Iterator[tuple[str, str]]:
    """What is given of each record, with its system and kind."""
    speaker, language = _Speaker(gathered), gathered.language
    with words.using(language, gathered.register.controller.time_zone):
        for one in gathered.findings:
            system, kind = gathered.register.system(one.system).name, speaker.kind(one.system, one.kind)
            values = ("" if field.value is None else str(field.value) for field in one.fields)
            yield f"{said(system, language)}: {said(kind, language)}", "\n".join(values)


def _strings(value: object) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (Mapping, list, tuple, set, frozenset)):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _strings(one)


class _Author:
    """Makes the values of each letter from what was gathered."""

    def __init__(self, gathered: Gathered) -> None:
        self._all = gathered
        self._register = gathered.register
        controller = gathered.register.controller
        self._head = Head(
            controller, gathered.reference, gathered.written, gathered.requester_name, controller.time_zone
        )
        self._speaker = _Speaker(gathered)

    def nothing(self) -> NothingHeld:
        """Nothing is held, whichever rights were asked."""
        known = access_information(self._register, self._all.language, ()).authority
        return NothingHeld(self._head, self._all.received, self._register, known, self._all.searched, self._all.rights)

    def access(self) -> AccessAnswer:
        """The answer by Art 15."""
        held = [line for line in self._all.lines if line.given + line.in_part + line.withheld]
        return AccessAnswer(
            head=self._head,
            received=self._all.received,
            register=self._register,
            information=access_information(self._register, self._all.language, [line.category for line in held]),
            searched=self._all.searched,
            counts=tuple((line.category, line.given + line.in_part) for line in held if line.given + line.in_part),
            withheld=self._all.withheld,
        )

    def rectification(self) -> Rectification:
        """The answer by Art 16."""
        return Rectification(
            self._head, self._all.received, self._register,
            lines=tuple(self._line(ruling) for ruling in self._rulings(Right.RECTIFICATION)),
            carried=self._carried(Right.RECTIFICATION), searched=self._all.searched,
            told=self._told(Right.RECTIFICATION),
        )  # fmt: skip

    def erasure(self) -> Erasure:
        """The answer by Art 17."""
        rulings = self._rulings(Right.ERASURE)
        carried = self._carried(Right.ERASURE)
        return Erasure(
            self._head, self._all.received, self._register, rulings, gone=tuple(self._gone(rulings)),
            carried=carried, searched=self._all.searched, told=self._told(Right.ERASURE),
        )  # fmt: skip

    def restriction(self) -> Restriction:
        """The answer by Art 18."""
        return Restriction(
            self._head, self._all.received, self._register, self._rulings(Right.RESTRICTION),
            self._all.wishes.restrict, self._all.frozen_since, self._carried(Right.RESTRICTION), self._all.searched,
            told=self._told(Right.RESTRICTION),
        )  # fmt: skip

    def objection(self) -> Objection:
        """The answer by Art 21(1)."""
        return Objection(
            self._head, self._all.received, self._register, self._rulings(Right.OBJECTION), self._all.meanwhile,
            self._carried(Right.OBJECTION), self._all.searched, told=self._told(Right.OBJECTION),
        )  # fmt: skip

    def portability(self) -> Portability:
        """The answer by Art 20."""
        counts: dict[str, int] = {}
        for one in carried_over(self._all):
            counts[one.category] = counts.get(one.category, 0) + 1
        rulings = self._rulings(Right.PORTABILITY)
        granted = {one.subject for one in rulings if one.answer in _GIVEN}
        return Portability(
            self._head, self._all.received, self._register, rulings, tuple(counts.items()),
            tuple(one for one in self._all.withheld if one.category in granted), self._all.searched,
            in_folder=Right.ACCESS in self._all.rights,
        )  # fmt: skip

    def _rulings(self, right: Right) -> tuple[Ruling, ...]:
        """Those of a right, in the register's order of what they speak of."""
        order = [*(one.key for one in self._register.categories), *(one.key for one in self._register.purposes)]
        found = [one for one in self._all.rulings if one.right is right]
        return tuple(sorted(found, key=lambda one: order.index(one.subject) if one.subject in order else len(order)))

    def _line(self, ruling: Ruling) -> CorrectionLine:
        asked = self._all.wishes.corrections
        place = int(ruling.subject)
        correction = asked[place] if place < len(asked) else Correction(ruling.category or UNSORTED, "", "")
        cells = [cell.rpartition(":") for cell in ruling.cells]
        known = [(self._all.places[id_], int(field)) for id_, _colon, field in cells if id_ in self._all.places]
        by_hand = [
            one.system
            for one in self._all.carried
            if one.right is Right.RECTIFICATION and not ruling.cells and ruling.category in one.categories
        ]
        systems = dict.fromkeys([*(place.system for place, _field in known), *by_hand])
        return CorrectionLine(
            correction,
            ruling,
            fields=tuple(self._speaker.field_name(one.system, one.kind, one.fields[field]) for one, field in known),
            systems=tuple(self._register.system(key).name for key in systems),
        )

    def _gone(self, rulings: tuple[Ruling, ...]) -> Iterator[Gone]:
        """What was erased, where it is done: a line for each category and system."""
        counts: dict[tuple[str, str], int] = {}
        for ruling in rulings:
            for id_ in ruling.erased:
                if id_ in self._all.erased and id_ in self._all.places:
                    system = self._all.places[id_].system
                    counts[ruling.subject, system] = counts.get((ruling.subject, system), 0) + 1
        for (category, system), number in counts.items():
            yield Gone(category, self._register.system(system).name, number)

    def _carried(self, right: Right) -> tuple[CarriedIn, ...]:
        return tuple(self._carried_in(one) for one in self._all.carried if one.right is right)

    def _told(self, right: Right) -> tuple[ToldRecipient, ...]:
        """Each recipient as it stands, once for each kind of change: of several the last one."""
        found = {(one.recipient, one.news): one for one in self._all.tellings if one.right is right}
        return tuple(
            ToldRecipient(one.name, one.news, one.outcome, one.day, one.names, one.why) for one in found.values()
        )

    def _carried_in(self, one: CarriedOut) -> CarriedIn:
        system = self._register.system(one.system)
        done = one.outcome is CarriedOutcome.DONE
        by_hand = one.records if done and not one.counts else 0
        return CarriedIn(
            key=one.system,
            name=system.name,
            capability=one.capability,
            outcome=one.outcome,
            by=one.performer,
            at=one.ended_at,
            number=one.changed or by_hand,
            counts=tuple(self._count(one.system, code, number) for code, number in one.counts.items() if number),
            note=one.note,
            ends=one.ends,
        )

    def _count(self, system: str, code: str, number: int) -> Count:
        how, _colon, kind = code.rpartition(":")
        return Count(self._speaker.kind(system, kind), number, how)


def carried_over(gathered: Gathered) -> tuple[GivenFinding, ...]:
    """What goes to another controller: granted, from the person and not in staff's own words (Art 20(1), (4)).

    A value that is left out for the sake of others is left out here too, and so are records
    that only mention the person.
    """
    granted = {one.subject for one in gathered.rulings if one.right is Right.PORTABILITY and one.answer in _GIVEN}
    remarks = {
        (system, one["kind"], one["name"])
        for system, glossary in gathered.glossaries.items()
        for one in glossary
        if one["free_text"]
    }
    found = (
        GivenFinding(one.system, one.kind, one.category, one.match, _given_fields(one, remarks), one.found_at, one.key)
        for one in gathered.findings
        if one.category in granted and one.match is not Match.MENTION and not _is_file(one)
    )
    return tuple(one for one in found if one.fields)


def _is_file(one: GivenFinding) -> bool:
    """Whether it is a file that somebody sent: it goes with the copy, and is no data in a machine's form."""
    return one.kind == BY_HAND and one.original is not None


def _given_fields(one: GivenFinding, remarks: set[tuple[str, str, str]]) -> tuple[GivenField, ...]:
    return tuple(
        field for field in one.fields if not field.masked and (one.system, one.kind, field.name) not in remarks
    )


def _contents(store: Store, gathered: Gathered, letter: Letter, others: tuple[Letter, ...]) -> PackageContents:
    register = gathered.register
    held = [line.category for line in gathered.lines if line.given + line.in_part + line.withheld]
    speaker = _Speaker(gathered)
    with words.using(gathered.language, register.controller.time_zone):
        carried = tuple(speaker.finding(one) for one in carried_over(gathered))
        return PackageContents(
            reference=gathered.reference,
            controller=register.controller,
            register=register,
            language=gathered.language,
            requester_name=gathered.requester_name,
            requester_contacts=gathered.contacts,
            received=gathered.received,
            answered_at=gathered.at,
            zone=register.controller.time_zone,
            findings=tuple(_with_original(store, gathered, one, speaker.finding(one)) for one in gathered.findings),
            withheld=gathered.withheld,
            searched=gathered.searched,
            information=access_information(register, gathered.language, held),
            letter=letter,
            glossary=tuple(speaker.entries()),
            others=others,
            portable=carried or None,
        )


def _with_original(store: Store, gathered: Gathered, given: GivenFinding, shown: PackageFinding) -> PackageFinding:
    """Beside the record the mail or file itself; where words are left out, a text made anew of what is given."""
    if given.original is None:
        return shown
    name, file_id = given.original.name, given.original.file_id
    if file_id:
        return replace(shown, document=PackageDocument(name, partial(files.read, store.folder, gathered.key, file_id)))
    values = ((said(one.label, gathered.language), "" if one.value is None else one.value) for one in shown.fields)
    rebuilt = "".join(f"{label}: {value}\n" for label, value in values).encode("utf-8", "replace")
    return replace(shown, document=PackageDocument(f"{name}.txt", lambda: iter((rebuilt,))))


class _Speaker:
    """Says fields and kinds as their system's glossary does."""

    def __init__(self, gathered: Gathered) -> None:
        self._register = gathered.register
        self._meanings = {
            (system, one["kind"], one["name"]): one
            for system, glossary in gathered.glossaries.items()
            for one in glossary
        }
        self._kinds = {
            (system, kind): _text(one["kind_label"])
            for (system, kind, _name), one in self._meanings.items()
            if one["kind_label"]
        }

    def finding(self, given: GivenFinding) -> PackageFinding:
        """A record with its labels."""
        return PackageFinding(
            system=given.system,
            system_name=self._register.system(given.system).name,
            kind=given.kind,
            kind_name=self.kind(given.system, given.kind),
            category=given.category,
            match=given.match,
            fields=tuple(self._field(given, one) for one in given.fields),
            found_at=given.found_at,
            record=given.key,
        )

    def entries(self) -> Iterator[GlossaryEntry]:
        """Each field name once; codes of one name in several systems stand together."""
        codes: dict[str, dict[str, Code]] = {}
        labels: dict[str, Text] = {}
        for (_system, _kind, name), one in self._meanings.items():
            labels.setdefault(name, _text(one["label"]))
            for code, meaning in one["values"].items():
                codes.setdefault(name, {}).setdefault(code, Code(code, _text(meaning)))
        for name, label in labels.items():
            yield GlossaryEntry(name, label, codes=tuple(codes.get(name, {}).values()))

    def field_name(self, system: str, kind: str, name: str) -> Text | str:
        """What a field is called."""
        known = self._meanings.get((system, kind, name))
        return _text(known["label"]) if known else name

    def kind(self, system: str, kind: str) -> Text | str:
        """What a kind of record is called."""
        if kind == BY_HAND:
            return words.gettext("Looked up by a person")
        return self._kinds.get((system, kind), kind)

    def _field(self, given: GivenFinding, one: GivenField) -> FieldValue:
        label = self.field_name(given.system, given.kind, one.name)
        if given.kind == BY_HAND:
            label = words.gettext("What was found")
        return FieldValue(one.name, label, one.value, one.column, one.masked)


def _text(stored: Mapping[str, Any]) -> Text:
    return Text(stored["fi"], stored["sv"], stored["en"])
