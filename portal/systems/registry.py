"""Opening a connection of any kind: its settings are checked first, and its connector is imported when first used."""

from collections.abc import Mapping

from portal.systems import kinds
from portal.systems.contract import Connector, Permanent
from portal.systems.wire import STRICT, Outgoing


def connect(
    name: str, settings: Mapping[str, str], outgoing: Outgoing = STRICT, third_party: tuple[str, ...] = ()
) -> Connector:
    """A connector ready to use. Nothing is opened yet.

    Permanent: `connector_unknown`, `settings_incomplete` (one is missing, or is not known), and
    what the connector says of its settings (`bad_mapping`, `bad_url`, `database_unknown`).
    """
    kind = kinds.kind(name, third_party)
    known = {each.key for each in kind.settings}
    if set(settings) - known or any(each.required and not settings.get(each.key) for each in kind.settings):
        raise Permanent("settings_incomplete")
    return kinds.factory_of(kind)(settings, outgoing)
