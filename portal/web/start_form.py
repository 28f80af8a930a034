"""The form that begins a request: each right in the person's words, what comes of it, and an address.

The start page has it, and whoever sets a company up sees it before the page is open.
"""

from wtforms import EmailField, SelectMultipleField
from wtforms.validators import InputRequired

from portal.code_words import say_right
from portal.domain.lifecycle import Right
from portal.domain.register import Part, Register
from portal.domain.rights import offered
from portal.web.forms import Form, UpTo
from portal.words import gettext, language, say
from portal.words import lazy_gettext as _l
from portal.words import marked as _

_HINTS = {
    Right.ACCESS: _("You get a copy of it, and we tell you where it came from and who has received it. (Article 15)"),
    Right.RECTIFICATION: _(
        "Tell us what is wrong and what is right. We correct it in every system, or say why not. (Article 16)"
    ),
    Right.ERASURE: _("We delete what we need not keep, and tell you what is kept, why and until when. (Article 17)"),
    Right.RESTRICTION: _("We only store it, and tell you before we use it again. (Article 18)"),
    Right.PORTABILITY: _("You get what you gave us as files that other services can read. (Article 20)"),
    Right.OBJECTION: _("Tell us why it is wrong in your situation. We stop, or tell you why not. (Article 21)"),
}


def hints(register: Register) -> dict[str, str]:
    """What comes of each offered right."""
    return {
        right.value: _unbroken(_marketing(register) if right is Right.MARKETING else gettext(_HINTS[right]))
        for right in offered(register)
    }


def _unbroken(text: str) -> str:
    """The article at the end stays on one line."""
    told, bracket, article = text.rpartition("(")
    return f"{told}{bracket}{article.replace(' ', chr(0xA0))}"


def _marketing(register: Register) -> str:
    """What stops by the press that confirms the address; a register that nothing is removed from is named as such."""
    touched = {system.key for system in register.systems if Right.MARKETING.value in system.rights}
    gone = [part for part in register.parts if touched & set(part.systems)]
    stays = [part for part in register.parts if part not in gone]
    if gone and stays:
        return say(
            "Your address is removed as soon as you confirm it: %(gone)s. This stays as it is: %(stays)s. (Article 21)",
            gone=_names(gone), stays=_names(stays),
        )  # fmt: skip
    if not register.prohibitions:
        return gettext("All direct marketing stops as soon as you confirm your address. (Article 21)")
    return say(
        "It stops as soon as you confirm your address: %(channels)s. (Article 21)",
        channels=", ".join(_small(one.name.in_language(language())) for one in register.prohibitions),
    )


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _names(parts: list[Part]) -> str:
    return ", ".join(part.name.in_language(language()) for part in parts)


def start_form(register: Register, *, sent: bool = True) -> "StartForm":
    """The form with the rights that a register offers; as it was sent, or as it is before anybody fills it in."""
    form = StartForm() if sent else StartForm(formdata=None)
    form.rights.choices = [(right.value, say_right(right)) for right in offered(register)]
    return form


class StartForm(Form):
    """What one wants, of what is offered here, and the address."""

    rights = SelectMultipleField(
        _l("What would you like to do?"), validators=[InputRequired(_l("Choose at least one thing"))]
    )
    email = EmailField(_l("Your email address"), validators=[InputRequired(_l("Write your email address")), UpTo(320)])
