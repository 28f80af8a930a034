"""Codes and msgids become Finnish, Swedish and English, in and outside of a web request.

The English text is the msgid. Finnish and Swedish stand in `translations/LANGUAGE/*.po`,
one file per part of the product, and are read as they are when the process starts: there
is no compiled copy that could be stale or missing from a wheel.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup, escape

LANGUAGES = ("fi", "sv", "en")
LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
_LOCALES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
_ICON = Markup(
    '<svg class="icon" aria-hidden="true" focusable="false"><use href="/static/icons.svg#{name}"></use></svg>'
)
_HERE = Path(__file__).resolve().parent

_language: ContextVar[str] = ContextVar("language", default="en")
_zone: ContextVar[str] = ContextVar("zone", default="UTC")


def _folder(name: str) -> Path:
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parent / name


def templates_folder() -> Path:
    """Where the templates lie: inside the installed package, else beside it in a checkout."""
    return _folder("templates")


def static_folder() -> Path:
    """Where the static files lie: inside the installed package, else beside it in a checkout."""
    return _folder("static")


@contextmanager
def using(language: str, zone: str = "UTC") -> Iterator[None]:
    """Speak `language` (fi, sv, en) and tell times in the time zone `zone`."""
    spoken, told = _language.set(language), _zone.set(zone)
    try:
        yield
    finally:
        _language.reset(spoken)
        _zone.reset(told)


def language() -> str:
    """The language in use now."""
    return _language.get()


def territory(code: str) -> str:
    """The name of a country by its code, in the language in use; the code where it is not known."""
    return str(Locale.parse(_LOCALES[language()]).territories.get(code, code))


@cache
def _catalogue(code: str) -> _gettext.NullTranslations:
    if code == "en":
        return _gettext.NullTranslations()
    merged = Catalog(locale=code)
    for path in sorted((_HERE / "translations" / code).glob("*.po")):
        with path.open("rb") as handle:
            for message in read_po(handle, locale=code):
                if message.id:
                    merged.add(message.id, message.string, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


def gettext(message: str) -> str:
    """`message` in the language in use; its msgid where a translation is missing."""
    return _catalogue(_language.get()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form for `count` in the language in use."""
    return _catalogue(_language.get()).ngettext(one, many, count)


def marked(message: str) -> str:
    """`message` as it is: a msgid of a table that is said where it is used. Import it as `_`."""
    return message


class LazyText:
    """A msgid that is said when it is shown: for texts that are written before a language is known."""

    def __init__(self, message: str) -> None:
        self._message = message

    def __str__(self) -> str:
        """The text in the language in use."""
        return gettext(self._message)

    def __html__(self) -> str:
        """The same, safe in HTML."""
        return str(escape(gettext(self._message)))


def lazy_gettext(message: str) -> str:
    """`message`, said each time it is shown."""
    return cast(str, LazyText(message))


def say(message: str, **values: object) -> str:
    """`message` in the language in use, its `%(name)s` places filled."""
    return gettext(message) % values if values else gettext(message)


def say_date(day: date, style: str = "full") -> str:
    """A day as people say it: `perjantai 18. joulukuuta 2026`."""
    return _day(day, style, _LOCALES[_language.get()])


def say_day(moment: datetime, style: str = "full") -> str:
    """The day of a moment in the time zone in use, as `say_date` says it."""
    return say_date(moment.astimezone(ZoneInfo(_zone.get())).date(), style)


@lru_cache(maxsize=4096)
def _day(day: date, style: str, locale: str) -> str:
    return format_date(day, format=style, locale=locale)


def say_time(moment: datetime, style: str = "medium") -> str:
    """A moment in the time zone in use, to the minute: `23 Nov 2026, 18.04`; or by a pattern such as `HH:mm`."""
    local = moment.astimezone(ZoneInfo(_zone.get()))
    locale = _LOCALES[_language.get()]
    if style not in {"short", "medium", "long", "full"}:
        return format_datetime(local, format=style, locale=locale)
    day = _day(local.date(), style, locale)
    return f"{day}, {format_time(local, format='short', locale=locale, tzinfo=local.tzinfo)}"


def say_days(day: date, today: date) -> str:
    """How far a day is: `in 9 days`, `today`, `3 days ago`."""
    days = (day - today).days
    if days == 0:
        return gettext("today")
    if days > 0:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
    return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": -days}


def say_number(number: int) -> str:
    """A whole number as people write it: `1,000` or `1 000`."""
    return _number(number, _language.get())


@lru_cache(maxsize=4096)
def _number(number: int, language: str) -> str:
    return format_decimal(number, locale=_LOCALES[language])


def say_money(hundredths: int, currency: str) -> str:
    """An amount as people write it: `€35.50` or `35,50 €`."""
    return format_currency(Decimal(hundredths) / 100, currency, locale=_LOCALES[_language.get()])


def say_size(size: int) -> str:
    """Bytes as people say them."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} kB"
    return f"{size / 1024 / 1024:.1f} MB"


@pass_context
def said(context: Context, message: str, /, **values: Any) -> str:
    """`_` of the templates: a message without places to fill is taken as it was said before."""
    if values or not context.eval_ctx.autoescape:
        return cast(str, context.call(context.resolve("gettext"), message, **values))
    return _markup(_language.get(), message)


@lru_cache(maxsize=4096)
def _markup(code: str, message: str) -> Markup:
    return Markup(_catalogue(code).gettext(message)) % {}  # noqa: S704  # our own words, as the extension marks them


@lru_cache(maxsize=256)
def icon_of(name: str) -> Markup:
    """A sign of `static/icons.svg`; decorative, so that it is said to nobody."""
    return _ICON.format(name=name)


def equip(environment: Environment) -> Environment:
    """Give a Jinja environment, Flask's or our own, the catalogue, the filters and the signs."""
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    environment.globals["_"] = said
    environment.filters.update(
        said_date=say_date, said_time=say_time, said_day=say_day, said_days=say_days, said_size=say_size
    )
    environment.filters.update(said_money=say_money)
    environment.globals.update(language=language, LANGUAGE_NAMES=LANGUAGE_NAMES, icon_of=icon_of)
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    return environment


@cache
def environment() -> Environment:
    """The environment of mails, letters and packages: no Flask context needed."""
    made = Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=select_autoescape(["html", "xml"]),
        undefined=StrictUndefined,
    )
    return equip(made)


def render(template: str, in_language: str, zone: str = "UTC", **context: object) -> str:
    """A template in `in_language`, outside of any web request."""
    with using(in_language, zone):
        return environment().get_template(template).render(**context)


def utc(moment: datetime) -> datetime:
    """A stored moment, which is UTC, as an aware one."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
