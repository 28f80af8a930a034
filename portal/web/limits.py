"""How often a network address may knock, counted in the database so that every process sees it."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Response as FlaskResponse
from flask import current_app, request
from flask_limiter import Limiter
from limits.storage import Storage
from werkzeug.wrappers import Response

from portal.storage import counters
from portal.storage.database import Store

View = TypeVar("View", bound=Callable[..., Any])


class DatabaseCounters(Storage):
    """Fixed windows in the table `limit_count`; Flask-Limiter has no SQL storage of its own."""

    STORAGE_SCHEME = ["portal"]  # noqa: RUF012  # the base class's contract

    @property
    def base_exceptions(self) -> type[Exception]:
        """What a failing store raises."""
        return OSError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """One more; the count in this window."""
        return counters.add(_store(), key, expiry, amount)

    def get(self, key: str) -> int:
        """The count in this window."""
        return counters.read(_store(), key)[0]

    def get_expiry(self, key: str) -> float:
        """When the window ends, in seconds since the epoch."""
        return counters.read(_store(), key)[1]

    def check(self) -> bool:
        """Whether the store answers."""
        return True

    def reset(self) -> int | None:
        """Nothing is forgotten at once."""
        return None

    def clear(self, key: str) -> None:
        """Forget one key."""
        counters.forget(_store(), key)


def _store() -> Store:
    return current_app.extensions["portal.store"]  # type: ignore[no-any-return]  # put there by create_app


def network_address() -> str:
    """The peer's address, as a keyed mark: no address of anybody is stored."""
    return counters.mark(_store(), request.remote_addr or "")


limiter = Limiter(key_func=network_address, storage_uri="portal://", strategy="fixed-window", headers_enabled=False)


def limit(rule: str, again: Callable[[], Response] | None = None) -> Callable[[View], View]:
    """A limit on POSTs of one view, for example `20 per hour`; `again` answers 429 with what was typed kept."""
    on_breach = None if again is None else lambda _: cast(FlaskResponse, again())
    return cast(Callable[[View], View], limiter.limit(rule, methods=["POST"], on_breach=on_breach))
