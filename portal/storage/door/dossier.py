"""By which an authority knows the key that checks a controller's dossiers."""

from portal.domain import may
from portal.domain.roles import Viewer
from portal.keys import signing
from portal.storage.database import Store
from portal.storage.door.opening import door


def key_fingerprint(store: Store, viewer: Viewer) -> str:
    """SHA-256 of the public key, as hex. Refused: `may_not`."""
    may.demand(may.may_make_dossier(viewer))
    with door(store, viewer) as d:
        return signing.fingerprint(d.vault.of_controller(viewer.controller_id, "controller"))
