"""Who most likely answers for the data, of all whom a notice names.

Small houses say it in so many ways that no list of turns holds them: here every name is weighed by where it stands,
what stands around it, how it is written and what rivals it has. The name for which the most speaks is read where the
others together come nowhere near; else nobody is.
"""

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import agreeing, clauses, domains
from portal.reading.notice.fields.controller.likely_points import LEAST_SHARE, OF_TOLD, POINTS
from portal.reading.notice.fields.controller.named_anywhere import MOST_READ, Named, every
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.fields.weighing import weigh
from portal.reading.notice.tongues import first_names
from portal.reading.notice.tongues.around_names import BEFORE, BEHIND, NO_HOUSE
from portal.reading.notice.values import Found

_BEFORE, _BEHIND = 80, 160
_MOST_PLACES, _FEW_PLACES = 12, 4
_AT_ONCE = 4
_BEGINNING, _TOP, _FIRST = 200, 800, 2_500
_FOOT, _LAST = 500, 150
_TENTH, _QUARTER, _HALF = 0.1, 0.25, 0.5
"""So much of a short text is its beginning, its top and its foot at the most."""
_STRONG = 3
_LEAST_CORE = 4
_WORDS = 6
_OTHERS = frozenset({"recipients", "transfers", "cookies"})
_SOCIETY = re.compile(names.SOCIETIES, re.I)
_AN_ID = re.compile(r"\d{5}")
_HOST = re.compile(rf"\.{domains.TOP_LEVEL}$")
Features = dict[str, float]


def likely(scope: Scope, told: Found | None) -> Found | None:
    """The name that is read; `told` is what the words of the notice call the controller, which speaks for it much."""
    weighed = weighed_names(scope, told)
    if not weighed:
        return None
    points = [weigh(features, POINTS) for _, features in weighed]
    best = max(range(len(points)), key=lambda at: points[at])
    own = agreeing.core(weighed[best][0].text)
    most = max(0.0, points[best])
    shares = [math.exp(one - most) for one in points]
    alike = sum(share for share, (one, _) in zip(shares, weighed, strict=True) if _is_kin(agreeing.core(one.text), own))
    if alike < LEAST_SHARE * (sum(shares) + math.exp(-most)):
        return None
    places = weighed[best][0].places
    return told if told is not None and places.get(told.start) == told else places[min(places)]


def _is_kin(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _LEAST_CORE and (long.startswith(short) or long.endswith(f" {short}")))


def weighed_names(scope: Scope, told: Found | None) -> list[tuple[Named, Features]]:
    """Every name with its features."""
    hosts = domains.named_in(scope.text)
    text = " ".join(told.text.split()) if told is not None else None
    named = [one for one in every(scope, hosts, told) if one.text == text or not _is_nobody(scope, one)]
    page = _Page(scope, hosts)
    own = [_of_places(page, one) for one in named]
    company = _Company(named, own)
    return [
        (one, _features(page, company, at) | ({OF_TOLD: 1.0} if one.text == text else {}))
        for at, one in enumerate(named)
    ]


def _is_nobody(scope: Scope, name: Named) -> bool:
    """Whether it is a law or a place to fill in, or never stands but for somebody who helps or watches."""
    if (
        NO_HOUSE.fullmatch(name.text)
        or _AN_ID.search(name.text)
        or agreeing.is_unfilled(name.text)
        or agreeing.is_known_other(name.text)
    ):
        return True
    places = sorted(name.places.values(), key=lambda one: one.start)[:_FEW_PLACES]
    return any(clauses.is_joined_house(scope.text, one) for one in places) or all(
        clauses.is_helper(scope.text, one) or agreeing.is_of_others(scope, one, is_at_edge=True) for one in places
    )


@dataclass(frozen=True)
class _Page:
    """A notice, and which section each of its places is in."""

    scope: Scope
    hosts: frozenset[str]

    @cached_property
    def parts(self) -> list[tuple[int, int, Section, str]]:
        """The headings and blocks with their sections, in their order."""
        every_part = [
            (start, end, one, kind)
            for one in self.scope.sections
            for start, end, kind in (
                *([(*one.head, "head")] if one.head is not None else []),
                *((block.start, block.end, block.kind) for block in one.blocks),
            )
        ]
        return sorted(every_part, key=lambda part: part[:2])

    @cached_property
    def starts(self) -> list[int]:
        """Where the parts begin."""
        return [part[0] for part in self.parts]

    @cached_property
    def end(self) -> int:
        """Where what is read ends."""
        return min(len(self.scope.text), MOST_READ)

    def part_of(self, at: int) -> tuple[Section, str] | None:
        """The section of a place and the kind of its block; None where it is in none."""
        number = bisect_right(self.starts, at) - 1
        if number < 0 or self.parts[number][1] < at:
            return None
        return self.parts[number][2:]


def _of_places(page: _Page, name: Named) -> Features:
    """What the places of a name tell of it."""
    said: set[str] = set()
    text, places = page.scope.text, sorted(name.places.values(), key=lambda one: one.start)
    for one in places[:_MOST_PLACES]:
        before = text[max(0, one.start - _BEFORE) : one.start]
        behind = text[one.end : min(page.end, one.end + _BEHIND)]
        said.update(what for what, pattern in BEFORE.items() if pattern.search(before))
        said.update(what for what, pattern in BEHIND.items() if pattern.match(behind))
        said.update(_of_section(page, one))
        if not before[before.rfind("\n") + 1 :].strip(" #*•-\t") and ("\n" in before or one.start < _BEFORE):
            said.add("begins a line")
    first, last = places[0].start, places[-1].start
    said.update(
        what
        for what, is_so in (
            ("in the beginning", first < min(_BEGINNING, page.end * _TENTH)),
            ("at the top", first < min(_TOP, page.end * _QUARTER)),
            ("among the first sentences", first < min(_FIRST, page.end * _HALF)),
            ("in the foot", last > page.end - min(_FOOT, page.end * _QUARTER)),
            ("in the last line", last > page.end - min(_LAST, page.end * _TENTH)),
            ("once", len(places) == 1),
            *((f"of a {kind}", True) for kind in name.kinds),
            ("said plainly", name.kinds.get("said", 0) >= _STRONG),
            ("said", bool(name.kinds)),
            ("like a domain", domains.likeness(agreeing.squeezed(agreeing.core(name.text)), page.hosts) > 1),
        )
        if is_so
    )
    return dict.fromkeys(sorted(said), 1.0) | {"kinds of places": float(len(name.kinds))}


def _of_section(page: _Page, place: Found) -> set[str]:
    part = page.part_of(place.start)
    if part is None:
        return {"outside of sections"}
    section, kind = part
    said = {f"told on {field}" for field in section.fields} | {f"in a part that is a {kind}"}
    if section.has("controller") and section.blocks and place.start - section.blocks[0].start < _AT_ONCE:
        said.add("first of the controller's section")
    if not section.fields & _OTHERS:
        said.add("not among others")
    return said


class _Company:
    """All names beside one another: which are forms of one, and which are rivals."""

    def __init__(self, named: Sequence[Named], own: Sequence[Features]) -> None:
        """For names with the features of their places."""
        self.named, self.own = named, own
        self.cores = [agreeing.core(one.text) for one in named]
        self.has_form = [names.has_form(one.text) for one in named]
        self.is_person = [_is_person(one.text) for one in named]
        self.most = max((len(one.places) for one in named), default=1)
        kin: defaultdict[str, list[int]] = defaultdict(list)
        for at, core in enumerate(self.cores):
            kin[core[:_LEAST_CORE]].append(at)
        self._alike = kin
        self._rivals = frozenset(
            at
            for at, one in enumerate(named)
            if self.has_form[at] and not agreeing.is_known_other(one.text) and "told on recipients" not in own[at]
        )
        self._ends = Counter(
            " ".join(words[at:]) for one in named for words in [one.text.split()] for at in range(1, len(words))
        )

    def family(self, at: int) -> list[int]:
        """The other forms of a name: longer, shorter, or with the form of a company."""
        core = self.cores[at]
        return [
            other
            for other in self._alike[core[:_LEAST_CORE]]
            if other != at and agreeing.is_same(core, self.cores[other])
        ]

    def has_rival(self, family: Sequence[int], at: int) -> bool:
        """Whether a company is named that is none of a name's forms."""
        return bool(self._rivals.difference(family, [at]))

    def ends_another(self, at: int) -> bool:
        """Whether another name ends with it."""
        return self._ends[self.named[at].text] > 0


def _is_person(text: str) -> bool:
    person = next(names.people(text, 0, len(text)), None)
    return person is not None and person.text == text


def _features(page: _Page, company: _Company, at: int) -> Features:
    name, own = company.named[at], company.own[at]
    family = company.family(at)
    kin = {f"kin {what}" for other in family for what in company.own[other]}
    has_form, is_person = company.has_form[at], company.is_person[at]
    is_one_word = " " not in name.text
    places = sorted(name.places.values(), key=lambda one: one.start)[:_FEW_PLACES]
    longer = [company.named[other] for other in family if company.named[other].text.startswith(f"{name.text} ")]
    shorter = [company.named[other] for other in family if name.text.startswith(f"{company.named[other].text} ")]
    said = (
        ("has a form", has_form),
        ("has the form of a firm", has_form and not agreeing.may_be_anybody(name.text)),
        ("has a form and stands once", has_form and len(places) == 1),
        ("a society", _SOCIETY.search(name.text) is not None),
        ("begins like a person", first_names.is_first_name(name.text.split()[0])),
        ("a person in the controller's section", is_person and "told on controller" in own),
        ("a person beside companies", is_person and company.has_rival(family, at)),
        ("one word", is_one_word),
        ("has a number", any(one.isdigit() for one in name.text)),
        ("a host", _HOST.search(name.text) is not None),
        ("holds words of notices", agreeing.holds_words_of_notices(name.text)),
        ("may be no name", not agreeing.may_be(name.text)),
        ("begins like no name", agreeing.is_no_name(name.text.split()[0])),
        ("only written like a name", name.is_only_written_so),
        ("only among others", bool(_TOLD_ON_OTHERS & own.keys()) and "not among others" not in own),
        ("the most often", len(name.places) == company.most),
        ("has longer forms", bool(longer)),
        ("has shorter forms", bool(shorter)),
        ("longer than one said often", any(len(one.places) > 1 for one in shorter)),
        ("ends another name", company.ends_another(at)),
        ("other companies", not has_form and company.has_rival(family, at)),
    )
    often = math.log(1 + len(name.places))
    return {
        **own,
        **dict.fromkeys(sorted(kin & POINTS.keys()), 1.0),
        **{what: 1.0 for what, is_so in said if is_so},
        "words": min(name.text.count(" ") + 1, _WORDS) / _WORDS,
        "often": often,
        "often and like a domain": often * own.get("like a domain", 0.0),
        "often by kin": math.log(1 + sum(len(company.named[other].places) for other in family)),
    }


_TOLD_ON_OTHERS = frozenset(f"told on {one}" for one in _OTHERS)
