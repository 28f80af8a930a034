"""The forms of setting a company up: what is asked depends on what is known, so that each is made anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from portal.domain.register import Controller
from portal.reading import composing, terms
from portal.reading.composing import OWN, Answers, Basis, Item, Parts, Place, Said, Setup, Unsaid
from portal.staff import setup_words as told
from portal.web.forms import Form, UpTo
from portal.words import LANGUAGE_NAMES, gettext, language
from portal.words import lazy_gettext as _l

LONGEST_LINE, LONGEST_LIST = 300, 20_000
NEW_SYSTEMS = 2
MORE_SPECIAL = "more-special"
"""The categories whose words do not tell that they are special, though they are."""
_LINES = ("purposes", "categories", "sources", "recipients")


class StepForm(Form):
    """What every step carries: the version that it was made from."""

    version = IntegerField(widget=HiddenField.widget, default=0)


class NoticeForm(StepForm):
    """The notice itself; the file is read by hand."""

    text = TextAreaField(_l("Paste it here"))


class SaidForm(StepForm):
    """What the notice says, line by line."""

    legal_name = StringField(_l("Legal name of the company"), validators=[UpTo(LONGEST_LINE)])
    trade_name = StringField(_l("Name that customers know"), validators=[Optional(), UpTo(LONGEST_LINE)])
    business_id = StringField(_l("Business ID"), validators=[Optional(), UpTo(40)])
    address = TextAreaField(_l("Postal address"), validators=[UpTo(1000)])
    contact_name = StringField(_l("Contact person"), validators=[UpTo(LONGEST_LINE)])
    contact_email = StringField(_l("Email for questions about data"), validators=[UpTo(320)])
    phone = StringField(_l("Phone"), validators=[Optional(), UpTo(60)])
    officer_name = StringField(_l("Name of the data protection officer"), validators=[Optional(), UpTo(LONGEST_LINE)])
    officer_email = StringField(_l("Email of the data protection officer"), validators=[Optional(), UpTo(320)])
    names = TextAreaField(_l("Names of the registers"), validators=[UpTo(LONGEST_LIST)])
    purposes = TextAreaField(_l("What the data is used for"), validators=[UpTo(LONGEST_LIST)])
    more = SelectMultipleField(_l("Do you do this too?"), validate_choice=False)
    categories = TextAreaField(_l("Which data you keep"), validators=[UpTo(LONGEST_LIST)])
    sources = TextAreaField(_l("Where the data comes from"), validators=[UpTo(LONGEST_LIST)])
    recipients = TextAreaField(_l("Who else handles it or gets it"), validators=[UpTo(LONGEST_LIST)])


def said_form(setup: Setup, version: int, parts: Parts, sent: bool) -> SaidForm:
    """The form of what was read, or as it was sent."""
    said = setup.said
    lists = {name: "\n".join(getattr(said, name)) for name in ("names", *_LINES)}
    data = {**lists, "version": version, **{name: getattr(said, name) for name in _SINGLE}}
    form = SaidForm() if sent else SaidForm(formdata=None, data=data)
    form.more.choices = [
        (one.key, one.text.in_language(language())) for one in composing.proposed_purposes(setup, parts)
    ]
    return form


_SINGLE = (
    "legal_name", "trade_name", "business_id", "address", "contact_name", "contact_email", "phone",
    "officer_name", "officer_email",
)  # fmt: skip


def said_of(form: SaidForm, before: Said, spoken: str) -> Said:
    """What the form says; what was ticked besides is one more line."""
    single: dict[str, Any] = {name: (form[name].data or "").strip() for name in _SINGLE}
    lists: dict[str, Any] = {name: _lines(form[name].data) for name in ("names", *_LINES)}
    added = [one.text.in_language(spoken) for key in form.more.data or () if (one := terms.term("purposes", key))]
    lists["purposes"] = tuple(dict.fromkeys((*lists["purposes"], *added)))
    return replace(before, **single, **lists)


def _lines(typed: str | None) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in (typed or "").splitlines())
    return tuple(dict.fromkeys(line[:LONGEST_LINE] for line in lines if line))[:200]


# ---- what is missing -------------------------------------------------------------------------------------


def missing_form(
    setup: Setup, facts: Controller, version: int, parts: Parts, unsaid: Sequence[Unsaid], sent: bool
) -> StepForm:
    """A field for everything that the notice did not say, answered or not."""
    spoken, fields = composing.spoken_in(setup, facts.languages[0]), dict[str, Any]()
    data: dict[str, Any] = {"version": version}
    _ask_who(setup, fields, data)
    for one in parts.purposes:
        _ask_purpose(one, setup, facts, fields, data, spoken)
    _ask_special(setup, parts, fields, data)
    if not parts.recipients:
        fields["recipients"] = TextAreaField(told.question("recipients"), validators=[UpTo(LONGEST_LIST)])
        fields["nobody"] = BooleanField(_l("Nobody: we keep it to ourselves"))
        data["nobody"] = setup.answers.nobody
    for key in ("transfer", "provision", "automated", "security"):
        fields[key] = RadioField(told.question(key), choices=_offered(told.choices(key, facts)), validate_choice=False)
        fields[f"own-{key}"] = TextAreaField(told.own_words(spoken), validators=[UpTo(4000)])
        data[key] = getattr(setup.answers, key) or None
        data[f"own-{key}"] = setup.answers.own.get(key, {}).get(spoken, "")
    for lack in unsaid:
        for code in lack.languages:
            name = f"in-{lack.key}-{code}"
            fields[name] = TextAreaField(LANGUAGE_NAMES[code], validators=[UpTo(4000)])
    made = type("MissingForm", (StepForm,), fields)
    form: StepForm = made() if sent else made(formdata=None, data=data)
    return form


def _ask_who(setup: Setup, fields: dict[str, Any], data: dict[str, Any]) -> None:
    for name in ("legal_name", "contact_name", "contact_email"):
        if not getattr(setup.said, name):
            fields[name] = StringField(told.question(name), validators=[UpTo(LONGEST_LINE)])
    if not (setup.said.address or setup.said.business_id):
        fields["address"] = TextAreaField(told.question("address"), validators=[UpTo(1000)])
    for name in ("purposes", "categories", "sources"):
        if not getattr(setup.said, name):
            choices = [(one.key, one.text.in_language(language())) for one in terms.all_terms(name)]
            fields[name] = SelectMultipleField(told.question(name), choices=_offered(choices), validate_choice=False)


def _ask_special(setup: Setup, parts: Parts, fields: dict[str, Any], data: dict[str, Any]) -> None:
    """The ground of each category that is special, and whether one of the others is too."""
    others = []
    for one in parts.categories:
        if not composing.is_special(one, setup.answers):
            others.append((one.key, say_item(one)))
            continue
        name, choices = f"special-{one.key}", _offered(told.special())
        fields[name] = SelectField(say_item(one), choices=choices, validate_choice=False)
        data[name] = setup.answers.special.get(one.key, "")
    if others:
        fields[MORE_SPECIAL] = SelectMultipleField(
            _l("Which of these tell of health, beliefs, origin, sexual life or membership in a trade union?"),
            choices=_offered(others), validate_choice=False,
        )  # fmt: skip
        data[MORE_SPECIAL] = []


def _ask_purpose(
    one: Item, setup: Setup, facts: Controller, fields: dict[str, Any], data: dict[str, Any], spoken: str
) -> None:
    key, held = one.key, setup.answers.purposes.get(one.key, Basis())
    letter = held.letter or composing.likely_basis(one, setup.said.bases)
    fields[f"basis-{key}"] = SelectField(_l("Why you may do it"), choices=_offered(told.bases()), validate_choice=False)
    fields[f"keeping-{key}"] = SelectField(
        _l("How long you keep the data for it"),
        choices=_offered(told.keeping(facts.country, one)),
        validate_choice=False,
    )
    fields[f"kept-{key}"] = StringField(told.own_words(spoken), validators=[Optional(), UpTo(LONGEST_LINE)])
    if not (one.term and "interest" in one.term.said):
        fields[f"interest-{key}"] = StringField(
            _l("Which interest of yours it serves"), validators=[UpTo(LONGEST_LINE)]
        )
    fields[f"unsure-{key}"] = BooleanField(_l("I am not sure yet: mark it as assumed"))
    data |= {
        f"basis-{key}": letter, f"keeping-{key}": held.keeping, f"kept-{key}": held.kept.get(spoken, ""),
        f"interest-{key}": held.interest.get(spoken, ""), f"unsure-{key}": held.unsure,
    }  # fmt: skip


def answered(form: StepForm, setup: Setup, parts: Parts, unsaid: Sequence[Unsaid], spoken: str) -> Setup:
    """The setup with what the form says."""
    said, answers = setup.said, setup.answers
    given: dict[str, Any] = {name: (form[name].data or "").strip() for name in _SINGLE if name in form}
    lists: dict[str, Any] = {
        name: tuple(one.text.in_language(spoken) for key in form[name].data or () if (one := terms.term(name, key)))
        for name in ("purposes", "categories", "sources")
        if name in form
    }
    if "recipients" in form:
        lists["recipients"] = _lines(form["recipients"].data)
    purposes = {
        one.key: _basis(form, one.key, answers.purposes.get(one.key, Basis()), spoken) for one in parts.purposes
    }
    own = {key: dict(words) for key, words in answers.own.items()}
    for key in ("transfer", "provision", "automated", "security"):
        own.setdefault(key, {})[spoken] = (form[f"own-{key}"].data or "").strip()
    nobody = bool(form["nobody"].data) if "nobody" in form else answers.nobody
    chosen: dict[str, Any] = {key: form[key].data or "" for key in ("transfer", "provision", "automated", "security")}
    ticked = form[MORE_SPECIAL].data or () if MORE_SPECIAL in form else ()
    special = {
        one.key: form[name].data or "" if name in form else ""
        for one in parts.categories
        if (name := f"special-{one.key}") in form or one.key in ticked
    }
    made = replace(answers, purposes=purposes, special=special, own=own, nobody=nobody, **chosen)
    return replace(setup, said=replace(said, **given, **lists), answers=_translated(form, made, unsaid))


def _basis(form: StepForm, key: str, before: Basis, spoken: str) -> Basis:
    kept, interest = dict(before.kept), dict(before.interest)
    kept[spoken] = (form[f"kept-{key}"].data or "").strip()
    if f"interest-{key}" in form:
        interest[spoken] = (form[f"interest-{key}"].data or "").strip()
    keeping = form[f"keeping-{key}"].data or ""
    letter = form[f"basis-{key}"].data or ""
    return Basis(letter, interest, keeping, kept if keeping == OWN else {}, bool(form[f"unsure-{key}"].data))


def _translated(form: StepForm, answers: Answers, unsaid: Sequence[Unsaid]) -> Answers:
    """What was written in the other languages, at its place."""
    words = {key: dict(one) for key, one in answers.words.items()}
    own = {key: dict(one) for key, one in answers.own.items()}
    purposes = dict(answers.purposes)
    for lack in unsaid:
        for code in lack.languages:
            typed = (form[f"in-{lack.key}-{code}"].data or "").strip() if f"in-{lack.key}-{code}" in form else ""
            kind, _dot, key = lack.key.partition(".")
            if not typed:
                continue
            if kind == "own":
                own.setdefault(key, {})[code] = typed
            elif kind in {"kept", "interest"} and key in purposes:
                basis = purposes[key]
                changed: dict[str, Any] = {kind: {**getattr(basis, kind), code: typed}}
                purposes[key] = replace(basis, **changed)
            else:
                words.setdefault(lack.key, {})[code] = typed
    return replace(answers, words=words, own=own, purposes=purposes)


# ---- which systems ---------------------------------------------------------------------------------------


def systems_form(
    places: Sequence[Place], names: Mapping[str, str], parts: Parts, uses: Mapping[str, Sequence[str]],
    kinds: Sequence[tuple[str, str]], version: int, sent: bool,
) -> StepForm:  # fmt: skip
    """A row for each system and two empty ones; and for each data category what it is used for."""
    fields, data = dict[str, Any](), dict[str, Any](version=version)
    categories = [(one.key, say_item(one)) for one in parts.categories]
    rows = [*places, *(Place(f"new_{number}", "") for number in range(NEW_SYSTEMS))]
    for one in rows:
        fields[f"name-{one.key}"] = StringField(_l("System"), validators=[Optional(), UpTo(100)])
        fields[f"how-{one.key}"] = SelectField(_l("How it is reached"), choices=_offered(kinds), validate_choice=False)
        fields[f"who-{one.key}"] = SelectField(
            _l("Who looks there"), choices=_offered(told.owners()), validate_choice=False
        )
        fields[f"holds-{one.key}"] = SelectMultipleField(
            _l("What is in it"), choices=_offered(categories), validate_choice=False
        )
        data |= {
            f"name-{one.key}": names.get(one.key, ""), f"how-{one.key}": one.connector, f"who-{one.key}": one.owner,
            f"holds-{one.key}": list(one.categories),
        }  # fmt: skip
    purposes = [(one.key, say_item(one)) for one in parts.purposes]
    for item in parts.categories:
        fields[f"uses-{item.key}"] = SelectMultipleField(
            say_item(item), choices=_offered(purposes), validate_choice=False
        )
        data[f"uses-{item.key}"] = list(uses[item.key])
    made = type("SystemsForm", (StepForm,), fields)
    form: StepForm = made() if sent else made(formdata=None, data=data)
    return form


def places_of(form: StepForm, before: Sequence[Place], names: Mapping[str, str]) -> tuple[Place, ...]:
    """The systems that the form names; one whose name was cleared is gone."""
    found: list[Place] = []
    taken = {one.key for one in before}
    for one in (*before, *(Place(f"new_{number}", "") for number in range(NEW_SYSTEMS))):
        typed = " ".join((form[f"name-{one.key}"].data or "").split())
        if not typed:
            continue
        key, name = one.key, typed if typed != names.get(one.key) else one.name
        if one.key.startswith("new_"):
            key, name = _free(composing.key_of(typed), taken), typed
            taken.add(key)
        found.append(
            Place(
                key, name, form[f"how-{one.key}"].data or "by_hand",
                "processor" if form[f"who-{one.key}"].data == "processor" else "staff",
                tuple(form[f"holds-{one.key}"].data or ()),
            )
        )  # fmt: skip
    return tuple(found)


def uses_in(form: StepForm, parts: Parts) -> dict[str, tuple[str, ...]]:
    """What each data category is used for, as the form says."""
    return {one.key: tuple(form[f"uses-{one.key}"].data or ()) for one in parts.categories}


def _free(key: str, taken: set[str]) -> str:
    return next(one for one in (key, *(f"{key[:36]}_{number}" for number in range(2, 99))) if one not in taken)


def say_item(item: Item) -> str:
    """What an item is called, in the language in use, else in another."""
    return item.text.in_language(language()) or item.text.fi or item.text.sv or item.text.en


def say_by_hand() -> tuple[str, str]:
    """The choice that needs no connection."""
    return ("by_hand", gettext("By hand for now"))


def _offered(choices: Sequence[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in choices]
