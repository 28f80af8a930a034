"""The connectors that come with the portal, each imported when it is first used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from portal.systems.contract import Connector, Permanent


@dataclass(frozen=True, slots=True)
class SettingField:
    """One setting of a connection: `label` is a code that `words` says; a `secret` is never shown again."""

    key: str
    label: str
    secret: bool = False
    required: bool = True
    long: bool = False


@dataclass(frozen=True, slots=True)
class _BuiltIn:
    factory: str
    settings: tuple[SettingField, ...]


_BUILT_IN = {
    "sql": _BuiltIn(
        "portal.systems.sql:connect",
        (
            SettingField("url", "sql_url", secret=True),
            SettingField("mapping", "sql_mapping", long=True),
            SettingField("country", "sql_country"),
            SettingField("seconds", "sql_seconds", required=False),
        ),
    ),
}


def names() -> tuple[str, ...]:
    """Every connector there is."""
    return tuple(_BUILT_IN)


def declared_settings(name: str) -> tuple[SettingField, ...]:
    """What a connection of this kind is set up with; Permanent("connector_unknown") for no such kind."""
    return _built_in(name).settings


def connect(name: str, settings: Mapping[str, str]) -> Connector:
    """A connector ready to use. Nothing is opened yet.

    Permanent: `connector_unknown`, `settings_incomplete` (one is missing, or is not known),
    `bad_mapping`, `bad_url`, `database_unknown`.
    """
    built_in = _built_in(name)
    known = {each.key for each in built_in.settings}
    if set(settings) - known or any(each.required and not settings.get(each.key) for each in built_in.settings):
        raise Permanent("settings_incomplete")
    module, _, attribute = built_in.factory.partition(":")
    factory: Callable[[Mapping[str, str]], Connector] = getattr(import_module(module), attribute)
    return factory(settings)


def _built_in(name: str) -> _BuiltIn:
    try:
        return _BUILT_IN[name]
    except KeyError as error:
        raise Permanent("connector_unknown") from error
