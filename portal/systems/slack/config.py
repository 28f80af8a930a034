"""A connection's settings, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.systems.contract import Permanent
from portal.systems.slack.api import Tokens
from portal.systems.slack.settings import ADDRESS, KINDS
from portal.systems.sorting import categories


@dataclass(frozen=True, slots=True)
class Config:
    """What the connector works by. `history` reads the channels instead of searching; `covered` as the settings say."""

    tokens: Tokens = field(repr=False)
    categories: Mapping[str, str]
    country: str
    address: str = ADDRESS
    history: bool = False
    covered: bool = False


def read_config(settings: Mapping[str, str]) -> Config:
    """Permanent: `settings_incomplete`, `bad_mapping`."""
    bot, user = (settings.get(key, "").strip() for key in ("bot_token", "user_token"))
    messages, private = settings.get("messages") or "search", settings.get("private") or "unseen"
    if not bot or messages not in {"search", "history"} or private not in {"unseen", "covered"}:
        raise Permanent("settings_incomplete")
    if any(letter in bot + user for letter in "\r\n\0"):
        raise Permanent("settings_incomplete")
    return Config(
        tokens=Tokens(bot, user),
        categories=categories(settings.get("categories") or "", KINDS),
        country=settings.get("country") or "FI",
        address=(settings.get("address") or ADDRESS).rstrip("/"),
        history=messages == "history",
        covered=private == "covered",
    )
