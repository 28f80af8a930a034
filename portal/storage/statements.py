"""Words of the code in statements that are built once."""

import re

from sqlalchemy import ColumnElement, String, literal_column

_WORD = re.compile("[a-z_]+")


def constant(word: str) -> ColumnElement[str]:
    """A state, a right or a purpose written into the statement itself, where a parameter would be bound each time.

    `ValueError` for anything but a-z and _, so that nothing typed gets in.
    """
    if not _WORD.fullmatch(word):
        raise ValueError("only a word of the code is written into a statement")
    return literal_column(f"'{word}'", String())
