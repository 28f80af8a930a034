"""The answer to an access request, written: letter, package, glossary; with no session open."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

from portal import words
from portal.domain.register import Text
from portal.journey import answering
from portal.journey.answering import Gathered, GivenField, GivenFinding
from portal.papers import letters, package
from portal.papers.letters import AccessAnswer, Head, Letter, NothingHeld
from portal.papers.package import Code, FieldValue, GlossaryEntry, PackageContents, PackageFinding
from portal.papers.register_texts import access_information
from portal.storage.database import Store
from portal.storage.jobs import Taken

BY_HAND = "by_hand"


def prepare(store: Store, job: Taken) -> None:
    """Write letter and package of a decided request, and keep them for the release.

    Raises:
        Conflict: the decision was changed or the answer released meanwhile.
    """
    if answering.is_written(store, job.controller_id, job.request_id):
        return
    gathered = answering.gather(store, job.controller_id, job.request_id)
    if gathered is None:
        return
    letter = _letter(gathered)
    if gathered.nothing_held:
        answering.record_prepared(store, gathered, letter, None, "")
        return
    target = io.BytesIO()
    written = package.write_package(_contents(gathered, letter), target)
    target.seek(0)
    answering.record_prepared(store, gathered, letter, target, written.digest)


def _letter(gathered: Gathered) -> Letter:
    register = gathered.register
    controller = register.controller
    head = Head(controller, gathered.reference, gathered.written, gathered.requester_name, controller.time_zone)
    if gathered.nothing_held:
        known = access_information(register, gathered.language, ()).authority
        return letters.compose(
            NothingHeld(head, gathered.received, register, known, gathered.searched), gathered.language
        )
    held = [line for line in gathered.lines if line.given + line.in_part + line.withheld]
    values = AccessAnswer(
        head=head,
        received=gathered.received,
        register=register,
        information=access_information(register, gathered.language, [line.category for line in held]),
        searched=gathered.searched,
        counts=tuple((line.category, line.given + line.in_part) for line in held if line.given + line.in_part),
        withheld=gathered.withheld,
    )
    return letters.compose(values, gathered.language)


def _contents(gathered: Gathered, letter: Letter) -> PackageContents:
    register = gathered.register
    held = [line.category for line in gathered.lines if line.given + line.in_part + line.withheld]
    speaker = _Speaker(gathered)
    with words.using(gathered.language, register.controller.time_zone):
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
            findings=tuple(speaker.finding(one) for one in gathered.findings),
            withheld=gathered.withheld,
            searched=gathered.searched,
            information=access_information(register, gathered.language, held),
            letter=letter,
            glossary=tuple(speaker.entries()),
        )


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
            kind_name=self._kind(given.system, given.kind),
            category=given.category,
            match=given.match,
            fields=tuple(self._field(given, one) for one in given.fields),
            found_at=given.found_at,
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

    def _kind(self, system: str, kind: str) -> Text | str:
        if kind == BY_HAND:
            return words.gettext("Looked up by a person")
        return self._kinds.get((system, kind), kind)

    def _field(self, given: GivenFinding, one: GivenField) -> FieldValue:
        known = self._meanings.get((given.system, given.kind, one.name))
        label: Text | str = _text(known["label"]) if known else one.name
        if given.kind == BY_HAND:
            label = words.gettext("What was found")
        return FieldValue(one.name, label, one.value, one.column, one.masked)


def _text(stored: Mapping[str, Any]) -> Text:
    return Text(stored["fi"], stored["sv"], stored["en"])
