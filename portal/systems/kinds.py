"""The kinds of connection there are, and what each is set up with; nothing of a connector itself is imported here.

A third party's kind is an entry point of the group `portal.connectors` that names a `Kind`. It is loaded
only where the operator's settings name it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from typing import Literal, cast

from portal.domain.register import Text
from portal.systems.contract import Connector, Permanent
from portal.systems.wire import Outgoing

ENTRY_POINTS = "portal.connectors"
Shape = Literal["line", "secret", "text", "number", "yes_no", "choice", "category", "categories"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of a connection's settings, as a form shows it. A `secret` is never shown again.

    `help` says where the value is found in the system. `choices` are (value, label) pairs.
    `secret` marks a `text` that holds one, such as a key file.

    A `category` holds the key of one of the register's data categories, or nothing. `categories` hold lines of TOML,
    `part = "category"`, for the `parts`, which are (key, name) pairs; they are the whole value, or what stands below
    the table `under` of a longer one.
    """

    key: str
    label: Text
    help: Text | None = None
    shape: Shape = "line"
    required: bool = True
    default: str = ""
    choices: tuple[tuple[str, Text], ...] = ()
    secret: bool = False
    parts: tuple[tuple[str, Text], ...] = ()
    under: str = ""

    @property
    def is_secret(self) -> bool:
        """Whether it may never be shown again."""
        return self.secret or self.shape == "secret"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of connection. `factory` is `module:function`, called with the settings and the way out.

    `needs` says what to prepare in the system: rights, an app, a key. `a_second` is how many calls the
    system takes, `at_once` how many connections; 0 where no limit is known.
    """

    name: Text
    needs: Text
    settings: tuple[Setting, ...]
    factory: str
    a_second: float = 0.0
    at_once: int = 4


_BUILT_IN = {
    "imap": "portal.systems.imap.settings",
    "mailchimp": "portal.systems.mailchimp.settings",
    "google": "portal.systems.google.settings",
    "slack": "portal.systems.slack.settings",
    "sql": "portal.systems.sql.settings",
    "paytrail": "portal.systems.paytrail.settings",
    "stripe": "portal.systems.stripe.settings",
    "woocommerce": "portal.systems.woocommerce.settings",
    "files": "portal.systems.files.settings",
}


def names(third_party: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Every kind there is: those of the portal, and those of others that the settings name."""
    return (*_BUILT_IN, *(one for one in third_party if one not in _BUILT_IN))


def kind(name: str, third_party: tuple[str, ...] = ()) -> Kind:
    """A kind by its name; Permanent("connector_unknown") where there is none, or its package is not installed."""
    if name in _BUILT_IN:
        return cast(Kind, import_module(_BUILT_IN[name]).KIND)
    if name in third_party:
        for entry in entry_points(group=ENTRY_POINTS, name=name):
            found = entry.load()
            if isinstance(found, Kind):
                return found
    raise Permanent("connector_unknown")


def factory_of(one: Kind) -> Callable[[Mapping[str, str], Outgoing], Connector]:
    """What makes a connector of this kind."""
    module, _, attribute = one.factory.partition(":")
    return cast(Callable[[Mapping[str, str], Outgoing], Connector], getattr(import_module(module), attribute))
