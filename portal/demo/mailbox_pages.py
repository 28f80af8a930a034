"""Where the demo's mail is read: a list that grows by itself, and one mail as text. Demo mode alone registers it."""

import re
from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, current_app, request
from werkzeug.wrappers import Response

from portal import words
from portal.demo import mail_folder
from portal.domain.errors import NotFound
from portal.web import guards
from portal.web.pages import htmx, page

SHOWN = 100
ZONE = "Europe/Helsinki"
"""Where both companies of the demo are: a mail's time is told as on their own pages."""

bp = Blueprint("demo_mailbox", __name__, url_prefix="/demo/mailbox")

_ADDRESS_OF_PAGE = re.compile(r"https?://[^\s<>\"]+")


@bp.get("")
@guards.admits("demo")
def listing() -> Response:
    """The newest mails first, of one address where `to` says so; 204 to a poll that has seen the newest."""
    address = request.args.get("to", "").strip()
    mails = _newest_first(address)
    newest = mails[0].name if mails else ""
    if htmx and request.args.get("seen") == newest:
        return Response(status=204)
    with words.using(words.language(), ZONE):
        return page("demo/mailbox.html", "mails", mails=mails, address=address, newest=newest)


@bp.get("/<name>")
@guards.admits("demo")
def one(name: str) -> Response:
    """One mail; links lead on only where they lead into this portal."""
    try:
        mail = mail_folder.read(_folder(), name)
    except KeyError:
        raise NotFound("not_found") from None
    with words.using(words.language(), ZONE):
        return page("demo/mail.html", mail=mail, parts=list(_parts(mail.text, guards.settings().base_url)))


def _folder() -> Path:
    return Path(current_app.config["PORTAL_MAILBOX_FOLDER"])


def _newest_first(address: str) -> list[mail_folder.StoredMail]:
    found: list[mail_folder.StoredMail] = []
    for name in reversed(mail_folder.names(_folder())):
        mail = mail_folder.read(_folder(), name)
        if not address or address.casefold() in (one.casefold() for one in mail.recipients):
            found.append(mail)
        if len(found) == SHOWN:
            break
    return found


def _parts(text: str, base_url: str) -> Iterator[tuple[str, bool]]:
    """The text cut into pieces, and whether each is the address of a page of ours."""
    end = 0
    for match in _ADDRESS_OF_PAGE.finditer(text):
        yield text[end : match.start()], False
        yield match[0], match[0] == base_url or match[0].startswith(f"{base_url}/")
        end = match.end()
    yield text[end:], False
