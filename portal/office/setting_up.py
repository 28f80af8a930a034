"""Setting a company up: a link opens it, its owner says who it is, and keeps what was said of its notice.

A link is made by `portal setup`, and makes one company, also where others are served already.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import IntegrityError

from portal import facts, words
from portal.domain import may, slugs
from portal.domain.errors import Conflict, Invalid, LinkDead
from portal.domain.roles import Role, Viewer, machine
from portal.keys import links
from portal.office import accounts
from portal.storage import accounts as account_rows
from portal.storage import setting_up as rows
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.storage.work import work

PURPOSE = "setup"
LONGEST_NAME = 200
ACCENT = "#1f4f46"


@dataclass(frozen=True, slots=True)
class Company:
    """What is said of a new company; without a `slug` its name gives one."""

    legal_name: str
    trade_name: str
    slug: str
    country: str
    languages: Sequence[str]


@dataclass(frozen=True, slots=True)
class Owner:
    """Who will own its register: somebody new, or the account `staff_id` that is signed in."""

    email: str = ""
    name: str = ""
    password: str = ""
    staff_id: str = ""


def make_link(store: Store) -> str:
    """The token of a new link."""
    return links.token(store.ring, rows.make_link(store), PURPOSE)


def look(store: Store, token: str) -> None:
    """Whether a link can be used; nothing changes.

    Raises:
        LinkDead: used, over or tampered with: one refusal.
    """
    if not rows.is_alive(store, links.proof_id(store.ring, token, PURPOSE)):
        raise LinkDead("link_dead")


def found(store: Store, token: str, company: Company, owner: Owner, language: str) -> str:
    """Use a link up for a new company and its owner; the slug of the company.

    Raises:
        LinkDead: as `look`. Conflict: `has_account`, where the address has one already: sign in with it.
        Invalid: `company_name`, `slug_form`, `slug_reserved`, `slug_taken` (with `free`, one that is to be had),
        `unknown_country`, `languages_missing`, `unknown_language`, `email_...`, `name_missing`, `password_length`.
    """
    link_id = links.proof_id(store.ring, token, PURPOSE)
    called = _checked_company(company)
    address, hashed, name = "", "", " ".join(owner.name.split())
    if not owner.staff_id:
        address = facts.fold_email(owner.email)
        hashed = accounts.checked_hash(name, owner.password, language)
        if len(name) > LONGEST_NAME or not name.isprintable():
            raise Invalid("name_missing", field="name")
    controller_id = t.new_id()
    try:
        with work(store, machine(controller_id)) as w:
            if not rows.use_up(w, link_id):
                raise LinkDead("link_dead")
            if rows.is_taken(w.session, called.slug):
                raise _taken(called.slug, lambda one: rows.is_taken(w.session, one))
            rows.write_controller(w, _facts(controller_id, called))
            if owner.staff_id:
                staff = account_rows.join_as_owner(w, controller_id, owner.staff_id)
            else:
                if account_rows.staff_at(w, address) is not None:
                    raise Conflict("has_account")
                staff = account_rows.add_member(w, controller_id, address, name, hashed, Role.OWNER, language)
            w.happened("company_founded", slug=called.slug, staff=staff)
    except IntegrityError:  # two links at the same moment
        raise Invalid("slug_taken", field="slug", given=called.slug, free="") from None
    return called.slug


def _taken(slug: str, is_taken: Callable[[str], bool]) -> Invalid:
    free = next((one for number in range(2, 100) if not is_taken(one := f"{slug[: slugs.LONGEST - 3]}-{number}")), "")
    return Invalid("slug_taken", field="slug", given=slug, free=free)


def _checked_company(company: Company) -> Company:
    legal, trade = (" ".join(one.split()) for one in (company.legal_name, company.trade_name))
    for field, name in (("legal_name", legal), ("trade_name", trade)):
        if len(name) > LONGEST_NAME or not name.isprintable():
            raise Invalid("company_name", field=field)
    if not legal:
        raise Invalid("company_name", field="legal_name")
    slug = company.slug.strip().casefold() or slugs.proposed(trade or legal)
    if code := slugs.fault(slug):
        raise Invalid(code, field="slug", given=slug)
    country, _region = facts.country_and_region(company.country)
    languages = tuple(code for code in words.LANGUAGES if code in company.languages)
    if not languages:
        raise Invalid("languages_missing", field="languages")
    return Company(legal, trade or legal, slug, country, languages)


def _facts(controller_id: str, company: Company) -> ControllerFacts:
    return ControllerFacts(
        id=controller_id, slug=company.slug, legal_name=company.legal_name, trade_name=company.trade_name,
        country=company.country, region="", time_zone=facts.zone_of(company.country),
        languages=tuple(company.languages), domains=(), accent=ACCENT,
    )  # fmt: skip


# ---- how far it has come ---------------------------------------------------------------------------------


def keep(store: Store, viewer: Viewer, version: int, state: Mapping[str, Any], step: str) -> int:
    """Keep what was said, as of a step; the version that stands then.

    Raises:
        Refused: `may_not`. Conflict: `setup_changed`, somebody saved since `version`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_manage(w.viewer))
        row = rows.row_of(w)
        if (row.version if row is not None else 0) != version:
            raise Conflict("setup_changed")
        if row is None:
            row = t.Setup(id=t.new_id(), controller_id=viewer.controller_id)
        row.version, row.actor, row.at = version + 1, w.viewer.actor, w.now
        w.vault.seal(w.vault.of_controller(viewer.controller_id, "controller"), row, dict(state))
        w.session.add(row)
        w.happened("setup_saved", step=step)
        return row.version


def is_address(email: str) -> bool:
    """Whether mail can go there."""
    try:
        facts.fold_email(email)
    except Invalid:
        return False
    return True


def is_business_id(number: str, country: str) -> bool:
    """Whether a business id has its right check digit, where its country's is known."""
    return facts.business_id_ok(number, country)
