"""A short-lived access token for XOAUTH2, from the long-lived grant that the settings hold (RFC 6749).

Google: https://developers.google.com/workspace/gmail/imap/xoauth2-protocol. Microsoft:
https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth
"""

from urllib.parse import urlsplit

from portal.systems.contract import AuthLost, RetryLater
from portal.systems.imap.account import Account
from portal.systems.wire import Outgoing
from portal.systems.wire_http import opened

_MOST = 64 * 1024


def access_token(account: Account, outgoing: Outgoing) -> str:
    """A token for this operation; AuthLost("access_refused") where the grant is not good any more."""
    parts = urlsplit(account.token_url)
    with opened(outgoing, f"{parts.scheme}://{parts.netloc}", seconds=min(30.0, account.seconds), cap=_MOST) as web:
        # What a refresh takes is a token, which changes nothing: a lost answer is asked for again.
        reply = web.call("POST", parts.path or "/", data=_grant(account), reads=True)
    told = reply.json()
    if not isinstance(told, dict):
        raise RetryLater("not_json", 300)
    if reply.status != 200:  # noqa: PLR2004
        raise AuthLost("scope_missing" if told.get("error") == "invalid_scope" else "access_refused")
    token = told.get("access_token")
    if not isinstance(token, str) or not token.isascii() or not token.isprintable() or " " in token or not token:
        raise RetryLater("not_json", 300)
    return token


def _grant(account: Account) -> dict[str, str]:
    client = {"client_id": account.client_id, "client_secret": account.client_secret}
    if account.refresh_token:
        # Without a scope the refreshed token has what was granted at first (RFC 6749, section 6).
        return {"grant_type": "refresh_token", "refresh_token": account.refresh_token, **client}
    return {"grant_type": "client_credentials", "scope": "https://outlook.office365.com/.default", **client}
