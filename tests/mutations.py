"""A mutation run: `python -m tests.mutations` (or `make mutations`).

It changes each cell of the rights table, each required element of a letter and each marked element of a
template in turn, in this process alone, and calls the tests that should notice. It prints each mutant with
the test that killed it, and ends with 1 where one survived.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader

from portal import words
from portal.domain.rights_table import TABLE, Advice, Course, Duty, Key, Notice, Rule
from portal.domain.rulings import Reason
from portal.domain.wishes import RestrictionGround
from portal.papers import letters, rights_letters
from portal.papers.letters import LetterKind
from tests.domain import test_rights_table as of_rows
from tests.papers import samples
from tests.papers import test_letter_elements as of_letters

Test = tuple[str, Callable[[], None]]
_ROW_TESTS = (
    of_rows.test_it_says_what_becomes_of_the_right_and_where_that_stands,
    of_rows.test_it_is_limited_by_the_exceptions_of_its_row_alone,
    of_rows.test_it_has_follow_what_must_happen_without_asking,
    of_rows.test_it_tells_recipients_by_article_19_where_its_row_does,
    of_rows.test_it_tells_the_person_what_its_row_does,
    of_rows.test_it_restricts_on_the_grounds_of_its_row,
)
_LETTER_TESTS = (
    of_letters.test_it_requires_just_the_elements_that_its_template_marks,
    of_letters.test_it_holds_every_element_that_is_required_of_it,
)
_CODES: dict[str, type[Any]] = {
    "course": Course,
    "reason": Reason,
    "limits": Reason,
    "then": Duty,
    "notice": Notice,
    "advice": Advice,
    "grounds": RestrictionGround,
}
_OPTIONAL = {"reason", "advice"}
_CONDITIONAL = {
    "letters.PARTIAL_REFUSAL": letters.PARTIAL_REFUSAL,
    "letters.NOTICE_PROMISE": letters.NOTICE_PROMISE,
    **{
        f"rights_letters.{name}": table
        for name, table in vars(rights_letters).items()
        if name.isupper() and not name.startswith("_") and name != "CONDITIONAL" and isinstance(table, dict)
        and all(isinstance(code, str) for code in table)
    },
}  # fmt: skip


@dataclass(frozen=True)
class Result:
    """A mutant, and the test that noticed it; empty where none did."""

    mutant: str
    killed_by: str


def run() -> Iterator[Result]:
    """Every mutant with what killed it; everything is put back as it was."""
    yield from _of_the_table()
    yield from _of_the_lists()
    yield from _of_the_templates()


def _of_the_table() -> Iterator[Result]:
    rows = {of_rows.key_of(row): row for row in of_rows.matrix()}
    table: Any = TABLE
    for key, rule in dict(TABLE).items():
        name = of_rows.named(rows[key])
        tests = [(f"{_name(test)}[{name}]", _bound(test, rows[key])) for test in _ROW_TESTS]
        for cell, mutated in _mutated(rule):
            table[key] = mutated
            try:
                yield Result(f"{_place(key)}: {cell}", _killer(tests))
            finally:
                table[key] = rule


def _mutated(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The row with one cell changed: another code, none, one less of several, one more."""
    for field in fields(rule):
        value = getattr(rule, field.name)
        if field.name == "article":
            yield f"article {value} -> 99", replace(rule, article="99")
        elif isinstance(value, tuple):
            for one in value:
                less = tuple(other for other in value if other is not one)
                yield f"{field.name} without {one.value}", replace(rule, **{field.name: less})
            more = next((one for one in _CODES[field.name] if one not in value), None)
            if more is not None:
                yield f"{field.name} with {more.value}", replace(rule, **{field.name: (*value, more)})
        else:
            others = [one for one in _CODES[field.name] if one is not value][:11]
            for other in [*others, *([None] if field.name in _OPTIONAL and value is not None else [])]:
                yield f"{field.name} {value} -> {other}", replace(rule, **{field.name: other})


def _of_the_lists() -> Iterator[Result]:
    lists: dict[str, tuple[dict[str, str], Sequence[LetterKind]]] = {
        f"REQUIRED[{kind.value}]": (letters.REQUIRED[kind], [kind]) for kind in LetterKind
    }
    lists |= {name: (table, list(LetterKind)) for name, table in _CONDITIONAL.items()}
    marked = _marked()
    for name, (table, known) in lists.items():
        whole = dict(table)
        for code in whole:
            kinds = [kind for kind in known if code in marked[kind]]
            table.pop(code)
            try:
                yield Result(f"{name} without {code}", _killer(_letter_tests(kinds)))
            finally:
                table.clear()
                table.update(whole)


def _of_the_templates() -> Iterator[Result]:
    marked = _marked()
    for path in sorted((words.templates_folder() / "letters").glob("*.html")):
        source = path.read_text(encoding="utf-8")
        for found in re.finditer(r'<(\w+)[^<>]*data-element="([^"]+)"', source):
            mutated = source[: found.start()] + source[_end(source, found.group(1), found.start()) :]
            with _instead(path, mutated):
                own = [kind for kind in LetterKind if kind.value == path.stem]
                kinds = own or [kind for kind in LetterKind if found.group(2) in marked[kind]]
                yield Result(f"{path.name} without {found.group(2)}", _killer(_letter_tests(kinds)))


def _marked() -> dict[LetterKind, set[str]]:
    """The elements that each letter marks, as it stands."""
    return {one.kind: set(of_letters.MARKED.findall(one.html)) for one in samples.all_letters("en")}


def _end(source: str, tag: str, start: int) -> int:
    """Where the element that starts there ends."""
    depth = 0
    for found in re.finditer(rf"<(/?){tag}\b", source[start:]):
        depth += -1 if found.group(1) else 1
        if depth == 0:
            return start + source.index(">", start + found.start()) - start + 1
    raise ValueError(f"<{tag}> does not end")


@contextmanager
def _instead(path: Path, source: str) -> Iterator[None]:
    """The templates with one of them changed, in the environment alone."""
    environment: Any = words.environment()
    loader = environment.loader
    environment.loader = ChoiceLoader([DictLoader({f"letters/{path.name}": source}), loader])
    environment.cache.clear()
    try:
        yield
    finally:
        environment.loader = loader
        environment.cache.clear()


def _letter_tests(kinds: Sequence[LetterKind]) -> list[Test]:
    return [(f"{_name(test)}[{kind.value}]", _bound(test, kind)) for kind in kinds for test in _LETTER_TESTS]


def _bound(test: Callable[[Any], None], value: object) -> Callable[[], None]:
    return lambda: test(value)


def _killer(tests: Sequence[Test]) -> str:
    """The first test that fails; empty where all pass."""
    for name, test in tests:
        try:
            test()
        except Exception:  # noqa: BLE001  # a mutant is killed by whatever a test raises
            return name
    return ""


def _name(test: Callable[..., None]) -> str:
    return f"{test.__module__.removeprefix('tests.').replace('.', '/')}.py::{test.__name__}"


def _place(key: Key) -> str:
    basis, right = key
    return f"{right.value} on {basis.value}"


def main() -> int:
    """Print the table of mutants; 1 where one survived."""
    results = list(run())
    width = max(len(one.mutant) for one in results)
    for one in results:
        sys.stdout.write(f"{one.mutant:{width}}  {one.killed_by or 'SURVIVED'}\n")
    survived = sum(not one.killed_by for one in results)
    sys.stdout.write(f"\n{len(results)} mutants, {survived} survived.\n")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
