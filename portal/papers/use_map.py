"""What a register uses where: a picture of its data by purpose, system and recipient, and the table that says the same.

The picture is SVG in the manner of `plots`: no style of its own, marks told apart by shape and not by colour alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from textwrap import wrap
from typing import Final

from markupsafe import Markup, escape

from portal import words
from portal.domain.register import Register
from portal.papers.plots import EDGE, FONT, INK, SOFT
from portal.papers.register_texts import NoticeText, notice, system_names
from portal.words import gettext, say

NAME: Final = "use-map"
LINE, LETTER = 15, 6.6
"""The height of a line of words, and how wide a letter is, at most, on the middle of many."""
ROW, GAP, SIDE = 34, 26, 8
MOST_LETTERS, MOST_LINES = 26, 3


class Said(StrEnum):
    """How it is known that data is used somewhere."""

    STATED = "stated"
    ASSUMED = "assumed"
    UNSAID = "unsaid"
    """The notice names a recipient and does not say which data it receives."""


@dataclass(frozen=True, slots=True)
class Place:
    """A purpose, a system or a recipient, and the data there by its key."""

    name: str
    data: dict[str, Said]


@dataclass(frozen=True, slots=True)
class Group:
    """The places of one kind."""

    title: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class SystemLine:
    """A system with who runs it and what lies there."""

    key: str
    name: str
    is_processor: bool
    recipients: tuple[str, ...]
    data: tuple[str, ...]
    assumed: bool


@dataclass(frozen=True, slots=True)
class DataLine:
    """A category with its places of each kind: name, and how it is known."""

    name: str
    places: tuple[tuple[tuple[str, Said], ...], ...]


@dataclass(frozen=True, slots=True)
class UseMap:
    """The rows of the picture (keys and names), its groups of columns, and the lines of both tables."""

    data: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    lines: tuple[DataLine, ...]
    systems: tuple[SystemLine, ...]
    said: str


def use_map(register: Register, language: str) -> UseMap:
    """What is used where, in `language`."""
    with words.using(language, register.controller.time_zone):
        told = notice(register, language)
        data = tuple((one.key, one.name) for one in told.categories)
        groups = (_purposes(register, told), _systems(register, language), _recipients(register, told))
        return UseMap(data, groups, tuple(_line(key, name, groups) for key, name in data),
                      _system_lines(register, told, language), _in_words(data, groups))  # fmt: skip


def _purposes(register: Register, told: NoticeText) -> Group:
    used: dict[str, dict[str, Said]] = {one.key: {} for one in register.purposes}
    for category in register.categories:
        for use in category.uses:
            used[use.purpose][category.key] = _known(assumed=use.assumed)
    places = (Place(said.name, used[one.key]) for one, said in zip(register.purposes, told.purposes, strict=True))
    return Group(gettext("For what"), tuple(places))


def _systems(register: Register, language: str) -> Group:
    named = system_names(register, language)
    return Group(
        gettext("Where it is"),
        tuple(
            Place(named[one.key], dict.fromkeys(one.categories, _known(assumed=one.assumed)))
            for one in register.systems
        ),
    )


def _recipients(register: Register, told: NoticeText) -> Group:
    places = []
    for one, said in zip(register.recipients, told.recipients, strict=True):
        known = dict.fromkeys(one.categories, _known(assumed=one.categories_assumed))
        places.append(Place(said.name, known or {each.key: Said.UNSAID for each in register.categories}))
    return Group(gettext("Who receives it"), tuple(places))


def _known(*, assumed: bool) -> Said:
    return Said.ASSUMED if assumed else Said.STATED


def _line(key: str, name: str, groups: Sequence[Group]) -> DataLine:
    each = (tuple((place.name, place.data[key]) for place in one.places if key in place.data) for one in groups)
    return DataLine(name, tuple(each))


def _system_lines(register: Register, told: NoticeText, language: str) -> tuple[SystemLine, ...]:
    named = {one.key: said.name for one, said in zip(register.recipients, told.recipients, strict=True)}
    data = {one.key: one.name for one in told.categories}
    systems = system_names(register, language)
    return tuple(
        SystemLine(
            one.key, systems[one.key], one.owner == "processor",
            tuple(named[key] for key in (one.recipient, *one.other_recipients) if key),
            tuple(data[key] for key in one.categories), one.assumed,
        )
        for one in register.systems
    )  # fmt: skip


def _in_words(data: Sequence[object], groups: Sequence[Group]) -> str:
    purposes, systems, recipients = (len(one.places) for one in groups)
    return say(
        "Data categories: %(data)s. Purposes: %(purposes)s. Systems: %(systems)s. Recipients: %(recipients)s. "
        "The table below says each of them in words.",
        data=len(data), purposes=purposes, systems=systems, recipients=recipients,
    )  # fmt: skip


# ---- the picture -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Column:
    place: Place
    lines: tuple[str, ...]
    middle: float
    width: float


def draw(made: UseMap) -> Markup:
    """The picture: a row for each category, a column for each purpose, system and recipient, a mark where they meet."""
    longest = max((len(line) for _key, name in made.data for line in _broken(name)), default=0)
    groups, width = _laid_out(made, longest * LETTER + GAP)
    top = max((len(line) for _title, columns in groups for one in columns for line in one.lines), default=0)
    head = LINE + 14 + top * LETTER + 10
    height = head + sum(_tall(name) for _key, name in made.data) + 2 * LINE + 20
    return Markup(  # noqa: S704  # texts are escaped where they are written
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" aria-labelledby="{NAME}-t {NAME}-d" font-family="{FONT}" font-size="12">'
        f'<title id="{NAME}-t">{escape(gettext("What is used where"))}</title>'
        f'<desc id="{NAME}-d">{escape(made.said)}</desc>{"".join(_marks(made, groups, width, head))}</svg>'
    )


def _laid_out(made: UseMap, left: float) -> tuple[list[tuple[str, list[_Column]]], float]:
    """The columns of each group, with where they stand, and how wide all of it is."""
    groups, at = [], left
    for one in (group for group in made.groups if group.places):
        columns: list[_Column] = []
        for place in one.places:
            lines = _broken(place.name)
            wide = len(lines) * LINE + 2 * SIDE
            columns.append(_Column(place, lines, at + wide / 2, wide))
            at += wide
        at = max(at, columns[0].middle - columns[0].width / 2 + len(one.title) * LETTER * 1.1) + GAP
        groups.append((one.title, columns))
    return groups, max(at - GAP, left) + SIDE


def _broken(name: str) -> tuple[str, ...]:
    """A name on a few lines; what has no room ends in dots, and stands whole in the table."""
    return tuple(wrap(name, MOST_LETTERS, max_lines=MOST_LINES, placeholder=" …")) or ("",)


def _marks(made: UseMap, groups: Iterable[tuple[str, list[_Column]]], width: float, head: float) -> Iterator[str]:
    for title, columns in groups:
        begin = columns[0].middle - columns[0].width / 2
        yield _text(title, begin, LINE, weight="bold")
        end = columns[-1].middle + columns[-1].width / 2
        yield f'<path class="line" d="M{begin:g} {LINE + 6}H{end:g}" stroke="{EDGE}" fill="none"/>'
        for one in columns:
            first = one.middle - (len(one.lines) - 1) * LINE / 2 + 4
            for number, line in enumerate(one.lines):
                yield _text(line, first + number * LINE, head - 10, turned=True)
    top = head
    for key, name in made.data:
        lines, tall = _broken(name), _tall(name)
        y = top + tall / 2
        yield f'<path class="line" d="M0 {top:g}H{width:g}" stroke="{EDGE}" stroke-width=".5" fill="none"/>'
        for number, line in enumerate(lines):
            yield _text(line, 0, y + 4 + (number - (len(lines) - 1) / 2) * LINE)
        for _title, columns in groups:
            yield from (_mark(one.place.data[key], one.middle, y) for one in columns if key in one.place.data)
        top += tall
    yield from _legend(top + LINE + 8)


def _tall(name: str) -> float:
    """The height of a row, by the lines of its name."""
    return max(ROW, len(_broken(name)) * LINE + 8)


def _legend(y: float) -> Iterator[str]:
    x = 8.0
    for one, said in (
        (Said.STATED, gettext("the notice says so")),
        (Said.ASSUMED, gettext("the portal assumes it")),
        (Said.UNSAID, gettext("the notice does not say")),
    ):
        yield _mark(one, x, y) + _text(said, x + 14, y + 4, tone="soft")
        x += 14 + len(said) * LETTER + GAP


def _mark(said: Said, x: float, y: float) -> str:
    if said is Said.STATED:
        return f'<circle class="solid" cx="{x:g}" cy="{y:g}" r="6" fill="{SOFT}"/>'
    if said is Said.ASSUMED:
        return f'<circle class="empty" cx="{x:g}" cy="{y:g}" r="5.5" fill="none" stroke="{EDGE}" stroke-width="1.5"/>'
    return _text("?", x, y + 4, tone="soft", anchor="middle")


def _text(
    said: str, x: float, y: float, *, tone: str = "", anchor: str = "start", turned: bool = False, weight: str = ""
) -> str:
    named = f' class="{tone}"' if tone else ""
    turn = f' transform="rotate(-90 {x:g} {y:g})"' if turned else ""
    bold = f' font-weight="{weight}"' if weight else ""
    fill = SOFT if tone else INK
    return f'<text{named} x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{fill}"{bold}{turn}>{escape(said)}</text>'
