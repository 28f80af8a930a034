"""The application and its cast."""

from tests.faces import app, clock, quick_hasher, sanna, shop, store

__all__ = ["app", "clock", "quick_hasher", "sanna", "shop", "store"]
