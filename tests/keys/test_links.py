"""Tokens and codes that are derived: tampered, of another purpose or of a removed key, they are one refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.errors import LinkDead
from portal.keys import links
from portal.keys.ring import Ring

RING, OTHER = Ring(b"k" * 32), Ring(b"o" * 32)
PROOF = "0123456789abcdef0123456789abcdef"


def test_it_gives_the_same_token_and_code_each_time() -> None:
    assert links.token(RING, PROOF, "confirm") == links.token(RING, PROOF, "confirm")
    assert links.proof_id(RING, links.token(RING, PROOF, "confirm"), "confirm") == PROOF
    assert len(links.code(RING, PROOF, "confirm")) == links.CODE_LENGTH


def test_it_refuses_every_token_that_is_not_this_one() -> None:
    token = links.token(RING, PROOF, "confirm")
    spoilt = [token[:at] + ("x" if token[at] != "x" else "y") + token[at + 1 :] for at in range(len(token) - 1)]
    others = [links.token(OTHER, PROOF, "confirm"), links.token(RING, PROOF, "return"), PROOF, "", ".", "a.b.c"]
    for given_token in [*spoilt, *others, token[:-1], token + "A", "ä" * 40, "\ud800", "\x00"]:
        with pytest.raises(LinkDead) as refused:
            links.proof_id(RING, given_token, "confirm")
        assert refused.value.code == "link_dead"


def test_it_refuses_tokens_and_codes_of_a_retired_master() -> None:
    rotated = Ring(b"o" * 32, [b"k" * 32])
    with pytest.raises(LinkDead):
        links.proof_id(rotated, links.token(RING, PROOF, "return"), "return")
    assert not links.code_fits(rotated, PROOF, "answer", links.code(RING, PROOF, "answer"))
    assert links.proof_id(rotated, links.token(OTHER, PROOF, "return"), "return") == PROOF


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{1}-{2}", "{1} {2}", "{3}"])
def test_it_takes_a_code_as_people_type_it(typed: str) -> None:
    code = links.code(RING, PROOF, "confirm")
    assert links.code_fits(RING, PROOF, "confirm", typed.format(code, code[:3], code[3:], code.lower()))


@given(st.text(max_size=12))
def test_it_takes_no_other_code(typed: str) -> None:
    code = links.code(RING, PROOF, "confirm")
    folded = "".join(typed.split()).replace("-", "").upper()
    assert links.code_fits(RING, PROOF, "confirm", typed) == (folded == code)


def test_it_gives_other_codes_to_other_proofs_and_purposes() -> None:
    codes = {links.code(ring, proof, purpose) for ring in (RING, OTHER) for proof in "abc" for purpose in "xyz"}
    assert len(codes) == 18
    assert all(letter not in code for code in codes for letter in "01ILOU")
