"""The rights table of one register, written out: each right for each category under each purpose, with its article.

It is Markdown for people who read law, and the values behind it for machines.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from portal import rights_words, words
from portal.code_words import say_term
from portal.domain.lifecycle import Right
from portal.domain.outcomes import Outcome, general, outcomes
from portal.domain.register import Register
from portal.domain.rights import propose
from portal.domain.rights_table import Rule
from portal.domain.rulings import Held, Ruling
from portal.domain.wishes import RestrictionGround, Wishes
from portal.papers.answer import Namer
from portal.papers.register_texts import legal_basis
from portal.papers.rights_letters import right_articles
from portal.words import gettext as _
from portal.words import say, say_date

ASKED = Wishes(restrict=RestrictionGround.ACCURACY)
"""Everything is asked for, and a ground of restriction is named."""
_BY_CATEGORY = (Right.ERASURE, Right.PORTABILITY)


def rights_paper(register: Register, language: str, held: Sequence[Held], today: date) -> str:
    """The whole table as Markdown in `language` (fi, sv, en); `held` are the records that it is told of."""
    with words.using(language, register.controller.time_zone):
        return "\n".join(_lines(register, held, today)).strip() + "\n"


def rights_values(register: Register, language: str, held: Sequence[Held], today: date) -> list[dict[str, Any]]:
    """Each line of the table as codes, dates and its sentence in `language`."""
    with words.using(language, register.controller.time_zone):
        return [
            {**one.to_json(), "sentence": _told(one)}
            for right in Right
            for one in outcomes(register, right, held, today, ASKED)
        ]


def sentences(register: Register, language: str, held: Sequence[Held], today: date) -> list[str]:
    """Every sentence of the table but for its dates, in the order of its lines."""
    with words.using(language, register.controller.time_zone):
        found = [one for right in Right for one in outcomes(register, right, held, today, ASKED)]
        rows = [rule for _claim, rule in general(register)]
        told = [rights_words.say_outcome(one) for one in found]
        told += [rights_words.say_general(claim, rule) for claim, rule in general(register)]
        return [*told, *(line for rule in [*(one.row for one in found if one.row), *rows] for line in _follows(rule))]


def _lines(register: Register, held: Sequence[Held], today: date) -> Iterator[str]:
    yield f"# {say('Rights in the register: %(register)s', register=_name(register))}"
    yield ""
    yield say(
        "%(controller)s. As of %(day)s, for these records:",
        controller=register.controller.legal_name, day=say_date(today, "long"),
    )  # fmt: skip
    yield ""
    yield from _table([_("Data category"), _("Day")], [[_category(register, one.category), _day(one)] for one in held])
    for right in Right:
        found = outcomes(register, right, held, today, ASKED)
        if found:
            yield from _of_right(register, right, found, propose(register, [right], ASKED, held, (), today))
    yield from _general(register)


def _of_right(register: Register, right: Right, found: Sequence[Outcome], rulings: Sequence[Ruling]) -> Iterator[str]:
    yield from (f"## {say_term(right)} ({right_articles()[right]})", "")
    heads = [_("Data category"), _("Purpose"), _("Legal basis"), _("Outcome"), _("Why, and until when")]
    rows = []
    for category in register.categories:
        rows += [_row(register, one) for one in found if one.category == category.key]
        whole = [one for one in rulings if right in _BY_CATEGORY and one.subject == category.key]
        rows += [_whole(register, one) for one in whole]
    yield from _table(heads, rows)
    by_rule: dict[Rule, list[str]] = {}
    for one in found:
        if one.row:
            by_rule.setdefault(one.row, []).append(_purpose(register, one.purpose))
    for rule, purposes in by_rule.items():
        told = [*_follows(rule), *_limits(rule, right)]
        if told:
            yield f"- {', '.join(dict.fromkeys(purposes))}: {'. '.join(told)}."
    yield ""


def _row(register: Register, one: Outcome) -> list[str]:
    purpose = _purpose(register, one.purpose)
    basis = legal_basis(register, words.language(), one.purpose) or "–"
    answer = rights_words.say_answer(one.answer) + (f" ({_('our assumption')})" if one.assumed else "")
    return [_category(register, one.category), purpose, basis, answer, f"{_told(one)}."]


def _whole(register: Register, one: Ruling) -> list[str]:
    """What comes of the category, all its purposes together."""
    told = [rights_words.say_reason(one.reason, one.right)] if one.reason else []
    if one.kept_until:
        told.append(say("Kept until %(day)s", day=say_date(one.kept_until, "long")))
    if one.ended:
        names = ", ".join(_purpose(register, key) for key in one.ended)
        told.append(say("The use ends for: %(purposes)s", purposes=names))
    name = f"**{_category(register, one.subject)}**"
    return [name, f"**{_('All together')}**", "", f"**{rights_words.say_answer(one.answer)}**", _sentence(told)]


def _general(register: Register) -> Iterator[str]:
    yield from (f"## {_('Whatever is asked')}", "")
    for claim, rule in general(register):
        told = [rights_words.say_general(claim, rule), *_follows(rule), *_limits(rule, None)]
        yield f"- {_sentence(told)}"


def _told(one: Outcome) -> str:
    until = say("Kept until %(day)s", day=say_date(one.until, "long")) if one.until else ""
    return ". ".join(filter(None, [rights_words.say_outcome(one), until]))


def _follows(rule: Rule) -> list[str]:
    return [*rights_words.say_follows(rule), *filter(None, [rights_words.say_advice(rule)])]


def _limits(rule: Rule, right: Right | None) -> list[str]:
    articles = rights_words.say_limits(rule, right)
    return [say("It may be limited by: %(articles)s", articles="; ".join(articles))] if articles else []


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _line(heads)
    yield _line(["---"] * len(heads))
    yield from (_line(row) for row in rows)
    yield ""


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _sentence(told: Sequence[str]) -> str:
    return f"{'. '.join(told)}." if told else ""


def _day(one: Held) -> str:
    return say_date(one.dated, "long") if one.dated else "–"


def _name(register: Register) -> str:
    return register.name.in_language(words.language())


def _category(register: Register, key: str) -> str:
    return Namer(words.language()).category(register, key)


def _purpose(register: Register, key: str) -> str:
    return register.purpose(key).name.in_language(words.language())
