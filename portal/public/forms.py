"""The person's forms: they check shape; the domain checks meaning."""

from collections.abc import Sequence

from wtforms import (
    EmailField,
    MultipleFileField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional

from portal.web.forms import Form, UpTo
from portal.words import lazy_gettext as _l


class AddressForm(Form):
    """Another address."""

    email = EmailField(_l("Your email address"), validators=[InputRequired(_l("Write your email address")), UpTo(320)])


class ConfirmForm(Form):
    """The press on a mailed link's page; the code only where the link was opened in another browser."""

    code = StringField(_l("The code shown where you began"), validators=[UpTo(40)])


class CodeForm(Form):
    """A mailed code."""

    code = StringField(_l("The code from the mail"), validators=[InputRequired(_l("Write the code")), UpTo(40)])


class ReturnForm(Form):
    """Reference and address of somebody who comes back."""

    reference = StringField(
        _l("The reference of your request"), validators=[InputRequired(_l("Write the reference")), UpTo(40)]
    )
    email = EmailField(
        _l("The email address you used"), validators=[InputRequired(_l("Write your email address")), UpTo(320)]
    )


class AboutForm(Form):
    """Who one is to this company."""

    name = StringField(_l("What is your name?"), validators=[InputRequired(_l("Write your name")), UpTo(200)])
    kind = RadioField(_l("For whom do you ask?"), validate_choice=False)
    other_name = StringField(_l("Name of the person it is about"), validators=[Optional(), UpTo(200)])
    other_emails = TextAreaField(_l("Their email addresses"), validators=[Optional(), UpTo(2000)])
    other_phones = TextAreaField(_l("Their phone numbers"), validators=[Optional(), UpTo(500)])

    def offer(self, kinds: Sequence[tuple[str, str]]) -> "AboutForm":
        """Say for whom one may ask."""
        self.kind.choices = list(kinds)
        self.kind.data = self.kind.data or ""
        return self

    def represents(self) -> dict[str, str]:
        """For whom it is asked, as typed."""
        return {
            "kind": self.kind.data or "",
            "name": self.other_name.data or "",
            "emails": self.other_emails.data or "",
            "phones": self.other_phones.data or "",
        }


class FindForm(Form):
    """What helps to find everything; all of it may be left out."""

    emails = TextAreaField(_l("Other email addresses you have used with us"), validators=[Optional(), UpTo(2000)])
    phones = TextAreaField(_l("Phone numbers we may have"), validators=[Optional(), UpTo(500)])
    customer_number = StringField(_l("Customer number"), validators=[Optional(), UpTo(60)])
    scope = TextAreaField(_l("Is it about something in particular?"), validators=[Optional(), UpTo(4000)])


class SendForm(Form):
    """The press that sends the request."""


class MessageForm(Form):
    """A message with files."""

    text = TextAreaField(_l("Your message"), validators=[InputRequired(_l("Write a message")), UpTo(20000)])
    files = MultipleFileField(_l("Files"), validators=[Optional()])


class StatementForm(Form):
    """What the person says where a correction was refused; named apart from the message beside it."""

    statement = TextAreaField(
        _l("What do you think is right, and why?"), validators=[InputRequired(_l("Write your statement")), UpTo(20000)]
    )


class AskWhomForm(Form):
    """The press that asks whom we told."""


class AgreeForm(Form):
    """The press that agrees to a fee."""


class WithdrawForm(Form):
    """The press that withdraws."""
