"""What a connector does where its system has no interface for it: the worker then leaves the step to a person."""

from collections.abc import Iterator, Mapping, Sequence

from portal.systems.contract import NOBODY, Change, Conflict, Effect, Identifiers, Permanent, Target

NOT_POSSIBLE = "not_possible"
"""The system offers no way by machine: a person does it there."""
REST_BY_HAND = "rest_by_hand"
"""What the system lets a machine do is done: a person does the rest there."""


def portions(targets: Sequence[Target], size: int) -> Iterator[Sequence[Target]]:
    """The targets, each record once, in portions that one operation has the time for."""
    listed = list({(one.kind, one.key): one for one in targets}.values())
    for start in range(0, len(listed), size):
        yield listed[start : start + size]


def erasure(counts: Mapping[str, int], refused: bool) -> Effect:
    """The effect of an erasure of `counts` records.

    Permanent where the system refused some: `rest_by_hand`, or `not_possible` where it did nothing else.
    """
    if refused:
        raise Permanent(REST_BY_HAND if counts else NOT_POSSIBLE)
    return Effect(changed=sum(counts.values()), counts=counts, already=not counts)


def as_text(value: object) -> str:
    """What stands in a field, as text."""
    return "" if value is None else str(value)


def differs(now: object, change: Change) -> bool:
    """Whether there is anything to write; Conflict where neither what was seen nor what is wanted stands there."""
    if as_text(now) == as_text(change.after):
        return False
    if as_text(now) != as_text(change.before):
        raise Conflict("value_changed")
    return True


class Partial:
    """The contract's refusals; a connector overrides what its system can do."""

    def export(self, kind: str, key: str) -> Iterator[bytes]:
        """There are no originals."""
        raise Permanent("no_document")

    def channels(self) -> Sequence[str]:
        """No prohibition can be written."""
        return ()

    def removes(self, channels: Sequence[str]) -> bool:
        """A prohibition takes nothing out."""
        return False

    def suppress(
        self, identifiers: Identifiers, owner: str, channels: Sequence[str], op_id: str, *, chosen: bool = False
    ) -> Effect:
        """No channel is mapped."""
        raise Permanent("channel_unmapped")

    def suppressed(
        self, identifiers: Identifiers, owner: str, channels: Sequence[str], *, chosen: bool = False
    ) -> bool:
        """No channel is mapped."""
        raise Permanent("channel_unmapped")

    def rectify(self, changes: Sequence[Change], op_id: str) -> Effect:
        """Nothing is corrected by machine."""
        raise Permanent(NOT_POSSIBLE)

    def rectified(self, changes: Sequence[Change]) -> bool:
        """Nothing is corrected by machine."""
        raise Permanent(NOT_POSSIBLE)

    def preview(self, targets: Sequence[Target]) -> Effect:
        """Nothing is erased by machine."""
        raise Permanent(NOT_POSSIBLE)

    def erase(self, targets: Sequence[Target], op_id: str) -> Effect:
        """Nothing is erased by machine."""
        raise Permanent(NOT_POSSIBLE)

    def erased(self, targets: Sequence[Target]) -> bool:
        """Nothing is erased by machine."""
        raise Permanent(NOT_POSSIBLE)

    def lasts(self, kind: str, key: str) -> bool:
        """Nobody knows of its keys that they stay the same."""
        return False

    def restrict(
        self, owners: Sequence[str], op_id: str, *, on: bool, known_as: Mapping[str, Sequence[str]] = NOBODY
    ) -> Effect:
        """The system has no flag of restriction."""
        raise Permanent("restriction_unmapped")

    def restricted(self, owners: Sequence[str], *, on: bool, known_as: Mapping[str, Sequence[str]] = NOBODY) -> bool:
        """The system has no flag of restriction."""
        raise Permanent("restriction_unmapped")
