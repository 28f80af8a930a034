"""What a controller writes of its own system as a TOML text: it is read exactly, or said not to be usable."""

import tomllib
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from portal.systems.contract import Permanent

M = TypeVar("M")


class BadMapping(Permanent):
    """What was written cannot be used; `reason` is for whoever wrote it and holds no customer's data."""

    def __init__(self, reason: str) -> None:
        super().__init__("bad_mapping")
        self.reason = reason

    def __str__(self) -> str:
        """The reason, for logs and the command line."""
        return self.reason


def read(shape: TypeAdapter[M], text: str) -> M:
    """The text as a value of this shape; BadMapping where it is no TOML, or a key or value does not fit."""
    try:
        return shape.validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(f"this is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise BadMapping(f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from error
