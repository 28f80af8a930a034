"""What every connector has to show, whatever its system: subclass `Conformance` and give it a `counterpart`.

    class TestShop(Conformance):
        kind = "shop"

        @pytest.fixture
        def counterpart(self) -> Iterator[Counterpart]: ...

A connector whose system finds nobody by machine subclasses `ConformanceByHand`. The counterpart is the other side
as really as it can be had. It plants people, tells all that it holds, and breaks on demand. A connector that cannot
do a thing refuses it (`Permanent`), and that is checked too.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, ClassVar, Protocol

import pytest

from portal import words
from portal.domain.lifecycle import Capability, Match
from portal.staff.fault_words import say_fault
from portal.systems import kinds
from portal.systems.contract import (
    Ambiguous,
    AuthLost,
    Census,
    Change,
    Conflict,
    Connector,
    Identifiers,
    Owner,
    Page,
    Permanent,
    Record,
    RetryLater,
    SystemFault,
    Target,
)
from portal.systems.partial import NOT_POSSIBLE
from tests.systems.near_misses import NEAR_MISSES, SOUGHT, NearMiss

PIECE = 64 * 1024
PAGES_AT_MOST = 1000
NEAR_MISSES_AT_LEAST = 100
"""So many people who are almost the one that is sought stand in each system."""
HOW = {"auto", "review", "manual", "none"}


@dataclass(frozen=True, slots=True)
class Planted:
    """A person whose data is put there, in every kind of record that the connector knows."""

    email: str
    name: str
    phone: str
    customer_number: str


ANNA = Planted(SOUGHT.proven_email, SOUGHT.name, SOUGHT.phones[0], SOUGHT.customer_numbers[0])
BODY = Planted("boris.other@example.net", "Boris Other", "+358509876543", "20999")
"""Somebody else, whose data nothing may touch."""


class Counterpart(Protocol):
    """The other side. `breaks` are the faults that it can play: see `FAULTS`."""

    breaks: frozenset[str]

    def connector(self) -> Connector:
        """A connector to it, as the registry would make it."""

    def plant(self, person: Planted) -> None:
        """Put data of a person there."""

    def plant_near_miss(self, miss: NearMiss) -> bool:
        """Put somebody with this trait there; False where the system has no room for it."""

    def state(self) -> Mapping[str, Any]:
        """All that it holds now, comparable; keys name whose it is where they can (`anna.virtanen@...`)."""

    def of_others(self) -> Mapping[str, Any]:
        """All that it holds but Anna's."""

    def broken(self, how: str) -> AbstractContextManager[None]:
        """Within it, every answer is broken so."""


FAULTS: Mapping[str, tuple[type[SystemFault], ...]] = {
    "away": (RetryLater,),
    "hang": (RetryLater, Ambiguous),
    "drip": (RetryLater, Ambiguous),
    "busy": (RetryLater,),
    "fault": (RetryLater, Ambiguous),
    "cut": (RetryLater, Ambiguous),
    "tls": (RetryLater,),
    "html": (RetryLater, Permanent),
    "unauthorised": (AuthLost,),
    "scope": (AuthLost, Permanent),
}
"""Each fault (a 429 is `busy`, a 500 `fault`, a broken certificate `tls`), and what may come of it."""


def drained(connector: Connector, identifiers: Identifiers = SOUGHT) -> tuple[list[Record], list[str], int]:
    """Every record, gap and the number searched, over all pages."""
    records: list[Record] = []
    gaps: list[str] = []
    searched = 0
    cursor: str | None = None
    for _page in range(PAGES_AT_MOST):
        page = connector.find(identifiers, cursor)
        records += page.records
        gaps += page.gaps
        searched += page.searched
        cursor = page.cursor
        if cursor is None:
            return records, gaps, searched
    raise AssertionError("the search has no end")


def counted(connector: Census) -> list[Owner]:
    """Everybody, over all pages."""
    owners: list[Owner] = []
    cursor: str | None = None
    for _page in range(PAGES_AT_MOST):
        page = connector.census(cursor)
        owners += page.owners
        cursor = page.cursor
        if cursor is None:
            return owners
    raise AssertionError("the census has no end")


def targets_of(records: list[Record]) -> list[Target]:
    """What an erasure of all these asks for."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for one in records:
        found.setdefault((one.kind, one.key, one.owner), []).append(one.category)
    return [Target(kind, key, owner, tuple(sorted(set(each)))) for (kind, key, owner), each in found.items()]


class Described:
    """What is asked of every connector, whether it finds by machine or not."""

    kind: ClassVar[str] = ""
    """The name under which the connector is opened (`systems/kinds.py`)."""

    @pytest.fixture
    def counterpart(self) -> Iterator[Counterpart]:
        """The other side, empty."""
        raise NotImplementedError

    def test_it_is_the_kind_that_it_is_said_to_be(self, counterpart: Counterpart) -> None:
        room = kinds.kind(self.kind).factory.rpartition(".")[0]
        assert type(counterpart.connector()).__module__.startswith(f"{room}.")

    def test_it_is_well(self, counterpart: Counterpart) -> None:
        assert list(counterpart.connector().check()) == []

    def test_it_says_what_it_can_do_of_each_kind(self, counterpart: Counterpart) -> None:
        connector = counterpart.connector()
        told = connector.capabilities()
        assert {one.kind for one in connector.glossary()} <= set(told)
        for abilities in told.values():
            assert {Capability.FIND, Capability.EXPORT, Capability.ERASE, Capability.RECTIFY} <= set(abilities)
            assert set(abilities.values()) <= HOW


class ConformanceByHand(Described):
    """The suite of a connector whose system looks nobody up by machine: a person looks, and is always told so.

    What it looks up all the same, by a number that somebody gave, is no surer than that number.
    """

    numbers: ClassVar[tuple[str, ...]] = ()
    """Numbers of the system's own under which something of Anna's is there, once she is planted."""

    @property
    def knowing(self) -> Identifiers:
        """Somebody who gives the system's own number beside."""
        return replace(SOUGHT, customer_numbers=(*SOUGHT.customer_numbers, *self.numbers))

    def test_every_kind_is_found_by_a_person(self, counterpart: Counterpart) -> None:
        told = counterpart.connector().capabilities()
        assert told
        assert {each[Capability.FIND] for each in told.values()} == {"manual"}
        assert {each[Capability.ERASE] for each in told.values()} == {"manual"}

    def test_it_never_says_that_nothing_is_held(self, counterpart: Counterpart) -> None:
        for planted in (None, BODY, ANNA):
            if planted is not None:
                counterpart.plant(planted)
            for asker in (SOUGHT, Identifiers(SOUGHT.proven_email), Identifiers("", phones=SOUGHT.phones)):
                records, gaps, _searched = drained(counterpart.connector(), asker)
                assert records == []
                assert gaps

    def test_every_gap_tells_a_person_where_to_look(self, counterpart: Counterpart) -> None:
        for gap in drained(counterpart.connector())[1]:
            code, _colon, place = gap.partition(":")
            assert place
            told = set()
            for language in words.LANGUAGES:
                with words.using(language):
                    told.add(say_fault(gap))
            assert len(told) == len(words.LANGUAGES)
            assert not [each for each in told if code in each]

    def test_it_is_not_taken_in_by_who_is_almost_the_same(self, counterpart: Counterpart) -> None:
        counterpart.plant(ANNA)
        planted = [miss for miss in NEAR_MISSES if counterpart.plant_near_miss(miss)]
        assert len(planted) >= NEAR_MISSES_AT_LEAST
        records, gaps, _searched = drained(counterpart.connector())
        assert (records, bool(gaps)) == ([], True)

    def test_what_a_number_brings_is_never_sure(self, counterpart: Counterpart) -> None:
        counterpart.plant(BODY)
        counterpart.plant(ANNA)
        connector = counterpart.connector()
        records, gaps, searched = drained(connector, self.knowing)
        assert gaps
        assert bool(records) == bool(self.numbers)
        assert searched == len(records)
        assert {one.match for one in records} <= {Match.PROBABLE, Match.MENTION}
        for one in records:
            held = {(each.kind, each.key) for each in connector.held(one.owner)}
            assert (one.kind, one.key) in held
        assert BODY.email not in str(records)

    def test_whose_records_it_cannot_read_is_refused(self, counterpart: Counterpart) -> None:
        with pytest.raises(Permanent):
            list(counterpart.connector().held("anybody"))

    def test_every_write_is_a_persons(self, counterpart: Counterpart) -> None:
        counterpart.plant(ANNA)
        connector, before = counterpart.connector(), counterpart.state()
        kind = next(iter(connector.capabilities()))
        target = Target(kind, "1", f"{kind}:1", ("any",))
        assert not connector.channels()
        for write in (
            lambda: connector.erase([target], "op-1"),
            lambda: connector.preview([target]),
            lambda: connector.erased([target]),
            lambda: connector.rectify([Change(kind, "1", target.owner, "name", "a", "b")], "op-1"),
            lambda: connector.suppress(SOUGHT, target.owner, ["email"], "op-1"),
            lambda: connector.restrict([target.owner], "op-1", on=True),
        ):
            with pytest.raises(Permanent):
                write()
        assert counterpart.state() == before

    @pytest.mark.parametrize("how", FAULTS)
    def test_it_never_takes_a_fault_for_nothing_held(self, counterpart: Counterpart, how: str) -> None:
        if how not in counterpart.breaks:
            pytest.skip(f"this system does not fail as {how}")
        counterpart.plant(ANNA)
        connector = counterpart.connector()
        with counterpart.broken(how):
            assert list(connector.check())
            assert drained(connector)[1]
            if self.numbers:
                with pytest.raises(FAULTS[how]):
                    drained(connector, self.knowing)
        again = counterpart.connector()
        assert list(again.check()) == []
        assert bool(drained(again, self.knowing)[0]) == bool(self.numbers)


class Conformance(Described):
    """The suite; pytest collects it in each subclass."""

    def test_it_finds_nothing_where_nothing_is(self, counterpart: Counterpart) -> None:
        counterpart.plant(BODY)
        assert drained(counterpart.connector())[:2] == ([], [])

    def test_it_finds_each_record_once_and_surely(self, counterpart: Counterpart) -> None:
        counterpart.plant(BODY)
        counterpart.plant(ANNA)
        connector = counterpart.connector()
        records, gaps, searched = drained(connector)
        assert records
        assert gaps == []
        assert searched >= len({(one.kind, one.key) for one in records})
        named = [(one.kind, one.key, one.category) for one in records]
        assert len(set(named)) == len(named)
        sure = [one for one in records if one.match is Match.EXACT]
        assert sure
        assert all("email" in one.matched_by and one.owner for one in sure)
        meant = {(one.kind, one.name) for one in connector.glossary()}
        assert {(one.kind, part.name) for one in records for part in one.fields} <= meant
        assert BODY.email not in str([one.fields for one in records if one.match is not Match.MENTION])

    def test_it_finds_the_same_again(self, counterpart: Counterpart) -> None:
        counterpart.plant(ANNA)
        assert drained(counterpart.connector()) == drained(counterpart.connector())

    def test_it_is_not_taken_in_by_who_is_almost_the_same(self, counterpart: Counterpart) -> None:
        planted = [miss for miss in NEAR_MISSES if counterpart.plant_near_miss(miss)]
        assert len(planted) >= NEAR_MISSES_AT_LEAST
        records, gaps, _searched = drained(counterpart.connector())
        assert gaps == []
        assert [one for one in records if one.match is not Match.MENTION] == []
        if not any(miss.may_be_mentioned for miss in planted):
            assert records == []

    def test_it_reads_again_what_hangs_on_an_owner(self, counterpart: Counterpart) -> None:
        counterpart.plant(BODY)
        counterpart.plant(ANNA)
        connector = counterpart.connector()
        records, _gaps, _searched = drained(connector)
        for owner in {one.owner for one in records if one.match is Match.EXACT}:
            held = {(one.kind, one.key, one.category) for one in connector.held(owner)}
            assert held >= {(one.kind, one.key, one.category) for one in records if one.owner == owner}

    def test_it_counts_everybody_where_it_can(self, counterpart: Counterpart) -> None:
        counterpart.plant(BODY)
        counterpart.plant(ANNA)
        connector = counterpart.connector()
        if not isinstance(connector, Census):
            pytest.skip("nobody is brought back there by a backup or a file")
        owners = counted(connector)
        for person in (ANNA, BODY):
            theirs = [one for one in owners if ("email", person.email) in one.contacts]
            assert theirs
            assert all(list(connector.held(one.owner)) for one in theirs)
        others = {one.owner for one in owners if ("email", ANNA.email) not in one.contacts}
        sure = {one.owner for one in drained(connector)[0] if one.match is Match.EXACT}
        assert sure
        assert not sure & others

    @pytest.mark.parametrize("how", FAULTS)
    def test_it_counts_nobody_through_a_fault(self, counterpart: Counterpart, how: str) -> None:
        counterpart.plant(ANNA)
        connector = counterpart.connector()
        if how not in counterpart.breaks or not isinstance(connector, Census):
            pytest.skip(f"this system does not fail as {how}, or counts nobody")
        with counterpart.broken(how), pytest.raises(FAULTS[how]):
            counted(connector)

    def test_it_gives_originals_in_pieces(self, counterpart: Counterpart) -> None:
        counterpart.plant(ANNA)
        connector = counterpart.connector()
        for record in drained(connector)[0]:
            if record.document is None:
                continue
            pieces = list(connector.export(record.kind, record.key))
            assert pieces
            assert all(0 < len(piece) <= PIECE for piece in pieces)
            if record.document.size is not None:
                assert sum(map(len, pieces)) == record.document.size
            with pytest.raises(Permanent):
                list(islice(connector.export(record.kind, f"{record.key}-gone"), 1))

    def test_it_erases_what_is_meant_and_nothing_else(self, counterpart: Counterpart) -> None:
        counterpart.plant(BODY)
        counterpart.plant(ANNA)
        connector = counterpart.connector()
        records = [one for one in drained(connector)[0] if one.match is Match.EXACT and self._erasable(connector, one)]
        if not records:
            pytest.skip("nothing here is erased by machine: a person does it")
        others = counterpart.of_others()
        targets = targets_of(records)
        counted = connector.preview(targets)
        assert counterpart.of_others() == others
        assert not connector.erased(targets)
        effect = connector.erase(targets, "op-1")
        assert dict(effect.counts) == dict(counted.counts)
        assert effect.changed == sum(effect.counts.values()) > 0
        if not effect.pending:
            assert connector.erased(targets)
            left = {(one.kind, one.key, one.category) for one in drained(connector)[0] if one.match is Match.EXACT}
            assert not left & {(one.kind, one.key, one.category) for one in records if self._goes(effect.counts, one)}
        assert counterpart.of_others() == others

    def test_it_erases_once_however_often_it_is_told(self, counterpart: Counterpart) -> None:
        counterpart.plant(BODY)
        counterpart.plant(ANNA)
        connector = counterpart.connector()
        records = [one for one in drained(connector)[0] if one.match is Match.EXACT and self._erasable(connector, one)]
        if not records:
            pytest.skip("nothing here is erased by machine: a person does it")
        targets = targets_of(records)
        connector.erase(targets, "op-1")
        after = counterpart.state()
        again = counterpart.connector().erase(targets, "op-1")
        assert (again.already, again.changed) == (True, 0)
        assert counterpart.state() == after

    def test_it_corrects_one_field_and_nothing_else(self, counterpart: Counterpart) -> None:
        counterpart.plant(BODY)
        counterpart.plant(ANNA)
        connector = counterpart.connector()
        change = self._a_change(connector)
        if change is None:
            with pytest.raises(Permanent, match=f"{NOT_POSSIBLE}|not_writable"):
                connector.rectify([Change("none", "none", "none", "none", "a", "b")], "op-1")
            return
        others = counterpart.of_others()
        assert not connector.rectified([change])
        assert connector.rectify([change], "op-1").changed == 1
        assert connector.rectified([change])
        after = counterpart.state()
        assert connector.rectify([change], "op-1").already
        assert counterpart.state() == after
        assert counterpart.of_others() == others
        stale = Change(change.kind, change.key, change.owner, change.column, "what nobody saw", "another")
        with pytest.raises(Conflict):
            connector.rectify([stale], "op-2")
        assert counterpart.state() == after

    def test_it_stops_marketing_of_one_and_of_nobody_else(self, counterpart: Counterpart) -> None:
        counterpart.plant(BODY)
        counterpart.plant(ANNA)
        connector = counterpart.connector()
        channels = connector.channels()
        asker = Identifiers(proven_email=SOUGHT.proven_email)
        if not channels:
            with pytest.raises(Permanent, match="channel_unmapped"):
                connector.suppress(asker, "anybody", ["email"], "op-1")
            return
        others = counterpart.of_others()
        owner = next(one.owner for one in drained(connector, asker)[0] if one.match is Match.EXACT)
        assert not connector.suppressed(asker, owner, channels)
        assert connector.suppress(asker, owner, channels, "op-1").changed >= 1
        assert connector.suppressed(asker, owner, channels)
        after = counterpart.state()
        assert connector.suppress(asker, owner, channels, "op-1").already
        assert counterpart.state() == after
        assert counterpart.of_others() == others

    @pytest.mark.parametrize("how", FAULTS)
    def test_it_never_takes_a_fault_for_nothing_held(self, counterpart: Counterpart, how: str) -> None:
        if how not in counterpart.breaks:
            pytest.skip(f"this system does not fail as {how}")
        counterpart.plant(ANNA)
        connector = counterpart.connector()
        with counterpart.broken(how):
            try:
                page: Page | None = connector.find(SOUGHT, None)
            except FAULTS[how]:
                page = None
            assert page is None or page.gaps or page.cursor is not None
            if page is not None and page.cursor is not None:
                with pytest.raises(FAULTS[how]):
                    drained(connector)
            assert list(connector.check())
        assert drained(counterpart.connector())[0]

    @pytest.mark.parametrize("how", FAULTS)
    def test_it_erases_once_though_the_answer_was_lost(self, counterpart: Counterpart, how: str) -> None:
        if how not in counterpart.breaks:
            pytest.skip(f"this system does not fail as {how}")
        counterpart.plant(BODY)
        counterpart.plant(ANNA)
        connector = counterpart.connector()
        records = [one for one in drained(connector)[0] if one.match is Match.EXACT and self._erasable(connector, one)]
        if not records:
            pytest.skip("nothing here is erased by machine: a person does it")
        others, targets = counterpart.of_others(), targets_of(records)
        with counterpart.broken(how), pytest.raises(FAULTS[how]):
            connector.erase(targets, "op-1")
        again = counterpart.connector()
        if not again.erased(targets):
            again.erase(targets, "op-1")
        assert again.erased(targets)
        assert counterpart.of_others() == others

    @staticmethod
    def _erasable(connector: Connector, record: Record) -> bool:
        return connector.capabilities()[record.kind][Capability.ERASE] in {"auto", "review"}

    @staticmethod
    def _goes(counts: Mapping[str, int], record: Record) -> bool:
        """Whether its kind was deleted rather than blanked."""
        return f"anonymised:{record.kind}" not in counts

    @staticmethod
    def _a_change(connector: Connector) -> Change | None:
        writable = {(one.kind, one.name) for one in connector.glossary() if one.writable}
        for record in drained(connector)[0]:
            for part in record.fields:
                fits = record.match is Match.EXACT and isinstance(part.value, str) and "@" not in part.value
                if fits and part.value and (record.kind, part.name) in writable:
                    return Change(record.kind, record.key, record.owner, part.column, part.value, "Corrected")
        return None
