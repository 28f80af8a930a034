"""A worker that kills itself (SIGKILL) at its n-th boundary: before and after each commit and each go outside."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from portal.keys.ring import Ring
from portal.storage.database import Database, Store
from portal.systems import post_out, registry
from portal.worker import loop
from portal.worker.outside import Outside
from tests import factories
from tests.house import settings_for


class Countdown:
    """Ends the process, as a power cut would, when it is asked for the n-th time."""

    def __init__(self, deadly: int) -> None:
        self.left = deadly

    def __call__(self, *_anything: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class Watched:
    """A connector whose every call has a boundary before and after it."""

    def __init__(self, connector: object, boundary: Countdown) -> None:
        self._connector = connector
        self._boundary = boundary

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._connector, name)

        def called(*given: Any, **named: Any) -> Any:
            self._boundary()
            answer = method(*given, **named)
            self._boundary()
            return answer

        return called


def run(url: str, folder: Path, smtp_port: int, deadly: int) -> None:
    """Do all that is ready, or die on the way."""
    boundary = Countdown(deadly)
    event.listen(Session, "before_commit", boundary)
    event.listen(Session, "after_commit", boundary)

    def connect(*given: Any) -> Any:
        return Watched(registry.connect(*given), boundary)

    def send(settings: post_out.SmtpSettings, mail: post_out.OutgoingMail) -> post_out.SendResult:
        boundary()
        result = post_out.send(settings, mail)
        boundary()
        return result

    store = Store(Database(url), Ring(factories.MASTER), folder, factories.Clock())
    loop.work_off(Outside(store, settings_for(folder, url, smtp_port), Event(), connect, send))
    store.database.close()
