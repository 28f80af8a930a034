"""`make weights CORPUS=folder`: fits anew the points by which lists of data are told from others.

`python -m tests.notices.weights FOLDER` takes each list of every tuned notice below the folder; one of which half the
items are in its gold is a list of data, one of which fewer than one in seven are is none. It prints how well the points
tell lists of notices apart that they were not fitted on (each fifth of the notices in turn), and the table that belongs
into portal/reading/notice/fields/data/list_points.py.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from portal.reading.notice.fields.data.categories import heard
from portal.reading.notice.fields.data.item_lists import ItemList, features_of, lists_in
from portal.reading.notice.fields.data.list_points import SURE
from portal.reading.notice.fields.data.weighed_lists import is_surely_none
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.fields.weighing import ALWAYS
from portal.reading.notice.opening import open_notice
from portal.reading.notice.reader import scopes_of
from tests.notices.fitting import Sample, fitted, told_apart
from tests.notices.gold import Gold, Hasher, kept
from tests.notices.normal import parts

_DATA = "data_categories"
_FOLDS = 5
_HALF, _HARDLY = 0.5, 0.15
_MOST_COUNTED = 8
_LEAST_POINTS = 0.05
_CUT = re.compile(r"\s[–—-]\s|[.:;]\s|\t|,? (?:for|to|so that|if|when|which|that|för|om|när|som|jotta|jos|kun) ")
"""Where the kind ends that an item begins with, and what is said of it begins."""
_JOINED = re.compile(r" (?:and|or|och|samt|eller|ja|sekä|tai)$")


def samples_of(content: bytes, name: str, gold: Gold) -> Iterator[Sample]:
    """Every list of a notice that is surely one of data or surely none."""
    for scope in map(heard, scopes_of(open_notice(content, name))):
        for one in lists_in(scope):
            share = _share_right(scope, one, content, gold)
            if not is_surely_none(scope, one) and (share >= _HALF or share < _HARDLY):
                yield Sample(features_of(scope, one), share >= _HALF, min(len(one.items), _MOST_COUNTED) ** 0.5)


def _share_right(scope: Scope, one: ItemList, content: bytes, gold: Gold) -> float:
    """How many of its items are in the gold, whole, by what they begin with, or in parts."""
    field, hasher = gold.fields[_DATA], Hasher(gold.salt, content)
    good = frozenset(
        chain.from_iterable((*wanted.whole, *chain.from_iterable(chain(*wanted.parts))) for wanted in field.wanted)
    )
    return sum(_is_right(scope.text[item.start : item.end], good, hasher) for item in one.items) / len(one.items)


def _is_right(said: str, good: frozenset[str], hasher: Hasher) -> bool:
    whole = _JOINED.sub("", said.strip(" .,;\n"))
    tries = [whole, _CUT.split(whole, maxsplit=1)[0], *chain.from_iterable(parts(whole))]
    return not good.isdisjoint(hasher.all_of(_DATA, tries))


def table(points: dict[str, float]) -> str:
    """The points as they stand in the module, the greatest first; what hardly weighs is left out."""
    lines = [f"    ALWAYS: {points[ALWAYS]:.1f},"]
    others = sorted((name for name in points if name != ALWAYS), key=lambda name: (-round(points[name], 1), name))
    lines += [f'    "{name}": {points[name]:.1f},' for name in others if abs(points[name]) >= _LEAST_POINTS]
    return "POINTS = {\n" + "\n".join(lines) + "\n}\n"


def main(words: Sequence[str]) -> int:
    """Fit the points on a folder of notices and print them; 2 where there is no notice with gold."""
    every = [one for one in kept() if one.half == "tuned" and one.fields[_DATA].measured]
    paths = [path for path in sorted(Path(words[0]).rglob("*")) if path.is_file() and path.suffix != ".json"]
    known = {path: gold for path in paths for gold in every if gold.knows(path.read_bytes())}
    read = [list(samples_of(path.read_bytes(), path.name, gold)) for path, gold in known.items()]
    if not read:
        sys.stderr.write(f"There is no tuned notice with gold below {words[0]}.\n")
        return 2
    for fold in range(_FOLDS):
        points = fitted([one for at, said in enumerate(read) if at % _FOLDS != fold for one in said])
        precision, recall = told_apart([one for said in read[fold::_FOLDS] for one in said], points, SURE)
        sys.stdout.write(f"A fifth it was not fitted on: precision {precision:.3f}, recall {recall:.3f}\n")
    sys.stdout.write(table(fitted(list(chain.from_iterable(read)))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
