"""Sealing, marks, masters that change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.errors import Damaged, Misconfigured
from portal.keys import ring
from portal.keys.ring import Ring

KEY, OTHER = b"k" * 32, b"o" * 32


@given(st.binary(max_size=500), st.text(max_size=40))
def test_it_opens_what_it_sealed_in_its_place_alone(plain: bytes, place: str) -> None:
    sealed = ring.seal(KEY, plain, place)
    assert ring.unseal(KEY, sealed, place) == plain
    assert sealed != ring.seal(KEY, plain, place)
    for key, where in ((OTHER, place), (KEY, place + "x")):
        with pytest.raises(Damaged):
            ring.unseal(key, sealed, where)


@given(st.binary(max_size=60))
def test_it_calls_any_other_bytes_damaged(sealed: bytes) -> None:
    for tried in (sealed, b"\x01" + sealed):
        with pytest.raises(Damaged):
            ring.unseal(KEY, tried, "place")


def test_it_finds_every_bit_that_changed_and_every_cut() -> None:
    sealed = ring.seal(KEY, b"Aino", "place")
    for at in range(len(sealed)):
        for spoilt in (sealed[:at], bytes([*sealed[:at], sealed[at] ^ 1, *sealed[at + 1 :]])):
            with pytest.raises(Damaged):
                ring.unseal(KEY, spoilt, "place")


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_it_marks_parts_that_never_run_into_each_other(one: list[str], another: list[str]) -> None:
    assert (ring.mark(KEY, *one) == ring.mark(KEY, *another)) == (one == another)
    assert ring.mark(KEY, *one) != ring.mark(OTHER, *one)
    assert len(ring.mark(KEY, *one)) == 16


def test_it_unwraps_with_a_retired_master_and_wraps_with_the_newest() -> None:
    data_key = Ring.new_key()
    old = Ring(KEY).wrap(data_key, "r:request")
    rotated = Ring(OTHER, [KEY])
    assert rotated.unwrap(old, "r:request") == data_key
    assert Ring(OTHER).unwrap(rotated.wrap(data_key, "r:request"), "r:request") == data_key
    for holder, bound in ((Ring(OTHER), "r:request"), (rotated, "another:request")):
        with pytest.raises(Damaged, match="no_master_key"):
            holder.unwrap(old, bound)


def test_it_derives_other_keys_for_other_purposes_and_masters() -> None:
    assert len({Ring(KEY).derived("links"), Ring(KEY).derived("codes"), Ring(OTHER).derived("links")}) == 3
    assert Ring(OTHER, [KEY]).derived("links") == (*Ring(OTHER).derived("links"), *Ring(KEY).derived("links"))


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_it_refuses_a_master_of_another_length(length: int) -> None:
    with pytest.raises(Misconfigured):
        Ring(b"k" * length)
