"""What every form shares."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, Field, ValidationError
from wtforms import Form as AnyForm

from portal.words import say


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF carries no types
    """A form with a token; it checks shape, the domain checks meaning."""


class PressForm(Form):
    """A press alone."""


class UpTo:
    """At most so many characters."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: AnyForm, field: Field) -> None:
        """Raise with a sentence that says how many are too many."""
        if len(field.data or "") > self.most:
            raise ValidationError(say("Write at most %(most)s characters", most=self.most))


_YEARS = range(1900, 3000)


class Day(DateField):  # type: ignore[misc]  # WTForms carries no types
    """A day, as the browser sends it or as people write it; said in our words where it is none."""

    data: Any

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, format=["%Y-%m-%d", "%d.%m.%Y"], **options)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read it; what lies centuries away is no day of anything here."""
        try:
            super().process_formdata(valuelist)
            if self.data is not None and self.data.year not in _YEARS:
                raise ValueError(self.data.year)
        except ValueError as fault:
            self.data = None
            raise ValueError(say("Write the day like this: 23.11.2026")) from fault
