"""What every form shares."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, Field, ValidationError
from wtforms import Form as AnyForm

from portal.words import say


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF carries no types
    """A form with a token; it checks shape, the domain checks meaning."""


class UpTo:
    """At most so many characters."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: AnyForm, field: Field) -> None:
        """Raise with a sentence that says how many are too many."""
        if len(field.data or "") > self.most:
            raise ValidationError(say("Write at most %(most)s characters", most=self.most))


class Day(DateField):  # type: ignore[misc]  # WTForms carries no types
    """A day, as the browser sends it or as people write it; said in our words where it is none."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, format=["%Y-%m-%d", "%d.%m.%Y"], **options)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read it."""
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(say("Write the day like this: 23.11.2026")) from fault
