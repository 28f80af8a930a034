"""What `portal demo` makes: two companies, their databases, their staff, and where to go.

Run again it changes nothing that is there: the demo's data stays as its visitors left it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from portal.demo import customers, thewind_customers
from portal.demo.databases import Maker
from portal.domain.roles import Role, machine
from portal.keys.ring import fingerprint
from portal.office import accounts, connections, registers
from portal.reading.toml import register_to_json, shipped_register
from portal.settings import Settings
from portal.storage import house
from portal.storage.database import Store, migrate
from portal.storage.opening import open_store


@dataclass(frozen=True, slots=True)
class DemoDatabase:
    """The database behind one system of a register: its file, who writes it, and how it is reached."""

    file: str
    make: Maker
    settings: Callable[[Path], dict[str, str]]


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """Somebody to sign in as; `categories` are those of a role with a limit."""

    controller: str
    email: str
    name: str
    role: Role
    language: str
    categories: tuple[str, ...] = ()


COMPANIES: Mapping[str, Mapping[str, DemoDatabase]] = {
    "digelius": {
        "customer_register": DemoDatabase(
            "digelius_customers.sqlite3", customers.make_customers, customers.connection_settings
        ),
    },
    "thewind": {
        "customer_database": DemoDatabase(
            "thewind_customers.sqlite3", thewind_customers.make_customers, thewind_customers.customer_settings
        ),
        "email_register": DemoDatabase(
            "thewind_mailing.sqlite3", thewind_customers.make_mailing_list, thewind_customers.mailing_settings
        ),
    },
}
"""The databases of each company, by the key of the system in its register."""
STAFF = (
    DemoStaff("digelius", "owner@example.org", "Demo Owner", Role.OWNER, "fi"),
    DemoStaff("thewind", "tuuli@example.org", "Demo Person in Charge", Role.OWNER, "fi"),
    DemoStaff("thewind", "billing@example.org", "Demo Billing", Role.SCOPED, "fi", ("billing", "collection")),
)


def seed(settings: Settings) -> Path:
    """Make the demo in `settings.data_dir`, and write `demo.json` there; its path."""
    settings.require_safe()
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    migrate(settings.database_url)
    store = open_store(settings)
    house.prepare(store)
    for slug in COMPANIES:
        _company(store, settings, slug)
    passwords = {member.email: _staff(store, settings, member) for member in STAFF}
    return _tell(settings, passwords)


def _company(store: Store, settings: Settings, slug: str) -> None:
    register = shipped_register(slug)
    facts = registers.found_controller(store, register)
    registers.publish(store, machine(facts.id), register.key, register_to_json(register))
    today = store.now().astimezone(ZoneInfo(register.controller.time_zone)).date()
    for system, database in COMPANIES[slug].items():
        path = settings.data_dir / database.file
        if not path.exists():
            database.make(path, today=today)
            connections.set_connection(store, machine(facts.id), system, "sql", database.settings(path))


def _staff(store: Store, settings: Settings, member: DemoStaff) -> str:
    password = f"demo-{fingerprint(settings.secret_key + member.email)[:12]}"
    if not accounts.has_account(store, member.email):
        accounts.add_staff(
            store, email=member.email, name=member.name, password=password, slug=member.controller,
            role=member.role, language=member.language, categories=member.categories,
        )  # fmt: skip
    return password


def _tell(settings: Settings, passwords: dict[str, str]) -> Path:
    path = settings.data_dir / "demo.json"
    told = {
        "base_url": settings.base_url,
        "mailbox_url": settings.mailbox_url,
        "staff": [
            {
                "controller": member.controller,
                "email": member.email,
                "password": passwords[member.email],
                "role": member.role.value,
            }
            for member in STAFF
        ],
    }
    path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return path
