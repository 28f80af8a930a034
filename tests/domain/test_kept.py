"""What a decision kept until a day lets go on the day after it, and no earlier."""

from datetime import date

from portal.domain.kept import let_go, next_look
from portal.domain.lifecycle import Right
from portal.domain.rulings import Answer, Keeping, Reason, Ruling

FIRST, LAST = date(2027, 12, 31), date(2031, 12, 31)


def test_it_looks_again_on_the_day_after_the_first_last_day() -> None:
    assert next_look([_kept(_voucher("b", LAST), _voucher("a", FIRST))]) == date(2028, 1, 1)
    assert next_look([_kept(Keeping("c", Reason.PROHIBITION_KEPT, None))]) is None
    assert next_look([]) is None


def test_it_lets_go_what_the_table_erases_now_and_keeps_the_rest() -> None:
    decided = [_kept(_voucher("a", FIRST), _voucher("b", LAST))]
    now = [Ruling(Right.ERASURE, "billing", Answer.IN_PART, erased=("a",), kept=(_voucher("b", LAST),))]
    (ruling,) = let_go(decided, now, gone=())
    assert (ruling.erased, ruling.kept, ruling.answer) == (("a",), (_voucher("b", LAST),), Answer.IN_PART)
    assert ruling.kept_until == LAST


def test_it_keeps_a_name_longer_for_an_order_made_since() -> None:
    later = date(2033, 12, 31)
    decided = [_kept(_voucher("name", FIRST))]
    now = [Ruling(Right.ERASURE, "billing", Answer.KEPT, kept=(_voucher("name", later),))]
    (ruling,) = let_go(decided, now, gone=())
    assert ruling.kept == (_voucher("name", later),)
    assert ruling.erased == ()
    assert ruling.kept_until == later


def test_it_is_wholly_granted_when_nothing_is_left() -> None:
    decided = [_kept(_voucher("a", FIRST), _voucher("b", FIRST))]
    now = [Ruling(Right.ERASURE, "billing", Answer.GRANTED, erased=("a",))]
    (ruling,) = let_go(decided, now, gone={"b"})
    assert (ruling.answer, ruling.reason, ruling.kept, ruling.kept_until) == (Answer.GRANTED, None, (), None)
    assert ruling.erased == ("a",)


def test_it_changes_no_other_right() -> None:
    other = Ruling(Right.RECTIFICATION, "0", Answer.GRANTED)
    assert let_go([other], [], gone=()) == (other,)


def _voucher(id_: str, until: date) -> Keeping:
    return Keeping(id_, Reason.LEGAL_DUTY, until, "bookkeeping")


def _kept(*kept: Keeping) -> Ruling:
    return Ruling(Right.ERASURE, "billing", Answer.KEPT, Reason.LEGAL_DUTY, kept=kept)
