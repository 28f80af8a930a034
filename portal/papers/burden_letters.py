"""What the letters on an unfounded or excessive request say beside their values (Art 12(5), 15(3))."""

from collections.abc import Iterable, Iterator
from datetime import date

from portal import words
from portal.domain.fees import ARTICLES, Burden, Calculation
from portal.domain.lifecycle import Right
from portal.papers.letter_values import Fee, Refusal
from portal.papers.rights_letters import Body, authority_of, right_articles, right_names
from portal.rights_words import say_article
from portal.words import gettext as _
from portal.words import ngettext, say, say_date, say_money


def fee(values: Fee) -> Body:
    """The letter that announces a fee."""
    total = say_money(values.calculation.total, values.currency)
    context = _common(values, fee=True) | {
        "total": total,
        "lines": tuple(_lines(values.calculation, values.currency)),
        "further_copy": values.burden is Burden.FURTHER_COPY,
    }
    return Body(_("We ask a fee for your request"), context)


def refusal(values: Refusal) -> Body:
    """The letter that refuses the whole request."""
    return Body(_("We do not carry out your request"), _common(values, fee=False))


def burden_names() -> dict[Burden, str]:
    """Why, in words; the article follows in brackets."""
    return {
        Burden.UNFOUNDED: _("Your request is manifestly unfounded"),
        Burden.EXCESSIVE: _("Your request is excessive"),
        Burden.FURTHER_COPY: _("You ask for a further copy of what you have had before"),
    }


def _common(values: Fee | Refusal, *, fee: bool) -> dict[str, object]:
    names, articles = right_names(), right_articles()
    article = say_article(ARTICLES[values.burden, fee])
    return {
        "authority": authority_of(values.head),
        "asked": [names[right] for right in values.asked],
        "articles": _each(articles[right] for right in values.asked if right is not Right.MARKETING),
        "why": say("%(told)s (%(article)s GDPR)", told=burden_names()[values.burden], article=article),
        "article": article,
        "earlier": tuple(_days(values.earlier)),
    }


def _each(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _days(days: Iterable[date]) -> Iterator[str]:
    for day in sorted(days):
        yield say_date(day, "long")


def _lines(made: Calculation, currency: str) -> Iterator[tuple[str, str]]:
    """Each part that costs something, with how it is counted."""
    if made.work:
        hours, minutes = divmod(made.minutes, 60)
        time = say("%(hours)s h %(minutes)s min", hours=hours, minutes=minutes) if hours else ""
        time = time or say("%(minutes)s min", minutes=minutes)
        rate = say_money(made.hourly, currency)
        yield say("Work: %(time)s, at %(rate)s an hour", time=time, rate=rate), say_money(made.work, currency)
    if made.copying:
        each = say_money(made.per_copy, currency)
        many = ngettext("%(num)s copy, at %(each)s", "%(num)s copies, at %(each)s each", made.copies)
        yield many % {"num": words.say_number(made.copies), "each": each}, say_money(made.copying, currency)
    if made.postage:
        yield say("Postage"), say_money(made.postage, currency)
