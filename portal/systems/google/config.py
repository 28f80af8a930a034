"""A connection's settings, read once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.systems.contract import Permanent
from portal.systems.google.api import CONTACTS, DRIVE, MAIL, Key, Service, key_of
from portal.systems.google.found import ACCOUNT
from portal.systems.google.settings import KINDS
from portal.systems.matching import fold
from portal.systems.sorting import categories

EVERYBODY = "*"
_SERVICES = {"contacts": CONTACTS, "mail": MAIL, "drive": DRIVE}


@dataclass(frozen=True, slots=True)
class Config:
    """What the connector works by; `accounts` is empty where every account of the domain is searched."""

    key: Key = field(repr=False)
    accounts: tuple[str, ...]
    admin: str
    services: tuple[Service, ...]
    categories: Mapping[str, str]
    country: str
    writes: bool = True
    for_good: bool = False


def read_config(settings: Mapping[str, str]) -> Config:
    """Permanent: `settings_incomplete`, `bad_mapping`."""
    given = settings.get("accounts", "")
    listed = tuple(dict.fromkeys(fold(each) for each in re.split(r"[\s,;]+", given) if each))
    everybody, admin = listed == (EVERYBODY,), settings.get("admin", "").strip()
    services = tuple(service for key, service in _SERVICES.items() if _yes(settings, key))
    deletion = settings.get("deletion") or "trash"
    named = (admin,) if everybody else listed
    if not named or not all(ACCOUNT.fullmatch(each) for each in named) or not services:
        raise Permanent("settings_incomplete")
    if deletion not in {"trash", "for_good"}:
        raise Permanent("settings_incomplete")
    return Config(
        key=key_of(settings.get("key", "")),
        accounts=() if everybody else listed,
        admin=admin,
        services=services,
        categories=categories(settings.get("categories") or "", KINDS),
        country=settings.get("country") or "FI",
        writes=_yes(settings, "writes"),
        for_good=deletion == "for_good",
    )


def _yes(settings: Mapping[str, str], key: str) -> bool:
    return (settings.get(key) or "yes").lower() in {"yes", "true", "1", "on"}
