"""The log: JSON lines of ids and codes, never personal data, tokens, addresses or raw messages."""

import logging
import sys
import traceback
from pathlib import PurePath

import structlog


def configure() -> None:
    """One JSON object a line on standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=_of_now,
        cache_logger_on_first_use=False,
    )


def _of_now(*_names: object) -> structlog.WriteLogger:
    """Writes to standard error as it is when the line comes: what it was at the start may be closed by then."""
    return structlog.WriteLogger(sys.stderr)


def place_of(error: BaseException) -> str:
    """The type of an error and the line where it arose; its message may hold data of people and stays out."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "portal" in PurePath(frame.filename).parts] or frames
    where = f" at {PurePath(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{where}"
