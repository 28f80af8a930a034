"""Compares what was read with gold: how much of what was read is right, and how much of the gold was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.notices.fields import FIELDS, FREE_TEXTS, Notice, keys, values
from tests.notices.gold import HALVES, FieldGold, Gold, Half, Hasher, Wanted
from tests.notices.normal import is_kind_of, parts, without_label

TOTAL = "total"
_TITLES: dict[Half, str] = {"tuned": "Tuned on", "held": "Held out", "abroad": "Held out, of other countries"}


@dataclass(frozen=True)
class Tally:
    """Counts of values: read and right, read and wrong, wanted and found, wanted and missed."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right + other.right,
            self.wrong + other.wrong,
            self.found + other.found,
            self.missed + other.missed,
        )

    @property
    def precision(self) -> float | None:
        """How much of what was read is right; None where nothing was read."""
        return _share(self.right, self.wrong)

    @property
    def recall(self) -> float | None:
        """How much of what is wanted was found; None where nothing is wanted."""
        return _share(self.found, self.missed)


def _share(good: int, bad: int) -> float | None:
    return good / (good + bad) if good + bad else None


@dataclass(frozen=True)
class Miss:
    """What went amiss in a field of a notice: values not in its gold, and how many of the gold were not found."""

    field: str
    wrong: tuple[str, ...]
    missed: int


@dataclass(frozen=True)
class Judged:
    """A notice beside its gold."""

    name: str
    source: str
    half: Half
    tallies: dict[str, Tally] = field(default_factory=dict)
    misses: tuple[Miss, ...] = ()


def judge(name: str, read: Notice, content: bytes, gold: Gold) -> Judged:
    """Compare what was read of a notice with its gold, field by field."""
    hasher = Hasher(gold.salt, content)
    tallies: dict[str, Tally] = {}
    misses = []
    for name_of_field in FIELDS:
        wanted = gold.fields.get(name_of_field, FieldGold(measured=False))
        if not wanted.measured:
            continue
        tallies[name_of_field], wrong = _compare(name_of_field, values(read, name_of_field), wanted, hasher)
        if wrong or tallies[name_of_field].missed:
            misses.append(Miss(name_of_field, tuple(wrong), tallies[name_of_field].missed))
    return Judged(name, gold.source, gold.half, tallies, tuple(misses))


def _compare(name: str, read: Sequence[str], gold: FieldGold, hasher: Hasher) -> tuple[Tally, list[str]]:
    once = {frozenset(keys(name, value)): value for value in read}
    good: set[str] = set()
    for one in gold.wanted:
        good.update(one.whole, *(part for way in one.parts for part in way))
    hashes = {value: _known(name, value, good, gold.optional, hasher) for value in once.values()}
    every: frozenset[str] = frozenset().union(*hashes.values())
    right = [value for value, known in hashes.items() if known & good]
    wrong = [value for value, known in hashes.items() if not known & (good | gold.optional)]
    found, missed = map(sum, zip(*(_found(one, every) for one in gold.wanted), strict=True)) if gold.wanted else (0, 0)
    return Tally(len(right), len(wrong), found, missed), wrong


def _known(name: str, value: str, good: set[str], optional: frozenset[str], hasher: Hasher) -> frozenset[str]:
    """The hashes of a value that was read.

    A kind that stands before what it enumerates is as good as all of that, what is optional among it aside, and a time
    with what it is of as the time.
    """
    whole = hasher.all_of(name, [value])
    if name not in FREE_TEXTS | {"retention"} or whole & good:
        return whole
    unlabelled = without_label(value)
    is_list = name in FREE_TEXTS and is_kind_of(value)
    ways = [[hasher.all_of(name, [item]) for item in way] for way in (parts(value) if is_list else ())]
    ways += [[hasher.all_of(name, [unlabelled])]] if unlabelled else []
    known = good | optional
    return next((whole.union(*way) for way in ways if all(part & known for part in way)), whole)


def _found(wanted: Wanted, read: frozenset[str]) -> tuple[int, int]:
    if wanted.whole & read:
        return 1, 0
    best = max((sum(bool(part & read) for part in way), -len(way)) for way in wanted.parts) if wanted.parts else (0, -1)
    return (best[0], -best[1] - best[0]) if best[0] else (0, 1)


def summed(judged: Iterable[Judged]) -> dict[str, Tally]:
    """The tallies of each field over several notices, and of all fields together."""
    sums = dict.fromkeys((*FIELDS, TOTAL), Tally())
    for one in judged:
        for name, tally in one.tallies.items():
            sums[name] += tally
            sums[TOTAL] += tally
    return sums


def report(judged: Sequence[Judged], without_gold: Sequence[str] = (), unread: Sequence[str] = ()) -> str:
    """Precision and recall of each half, then every miss, notice by notice."""
    lines: list[str] = []
    for half in HALVES:
        of_half = [one for one in judged if one.half == half]
        if half == "abroad" and not of_half:
            continue
        lines += [*_table(_TITLES[half], of_half), ""]
    lines += [line for half in HALVES for line in _misses(half, judged)]
    lines += [f"No gold: {name}" for name in without_gold]
    lines += [f"Not read at all: {name}" for name in unread]
    return "\n".join(lines).rstrip() + "\n"


def _table(title: str, judged: Sequence[Judged]) -> list[str]:
    head = (
        f"{title + f' ({len(judged)} notices)':44}{'precision':>10}{'recall':>10}{'right/read':>14}{'found/wanted':>14}"
    )
    rows = [
        f"{name:44}{_figure(tally.precision):>10}{_figure(tally.recall):>10}"
        f"{f'{tally.right}/{tally.right + tally.wrong}':>14}{f'{tally.found}/{tally.found + tally.missed}':>14}"
        for name, tally in summed(judged).items()
    ]
    return [head, *rows]


def _figure(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def _misses(half: Half, judged: Sequence[Judged]) -> list[str]:
    lines = []
    for one in sorted(judged, key=lambda each: each.name):
        if one.half != half or not one.misses:
            continue
        lines.append(f"{one.name} ({half}; {one.source})")
        for miss in one.misses:
            lines += [f"  {miss.field}: read and not in gold: {value}" for value in miss.wrong]
            if miss.missed:
                lines.append(f"  {miss.field}: {miss.missed} of the gold not found")
    return lines
