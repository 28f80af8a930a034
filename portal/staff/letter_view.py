"""A letter that goes at once, as the staff's pages show it before its press."""

from hashlib import sha256

from wtforms import HiddenField
from wtforms.validators import InputRequired

from portal.papers.letter_values import Head, LetterValues
from portal.papers.letters import Letter, compose
from portal.staff.case_view import VersionedForm
from portal.storage.door import wordings
from portal.storage.door.case import CasePage
from portal.web import guards, members


class SendForm(VersionedForm):
    """The press under a letter; the digest says which one was read."""

    digest = HiddenField(validators=[InputRequired()])


def head(case: CasePage) -> Head:
    """What stands on top of a letter written today."""
    controller = guards.register().controller
    return Head(controller, case.reference, guards.today(), case.name, controller.time_zone)


def written(case: CasePage, values: LetterValues) -> Letter:
    """The letter to the person of a case, in the controller's own words where it has any."""
    own = wordings.in_force(guards.store(), members.viewer(), case.language)
    return compose(values, case.language, own)


def digest(letter: Letter) -> str:
    """What the press under this letter carries."""
    return sha256(str(letter.html).encode()).hexdigest()


def envelope(case: CasePage) -> tuple[str, ...]:
    """What stands in the window of an envelope: name and postal address of whoever has no mailbox."""
    lines = str(case.requester.get("postal_address", "")).splitlines()
    return (case.name, *lines) if lines and not case.requester.get("email") else ()
