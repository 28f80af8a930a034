"""Words of the code in statements, and nothing else."""

import pytest
from sqlalchemy import select

from portal.domain.lifecycle import Status
from portal.storage.statements import constant


def test_a_state_stands_in_the_statement_itself() -> None:
    assert "'answering'" in str(select(constant(Status.ANSWERING)))


@pytest.mark.parametrize("typed", ["open'", "' OR ''='", "", "Open", "a b", "a\n", "ä", "a;", "a\0"])
def test_nothing_but_a_word_of_the_code_gets_in(typed: str) -> None:
    with pytest.raises(ValueError, match="only a word"):
        constant(typed)
