"""What granian's child runs below `portal serve`: the application, and a watch on the process that started it."""

import gc
import multiprocessing
import os
import threading
import time

from flask import Flask

from portal.app import create_app
from portal.settings import load_settings

TICK_SECONDS = 0.2


def web_app() -> Flask:
    """The application inside granian's child, which ends when granian's main process is gone.

    What it was made of stays for good: the collector need not look through all of it while somebody waits.
    """
    watch_parent()
    app = create_app(load_settings())
    gc.collect()
    gc.freeze()
    return app


def watch_parent() -> None:
    """End this process soon after the process that started it has ended, were that by SIGKILL.

    Without this, granian's child goes on answering on the port for ever.
    """
    starter = multiprocessing.parent_process()
    if starter and starter.pid:
        threading.Thread(target=_end_without, args=(starter.pid,), name="watch-parent", daemon=True).start()


def _end_without(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(TICK_SECONDS)
    os._exit(1)
