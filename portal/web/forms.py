"""What every form shares."""

from flask_wtf import FlaskForm
from wtforms import Field, ValidationError
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
