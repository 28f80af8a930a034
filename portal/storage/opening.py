"""The store that an installation's settings describe."""

from datetime import UTC, datetime
from pathlib import Path

from portal.keys.ring import Ring
from portal.settings import Settings
from portal.storage.database import Database, Store


def open_store(settings: Settings) -> Store:
    """Database, keys and folder of these settings; the clock is the machine's, in UTC."""
    master, *retired = settings.master_keys
    return Store(
        Database(settings.database_url), Ring(master, retired), Path(settings.data_dir), lambda: datetime.now(UTC)
    )
