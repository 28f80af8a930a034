"""Art 19: whom a change has to be told of, row by row of the rights table, and nobody else."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.lifecycle import Capability, Right, Status, StepState
from portal.domain.next_act import Act, WaitingSteps, next_act
from portal.domain.register import LegalBasis, Purpose, Recipient, Text
from portal.domain.telling import (
    Asking,
    Disclosed,
    Done,
    News,
    TellingOutcome,
    endings,
    may_ask,
    news_of,
    step,
    stops,
    tellings,
    told_day,
    unasked_stops,
)
from portal.reading.toml import register_to_json, shipped_register
from tests.factories import make_register

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
SHOP = Disclosed.of(register_to_json(make_register()))
CONSULTANCY = Disclosed.of(register_to_json(shipped_register("thewind")))
KEYS = tuple("abcde")
EMPTY = Text("", "", "")


def done(system: str, *categories: str, changed: bool = True) -> Done:
    return Done(system, frozenset(categories), NOW, changed)


def recipient(key: str, *categories: str, assumed: bool = False) -> Recipient:
    return Recipient(key, Text(key, key, key), "recipient", True, EMPTY, categories, categories_assumed=assumed)


def disclosed(
    *recipients: Recipient, basis: LegalBasis | None = LegalBasis.CONTRACT, marketing: bool = False, systems: str = ""
) -> Disclosed:
    """A register of one purpose; `systems` are those whose step asks the recipient of the same key."""
    return Disclosed(
        {"p": Purpose("p", EMPTY, basis, direct_marketing=marketing)},
        {key: {"fi": key, "sv": key, "en": key} for key in KEYS},
        dict.fromkeys(KEYS, ("p",)),
        frozenset(),
        recipients,
        tuple(Asking(key, frozenset(key), marketing, 3) for key in systems),
        "FI",
        "Europe/Helsinki",
    )


@pytest.mark.parametrize("news", [News.RECTIFIED, News.ERASED, News.RESTRICTED])
def test_it_tells_each_recipient_of_the_record_shop_who_gets_the_category(news: News) -> None:
    """Art 19, first sentence: telephone numbers go to five, and every one of them is told."""
    found = tellings(SHOP, news, [done("customer_register", "phone")])
    assert [one.recipient.key for one in found] == [
        "google", "slack", "marketing_services", "partners", "telemarketing",
    ]  # fmt: skip
    assert {one.asked_at for one in found} == {None}
    assert [one.recipient.key for one in tellings(SHOP, news, [done("customer_register", "billing")])] == [
        "google", "payment_provider",
    ]  # fmt: skip


def test_it_tells_nobody_where_the_register_names_nobody() -> None:
    every = tuple(CONSULTANCY.uses)
    for news in (News.RECTIFIED, News.ERASED, News.RESTRICTED):
        assert tellings(CONSULTANCY, news, [done("crm", *every)]) == ()
    assert unasked_stops(CONSULTANCY) == ()


@pytest.mark.parametrize("basis", [*LegalBasis, None])
@pytest.mark.parametrize("news", [News.RECTIFIED, News.ERASED, News.RESTRICTED])
def test_it_follows_the_row_of_every_basis(basis: LegalBasis | None, news: News) -> None:
    """Art 16, 17, 18 on each basis of Art 6(1): EACH; where none is stated the same, for that is the safe reading."""
    register = disclosed(recipient("r", "a"), basis=basis)
    assert [one.recipient.key for one in tellings(register, news, [done("s", "a")])] == ["r"]


def test_it_tells_of_an_objection_by_what_follows_and_of_marketing_to_stop() -> None:
    """Art 21(1): FOLLOWS, by the freeze or the erasure; Art 21(2)-(3): STOP, to whoever markets."""
    assert news_of(Capability.RESTRICT, Right.OBJECTION) is News.RESTRICTED
    assert news_of(Capability.RESTRICT, Right.OBJECTION, ends_use=True) is News.STOPPED
    plain = disclosed(recipient("r", "a"), basis=LegalBasis.LEGITIMATE_INTERESTS)
    assert stops(plain, ["p"]) == ()
    marketing = disclosed(recipient("r", "a"), basis=LegalBasis.LEGITIMATE_INTERESTS, marketing=True)
    assert [(one.recipient.key, one.categories) for one in stops(marketing, ["p"])] == [("r", ("a",))]
    assert stops(marketing, ["of another register"]) == ()


def test_it_tells_nobody_of_a_use_that_ends_while_the_data_stays() -> None:
    """Art 17(1), 17(3)(b): what a voucher keeps is not erased, so nobody is told that it was."""
    assert news_of(Capability.RESTRICT, Right.ERASURE, ends_use=True) is None


def test_it_takes_those_who_market_alone_and_the_asked_ones_by_their_own_step() -> None:
    """Art 21(3): at the record shop a system's step asks every one of them; Google and Slack send no marketing."""
    assert unasked_stops(SHOP) == ()
    found = stops(SHOP, tuple(SHOP.purposes))
    assert {one.recipient.key for one in found} == {"mailchimp", "marketing_services", "partners", "telemarketing"}
    alone = replace(SHOP, systems=tuple(one for one in SHOP.systems if one.key != "telemarketing"))
    assert [one.recipient.key for one in unasked_stops(alone)] == ["telemarketing"]


def test_it_counts_a_step_that_asked_the_recipient_itself_for_what_it_asked() -> None:
    """The system's own step is the telling, for the categories it was about; for the rest somebody tells."""
    register = disclosed(recipient("r", "a", "b"), systems="r")
    (whole,) = tellings(register, News.ERASED, [done("s", "a"), done("r", "a")])
    assert (whole.asked_at, whole.categories) == (NOW, ("a",))
    (rest,) = tellings(register, News.ERASED, [done("s", "a", "b"), done("r", "a")])
    assert (rest.asked_at, rest.categories) == (None, ("b",))
    # A step that found nothing there any more has asked all the same, but has changed nothing itself.
    (asked,) = tellings(register, News.ERASED, [done("s", "a"), done("r", "a", changed=False)])
    assert asked.asked_at == NOW
    assert tellings(register, News.ERASED, [done("r", "a", changed=False)]) == ()


def test_it_tells_whoever_was_told_of_a_freeze_of_its_end_and_nobody_else() -> None:
    """Art 19 with 18(3): a restriction that nobody calls off would never end there."""
    found = endings(SHOP, {"google": {"phone"}, "telemarketing": {"phone"}}, [done("customer_register", "phone")])
    assert [one.recipient.key for one in found] == ["google", "telemarketing"]
    assert endings(SHOP, {}, [done("customer_register", "phone")]) == ()


def test_it_says_where_the_notice_is_silent_that_it_is_assumed() -> None:
    known, unknown, assumed = recipient("known", "a"), recipient("unknown"), recipient("assumed", "a", assumed=True)
    found = {one.recipient.key: one for one in tellings(
        disclosed(known, unknown, assumed), News.ERASED, [done("s", "a", "b")])}  # fmt: skip
    assert {key: one.assumed for key, one in found.items()} == {"known": False, "unknown": True, "assumed": True}
    assert found["unknown"].categories == ("a", "b")
    assert found["known"].categories == ("a",)


def test_it_gives_a_telling_its_day_and_the_category_of_who_may_do_it() -> None:
    one, *_rest = tellings(SHOP, News.ERASED, [done("customer_register", "billing")])[1:]
    planned = step(SHOP, Right.ERASURE, News.ERASED, one, date(2026, 11, 23))
    assert (planned.capability, planned.performer, planned.state) == (Capability.NOTIFY, "staff", StepState.BY_HAND)
    assert (planned.system, planned.category, planned.due) == ("payment_provider", "billing", date(2026, 12, 3))
    several = tellings(SHOP, News.ERASED, [done("customer_register", "phone", "email")])[0]
    assert step(SHOP, Right.ERASURE, News.ERASED, several, date(2026, 11, 23)).category == "unsorted"


@given(
    gets=st.lists(st.frozensets(st.sampled_from(KEYS)), max_size=6),
    changes=st.lists(
        st.tuples(st.sampled_from("012345stu"), st.frozensets(st.sampled_from(KEYS), min_size=1), st.booleans()),
        max_size=6,
    ),
    news=st.sampled_from([News.RECTIFIED, News.ERASED, News.RESTRICTED]),
)
def test_it_tells_each_recipient_of_a_changed_category_once_and_none_else(
    gets: list[frozenset[str]], changes: list[tuple[str, frozenset[str], bool]], news: News
) -> None:
    """Whatever the register says and whatever was changed; systems "0" to "5" are those of the recipients."""
    recipients = [recipient(str(number), *sorted(found)) for number, found in enumerate(gets)]
    register = disclosed(*recipients, systems="012345")
    steps = [done(system, *found, changed=changed) for system, found, changed in changes]
    told = tellings(register, news, steps)
    changed = {key for one in steps if one.changed for key in one.categories}
    wanted = [one.key for one in recipients if changed and (not one.categories or changed & set(one.categories))]
    assert [one.recipient.key for one in told] == wanted
    for one in told:
        theirs = changed & set(one.recipient.categories or changed)
        asked = {key for done_ in steps if done_.system == one.recipient.key for key in done_.categories}
        assert set(one.categories) == ((theirs - asked) or theirs)
        assert (one.asked_at is None) == bool(theirs - asked)


def test_it_lets_the_person_ask_once_it_is_answered() -> None:
    """Art 19, second sentence: on request, for a right that others are told of."""
    asked = [Right.ERASURE]
    assert may_ask(Status.ANSWERED, asked, answered=True, tellings=False)
    assert not may_ask(Status.CARRYING_OUT, asked, answered=False, tellings=True)
    assert not may_ask(Status.ANSWERED, [Right.ACCESS], answered=True, tellings=False)
    assert may_ask(Status.CLOSED, asked, answered=False, tellings=True)


def test_it_says_one_day_of_a_telling_wherever_it_is_told() -> None:
    """At the controller's place: an evening in UTC is the next day in Helsinki."""
    zone, late = ZoneInfo("Europe/Helsinki"), datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    due, on = date(2026, 11, 30), date(2026, 11, 25)
    assert told_day(None, None, None, due, zone) == due
    assert told_day(TellingOutcome.TOLD, on, late, due, zone) == on
    assert told_day(TellingOutcome.OWN_STEP, None, late, due, zone) == date(2026, 11, 24)
    assert told_day(TellingOutcome.OWN_STEP, on, late, due, zone) == date(2026, 11, 24)
    assert told_day(TellingOutcome.OWN_STEP, None, None, None, zone) is None
    assert told_day(TellingOutcome.IMPOSSIBLE, None, late, due, zone) == due


def test_it_is_the_next_act_when_nothing_else_waits() -> None:
    told = WaitingSteps(3, date(2026, 12, 1))
    assert next_act(Status.ANSWERED, True, {}, None, told).act is Act.TELL
    assert next_act(Status.ANSWERED, True, {}, None, told).is_ours
    assert next_act(Status.ANSWERING, True, {}, None, told).act is Act.RELEASE
    assert next_act(Status.CARRYING_OUT, True, {StepState.BY_HAND: told}, None, told).act is Act.BY_HAND
