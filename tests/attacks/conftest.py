"""The application and its cast, for those who attack it."""

from tests.faces import app, clock, quick_hasher, sanna, shop, store

__all__ = ["app", "clock", "quick_hasher", "sanna", "shop", "store"]
