"""Where a processor is asked: an address and a language for each system that a processor runs."""

from sqlalchemy import select, update

from portal import facts, words
from portal.domain import may
from portal.domain import stood as standing
from portal.domain.asking import LIVING, LetterState
from portal.domain.errors import Invalid, NotFound
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.in_force import document_in_force
from portal.storage.processors import Contact
from portal.storage.work import Work, work


def set_contact(
    store: Store, viewer: Viewer, system: str, email: str, language: str, stood: str | None = None
) -> None:  # fmt: skip
    """Write or change where the processor behind a system is asked; what waits for it is asked then.

    Links that went to another address die with the change. `stood` is the digest of the contact that was looked at.

    Raises:
        NotFound: no system of a processor. Refused: `may_not`. Conflict: `settings_changed`.
        Invalid: `email_...` (field `email`), `language_unknown` (field `language`).
    """
    address = facts.fold_email(email)
    if language not in words.LANGUAGES:
        raise Invalid("language_unknown", field="language")
    with work(store, viewer) as w:
        may.demand(may.may_configure(w.viewer))
        _demand_processor(w, system)
        key = w.vault.of_controller(viewer.controller_id, "controller")
        row = _row(w, system)
        before = None if row is None else _contact(w, row)
        standing.demand(stood, before)
        if row is None:
            row = t.ProcessorContact(id=t.new_id(), controller_id=viewer.controller_id, system=system)
            w.session.add(row)
        elif before is not None and before.email != address:
            _end_letters(w, system)
        row.language, row.changed_at = language, w.now
        w.vault.seal(key, row, {"email": address})
        w.later("prompt", "processor.ask")
        w.happened("processor_contact_set", system=system, language=language)


def remove_contact(store: Store, viewer: Viewer, system: str, stood: str | None = None) -> None:
    """Ask this processor by letter no more: its steps are done by staff again, and links that went die.

    Raises:
        NotFound: there is none. Refused, Conflict: as `set_contact`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_configure(w.viewer))
        row = _row(w, system)
        if row is None:
            raise NotFound("not_found")
        standing.demand(stood, _contact(w, row))
        w.session.delete(row)
        _end_letters(w, system)
        w.later("prompt", "processor.ask")
        w.happened("processor_contact_removed", system=system)


def _demand_processor(w: Work, system: str) -> None:
    document = document_in_force(w.session, w.now)
    if not any(one["key"] == system and one["owner"] == "processor" for one in document["systems"]):
        raise NotFound("not_found")


def _row(w: Work, system: str) -> t.ProcessorContact | None:
    asked = select(t.ProcessorContact).where(t.ProcessorContact.system == system)
    return w.session.scalars(asked.with_for_update()).one_or_none()


def _contact(w: Work, row: t.ProcessorContact) -> Contact:
    key = w.vault.of_controller(row.controller_id, "controller")
    return Contact(row.system, w.vault.unseal(key, row)["email"], row.language)


def _end_letters(w: Work, system: str) -> None:
    """Those that were answered too: their pages still tell about whom they were."""
    living = t.ProcessorLetter.state.in_(sorted(one.value for one in {*LIVING, LetterState.OVER}))
    w.session.execute(
        update(t.ProcessorLetter)
        .where(t.ProcessorLetter.system == system, living)
        .values(state=LetterState.ENDED.value)
        .execution_options(synchronize_session=False)
    )
