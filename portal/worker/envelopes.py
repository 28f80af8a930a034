"""A mail as it goes out: composed of its kind and values in a controller's name, under a Message-ID that lasts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol, cast

from portal.domain.register import Controller
from portal.papers import mails
from portal.papers.mails import MailKind, letterhead
from portal.settings import Settings
from portal.systems.contract import Permanent
from portal.systems.post_out import OutgoingMail, SmtpSettings


class Addressed(Protocol):
    """To whom a mail goes, in whose name, and when it was written."""

    @property
    def to(self) -> str:
        """The address."""

    @property
    def language(self) -> str:
        """`fi`, `sv` or `en`."""

    @property
    def controller(self) -> Controller:
        """In whose name."""

    @property
    def written_at(self) -> datetime:
        """The date of the mail, the same on every try."""


def smtp_settings(settings: Settings) -> SmtpSettings:
    """The mail server that the settings name."""
    return SmtpSettings(
        host=settings.smtp_host,
        port=settings.smtp_port,
        username=settings.smtp_username,
        password=settings.smtp_password,
        security=settings.smtp_security,
    )


def at_staff(settings: Settings, path: str) -> str:
    """An address on the staff's pages."""
    return f"{settings.staff_base_url}/staff/{path}"


@contextmanager
def composing() -> Iterator[None]:
    """What makes no mail, whatever is wrong with it, is a fault for good: `Permanent("mail_not_composed")`."""
    try:
        yield
    except (ValueError, KeyError):
        raise Permanent("mail_not_composed") from None


@composing()
def put(
    settings: Settings, kind: MailKind, addressed: Addressed, identity: str, values: Mapping[str, Any]
) -> OutgoingMail:
    """The mail; `identity` is what its Message-ID says under the domain that we write from.

    Raises `Permanent("mail_not_composed")` where the values make no such mail.
    """
    controller = addressed.controller
    given = cast(mails.MailValues, {**letterhead(controller), **values})
    composed = mails.compose(kind, addressed.language, given)
    return OutgoingMail(
        to=addressed.to,
        from_name=controller.trade_name,
        from_address=settings.mail_from,
        reply_to=controller.contact.email,
        subject=composed.subject,
        text=composed.text,
        html=composed.html,
        message_id=f"<{identity}@{settings.mail_from.rpartition('@')[2]}>",
        date=addressed.written_at,
        language=addressed.language,
    )
