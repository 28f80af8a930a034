"""What an errand needs beside its job, and what comes of it.

Nothing else in the house calls SMTP or a connector.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from threading import Event
from time import monotonic, sleep

from portal.settings import Settings
from portal.storage import pace
from portal.storage.connected import Connected
from portal.storage.database import Store
from portal.systems import kinds, post_out, registry
from portal.systems.contract import (
    Connector,
    RetryLater,
)
from portal.systems.wire import Outgoing

SLICE_SECONDS = 15.0
"""A long search gives the lane back after so long, and goes on where it was."""
PATIENCE_SECONDS = 5.0
"""So long a call waits for its turn at a system; nothing of the database is held meanwhile."""
A_DAY = 86_400.0
FAILURES_OF_A_JOB = 25


@dataclass(frozen=True, slots=True)
class Outside:
    """What an errand needs beside its job. `connect` makes a connector of a kind, its settings and the way out."""

    store: Store
    settings: Settings
    stop: Event
    connect: Callable[[str, Mapping[str, str], Outgoing, tuple[str, ...]], Connector] = registry.connect
    send: Callable[[post_out.SmtpSettings, post_out.OutgoingMail], post_out.SendResult] = post_out.send

    def made(self, connector: str, settings: Mapping[str, str]) -> Connector:
        """A connector that reaches what the operator lets it reach; nothing is opened yet."""
        return self.connect(connector, settings, way_out(self.settings), self.settings.connectors)

    def opened(self, connected: Connected) -> Connector:
        """A connector that reaches what the operator lets it reach, at its system's pace; nothing is opened yet."""
        out = way_out(self.settings)
        kind = kinds.kind(connected.connector, self.settings.connectors)
        if kind.a_second:
            out = replace(out, pace=partial(_pace, self.store, connected.id, kind.a_second))
        return self.connect(connected.connector, connected.settings, out, self.settings.connectors)

    @contextmanager
    def place(self, connected: Connected) -> Iterator[None]:
        """One of the few places that a system has for us at a time; RetryLater("system_full") where all are taken."""
        most = kinds.kind(connected.connector, self.settings.connectors).at_once
        if not most:
            yield
            return
        with pace.place(self.store, connected.id, most) as there:
            if not there:
                raise RetryLater("system_full", 2)
            yield


def way_out(settings: Settings) -> Outgoing:
    """What connections may reach in this installation; in the demo also the registers that it made itself."""
    own = (str(settings.data_dir.absolute()),) if settings.demo else ()
    return Outgoing((*settings.outbound_allow, *own), settings.outbound_ca_file)


def _pace(store: Store, connection: str, a_second: float) -> None:
    """Wait a little for the system's turn; a long wait gives the lane back."""
    until = monotonic() + PATIENCE_SECONDS
    while (left := pace.wait(store, connection, a_second)) > 0:
        if monotonic() + left > until:
            raise RetryLater("rate_limited", left)
        sleep(left)


@dataclass(frozen=True, slots=True)
class Done:
    """The job has ended; `failure` is a code where it ended badly."""

    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """The job is to be taken again, after `seconds` or after its backoff."""

    code: str
    seconds: float | None = None


Outcome = Done | Again
