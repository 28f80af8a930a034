"""No change of the rights table or of what a letter has to hold goes unnoticed, and a run leaves nothing changed."""

from portal.domain.rights_table import TABLE
from portal.papers import letters
from tests import mutations


def test_it_notices_every_change_of_the_rights_table_and_of_the_letters() -> None:
    before = (dict(TABLE), {kind: dict(codes) for kind, codes in letters.REQUIRED.items()})
    results = list(mutations.run())
    assert not [one.mutant for one in results if not one.killed_by]
    assert len(results) > len(TABLE)
    assert (dict(TABLE), {kind: dict(codes) for kind, codes in letters.REQUIRED.items()}) == before
