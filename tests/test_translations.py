"""What people read, in three languages: every text is translated, in one way only, and nothing is left over."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from portal import words

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS = frozenset({"_", "_l", "gettext", "lazy_gettext", "marked", "ngettext", "say"})
PLACE = re.compile(r"%\((\w+)\)[sd]")
PLURALS = ("one", "many")

Said = dict[str, list[tuple[str, tuple[str, ...]]]]


@cache
def _texts() -> dict[str, str]:
    """Every English text, both forms where it has two, and one place where it stands."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "portal").rglob("*.py")):
        for line, text in _of_module(path):
            found.setdefault(text, f"{path.relative_to(ROOT)}:{line}")
    options = {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true", "silent": "false"}
    for path in sorted(path for kind in ("*.html", "*.txt") for path in (ROOT / "templates").rglob(kind)):
        with path.open("rb") as template:
            for line, _name, message, _comments in babel_extract(template, ("_", "gettext", "ngettext"), [], options):
                if text := _joined(_parts(message)):
                    found.setdefault(text, f"{path.relative_to(ROOT)}:{line}")
    return found


def _of_module(path: Path) -> Iterator[tuple[int, str]]:
    """Babel's own reader of Python passes over f-strings and over calls inside of calls."""
    for call in _calls(path):
        forms = call.args[: 2 if _name(call) == "ngettext" else 1]
        if forms and all(isinstance(form, ast.Constant) and isinstance(form.value, str) for form in forms):
            yield call.lineno, _joined(ast.literal_eval(form) for form in forms)


@cache
def _calls(path: Path) -> list[ast.Call]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [node for node in nodes if isinstance(node, ast.Call) and _name(node) in KEYWORDS]


def _name(call: ast.Call) -> str:
    """The called name where it is one of ours: bare, or of `portal.words`."""
    if isinstance(call.func, ast.Name):
        return call.func.id
    if isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "words":
        return call.func.attr
    return ""


@cache
def _said(language: str) -> Said:
    """For every English text the catalogues that translate it, each with its forms."""
    found: Said = {}
    for path in sorted((ROOT / "portal" / "translations" / language).glob("*.po")):
        with path.open("rb") as catalogue:
            for message in read_po(catalogue, locale=language, abort_invalid=True):
                if message.id:
                    found.setdefault(_joined(_parts(message.id)), []).append((path.name, _parts(message.string)))
    return found


def _parts(text: str | Iterable[str | None] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(part for part in text or () if part is not None)


def _joined(forms: Iterable[str]) -> str:
    return " | ".join(forms)


def test_it_finds_texts_in_modules_and_in_templates() -> None:
    places = list(_texts().values())
    assert any(place.startswith("portal/") for place in places)
    assert any(place.startswith("templates/") for place in places)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_translates_every_text(language: str) -> None:
    missing = [f"{place}: {text}" for text, place in _texts().items() if text not in _said(language)]
    assert not missing, "Translate in portal/translations:\n" + "\n".join(missing)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_fills_every_translation_and_keeps_its_places(language: str) -> None:
    wrong = [
        f"{name}: {text}: {form!r}"
        for text, translated in _said(language).items()
        for name, forms in translated
        for form in forms
        if not form.strip() or set(PLACE.findall(form)) != set(PLACE.findall(text))
    ]
    assert not wrong, "Say it with the same %(places)s:\n" + "\n".join(wrong)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_says_both_forms_where_a_text_counts(language: str) -> None:
    wrong = [
        f"{name}: {text}"
        for text, translated in _said(language).items()
        for name, forms in translated
        if len(forms) != (len(PLURALS) if " | " in text else 1)
    ]
    assert not wrong, "Give msgstr[0] and msgstr[1]:\n" + "\n".join(wrong)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_says_one_text_in_one_way(language: str) -> None:
    twice = [
        f"{text}: {translated}"
        for text, translated in _said(language).items()
        if len({said for _, said in translated}) > 1
    ]
    assert not twice, "The catalogues are merged, so make the English more exact:\n" + "\n".join(twice)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_keeps_no_translation_of_what_nobody_says(language: str) -> None:
    unused = [
        f"{name}: {text}"
        for text, translated in _said(language).items()
        if text not in _texts()
        for name, _ in translated
    ]
    assert not unused, "Remove, or wrap the English in _():\n" + "\n".join(unused)


def test_it_translates_whole_sentences_only() -> None:
    """A text that is put together before it is translated is found in no catalogue."""
    glued = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "portal").rglob("*.py"))
        for call in _calls(path)
        if call.args and isinstance(call.args[0], (ast.JoinedStr, ast.BinOp))
    ]
    assert not glued, "Use %(name)s places in place of f-strings and +:\n" + "\n".join(glued)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_has_one_catalogue_for_each_part_in_both_languages(language: str) -> None:
    folder = ROOT / "portal" / "translations"
    names = {path.name for path in (folder / language).glob("*.po")}
    assert names == {path.name for path in (folder / "fi").glob("*.po")}


@pytest.mark.parametrize(("language", "said"), [("fi", "Jatka"), ("sv", "Fortsätt"), ("en", "Continue")])
def test_it_speaks_the_language_in_use(language: str, said: str) -> None:
    with words.using(language):
        assert words.gettext("Continue") == said
        assert str(words.lazy_gettext("Continue")) == said
