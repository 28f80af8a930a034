"""The settings of a mailbox as values, checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.domain.roles import UNSORTED
from portal.systems.addressing import fold_address
from portal.systems.mapping import BadMapping

TOKEN_URLS = {
    "google": "https://oauth2.googleapis.com/token",
    "microsoft": "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
}
_CATEGORY = re.compile(r"[a-z][a-z0-9_-]{0,79}")
_TENANT = re.compile(r"[A-Za-z0-9.-]{1,100}")
_SEPARATORS = re.compile(r"[\s,;]+")
_PORTS = range(1, 65536)


class BadSettings(BadMapping):
    """The settings cannot be used; `reason` names the setting and holds no secret."""


@dataclass(frozen=True, slots=True)
class Account:
    """One mailbox. `own` are the company's own addresses, or `@domain`; `seconds` bound an operation."""

    host: str
    port: int
    security: str
    username: str
    sign_in: str
    password: str = field(repr=False)
    client_id: str
    client_secret: str = field(repr=False)
    refresh_token: str = field(repr=False)
    token_url: str
    own: frozenset[str]
    category: str
    erase: str
    trash: str
    country: str
    seconds: float

    def is_own(self, address: str) -> bool:
        """Whether it is the company's, so that nobody else is meant by it."""
        return address in self.own or f"@{address.rpartition('@')[2]}" in self.own


def read_account(settings: Mapping[str, str]) -> Account:
    """The settings by name; BadSettings says which one cannot be."""
    sign_in = _one_of(settings, "sign_in", ("password", "google", "microsoft"), "password")
    _refuse_half(settings, sign_in)
    security = _one_of(settings, "security", ("tls", "starttls", "none"), "tls")
    return Account(
        host=_line(settings, "host"),
        port=_port(settings, security),
        security=security,
        username=_line(settings, "username"),
        sign_in=sign_in,
        password=settings.get("password", ""),
        client_id=settings.get("client_id", "").strip(),
        client_secret=settings.get("client_secret", "").strip(),
        refresh_token=settings.get("refresh_token", "").strip(),
        token_url=_token_url(settings, sign_in),
        own=_own(settings.get("own", "") + " " + settings.get("username", "")),
        category=_category(settings.get("category", "").strip()),
        erase=_one_of(settings, "erase", ("trash", "delete"), "trash"),
        trash=_line(settings, "trash"),
        country=_line(settings, "country") or "FI",
        seconds=_seconds(settings.get("seconds") or "120"),
    )


def _line(settings: Mapping[str, str], key: str) -> str:
    value = settings.get(key, "").strip()
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in value):  # noqa: PLR2004 (control characters)
        raise BadSettings(f"{key}: line break or control character")
    return value


def _one_of(settings: Mapping[str, str], key: str, choices: tuple[str, ...], default: str) -> str:
    value = settings.get(key) or default
    if value not in choices:
        raise BadSettings(f"{key}: one of {', '.join(choices)}")
    return value


def _refuse_half(settings: Mapping[str, str], sign_in: str) -> None:
    needed = {
        "password": ("password",),
        "google": ("client_id", "client_secret", "refresh_token"),
        "microsoft": ("client_id", "client_secret", "tenant"),
    }[sign_in]
    missing = [key for key in needed if not settings.get(key, "").strip()]
    if missing:
        raise BadSettings(f"{missing[0]}: needed to sign in with {sign_in}")


def _port(settings: Mapping[str, str], security: str) -> int:
    text = settings.get("port") or {"tls": "993"}.get(security, "143")
    if not text.isdecimal() or int(text) not in _PORTS:
        raise BadSettings("port: a number from 1 to 65535")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        raise BadSettings("seconds: a number") from None
    if not 0 < seconds <= 3600:  # noqa: PLR2004 (an hour; NaN is none of these)
        raise BadSettings("seconds: more than 0, at most 3600")
    return seconds


def _token_url(settings: Mapping[str, str], sign_in: str) -> str:
    tenant = settings.get("tenant", "").strip()
    if sign_in == "microsoft" and not _TENANT.fullmatch(tenant):
        raise BadSettings("tenant: the directory's id or domain")
    return settings.get("token_url", "").strip() or TOKEN_URLS.get(sign_in, "").format(tenant=tenant)


def _own(text: str) -> frozenset[str]:
    return frozenset(fold_address(part) for part in _SEPARATORS.split(text) if "@" in part)


def _category(text: str) -> str:
    if text and not _CATEGORY.fullmatch(text):
        raise BadSettings("category: a category's key in the register, such as correspondence")
    return text or UNSORTED
