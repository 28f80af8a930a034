"""Where a register stands when a page of it is opened: its versions, its draft, and the document that is worked on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal.domain.errors import NotFound
from portal.domain.register_changes import Merged, merged
from portal.domain.register_edit import tidied
from portal.papers.register_changes import Told, tell
from portal.papers.register_fields import item_name
from portal.reading.toml import draft_from_json, register_to_json
from portal.staff.register_form import StandForm
from portal.storage.door import registers as door
from portal.storage.door.registers import RegisterLine
from portal.web import guards, members
from portal.words import gettext

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """A register with the document that its pages show: the draft, else the newest version."""

    line: RegisterLine
    document: Document

    @property
    def key(self) -> str:
        """The key of the register."""
        return self.line.register_key

    def stand(self) -> dict[str, int]:
        """What a form made from it carries."""
        return {"revision": self.line.revision, "base": self.line.draft.base if self.line.draft else self.line.newest}


def load(register_key: str) -> Standing:
    """Where it stands now; `NotFound` for a register that has neither a version nor a draft."""
    line = door.register(guards.store(), members.viewer(), register_key)
    if line.draft is not None:
        return Standing(line, normal(line.draft.document))
    if not line.newest:
        raise NotFound("not_found")
    return Standing(line, version(register_key, line.newest))


def version(register_key: str, number: int) -> Document:
    """The document of a version."""
    return normal(door.version_document(guards.store(), members.viewer(), register_key, number))


def normal(document: Mapping[str, Any]) -> Document:
    """A document with everything that one holds today, whenever it was written."""
    return register_to_json(draft_from_json(document))


def seen(standing: Standing, form: StandForm) -> Document:
    """What somebody had before them when they opened a page: as the draft or the version was then, if it is kept."""
    store, viewer = guards.store(), members.viewer()
    then = door.draft_at(store, viewer, standing.key, form.revision.data or 0)
    if then is not None:
        return normal(then)
    base = form.base.data or 0
    known = [one.number for one in standing.line.versions]
    return version(standing.key, base) if base in known else standing.document


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What others did to a register while a page of it was open: in sentences, by whom, and both put together."""

    told: tuple[Told, ...]
    who: tuple[str, ...]
    both: Merged
    theirs: Document


def meanwhile(standing: Standing, form: StandForm, before: Document, mine: Document) -> Meanwhile:
    """The changes since, and the document with those and mine."""
    saves = door.savers(guards.store(), members.viewer(), standing.key, form.revision.data or 0)
    who = tuple(dict.fromkeys(name or gettext("Somebody") for name, _at in saves))
    both = merged(before, mine, standing.document)
    return Meanwhile(
        tell(before, standing.document), who, Merged(tidied(both.document), both.clashes), standing.document
    )


def name(document: Mapping[str, Any], register_key: str) -> str:
    """What a register is called, in the language in use or another; its key where it has no name."""
    return item_name(document, register_key)


def href(endpoint: str, register_key: str, **places: Any) -> str:
    """The address of a page of a register."""
    return url_for(endpoint, register_key=register_key, **places)
