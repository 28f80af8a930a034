"""Somebody lost their second factor: whoever runs the portal resets it by command, and they are told by mail."""

from dataclasses import dataclass, field
from datetime import datetime

from portal import facts
from portal.domain.errors import NotFound
from portal.domain.register import Controller
from portal.office import accounts
from portal.reading.toml import register_from_json
from portal.storage import accounts as rows
from portal.storage import factors, house
from portal.storage.database import Store
from portal.storage.door import public

JOB = "staff.recovered"


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was reset: how many factors, how many signed-in browsers ended, and whether a mail goes to tell of it."""

    factors: int
    browsers: int
    mailed: bool


@dataclass(frozen=True, slots=True)
class Told:
    """Who is to be told, and in whose name."""

    to: str = field(repr=False)
    language: str
    written_at: datetime
    controller: Controller = field(repr=False)


def recover(store: Store, email: str, password: str = "") -> Recovered:
    """Remove the second factors and recovery codes of an account, and sign it out everywhere; for the command alone.

    With a `password` it is given that one too. It is said in the stream of every controller that they work for, and
    mailed in the name of the first of them.

    Raises:
        NotFound: nobody has this address. Invalid: it is no address, or `password_length`.
    """
    found = rows.look_up(store, facts.fold_email(email))
    if found.staff_id is None:
        raise NotFound("not_found")
    hashed = accounts.new_hash(password) if password else ""
    with factors.changing(
        store, found.staff_id, "staff_recovered", by_machine=True, password=bool(password)
    ) as account:
        owned = account.factors()
        for row in owned:
            account.session.delete(row)
        account.forget_codes()
        browsers = account.end_sessions()
        if hashed:
            account.row.password_hash = hashed
        places = factors.places_of(account.session, found.staff_id)
        if places:
            account.later(places[0].controller_id, JOB, staff=found.staff_id, password=bool(password))
    return Recovered(len(owned), browsers, bool(places))


def told(store: Store, controller_id: str, staff_id: str) -> Told | None:
    """Who is to be told of it; None where they are no longer there."""
    person = factors.person(store, staff_id)
    if person is None:
        return None
    slug = house.controller_by_id(store, controller_id).slug
    controller = register_from_json(public.document_of(store, slug)).controller
    return Told(person.email, person.language, store.now(), controller)
