"""The application and its cast, for those who attack it."""

from tests.faces import app, clock, quick_hasher, sanna, shop, store
from tests.remembered import tmp_path

__all__ = ["app", "clock", "quick_hasher", "sanna", "shop", "store", "tmp_path"]
