"""What a connector calls a place that it could not search: its own code words are said, folders and tables named."""

from collections.abc import Mapping

from portal.domain.register import Text
from portal.words import gettext, language


def _(message: str) -> str:
    """Mark a msgid; it is translated where it is said."""
    return message


PLACES = {
    "account": _("Customer accounts"),
    "accounts": _("The list of accounts"),
    "carts": _("Shopping carts"),
    "charge": _("Payments"),
    "checkout": _("Checkouts"),
    "contacts": _("Contacts"),
    "conversations.list": _("The list of channels"),
    "customer": _("Customers"),
    "drive": _("Drive's files"),
    "files.list": _("Files"),
    "guest_payment": _("Payments without a customer account"),
    "invoice": _("Invoices"),
    "list": _("An audience"),
    "mail": _("Mail"),
    "member": _("Members of the audiences"),
    "names": _("The search by name"),
    "order": _("Orders"),
    "order_note": _("Notes on orders"),
    "orders": _("Orders"),
    "payment": _("Payments"),
    "payment_method": _("Saved ways of payment"),
    "private": _("Private channels and direct messages"),
    "review": _("Product reviews"),
    "search.messages": _("The search in messages"),
    "store": _("A shop"),
    "stores": _("The list of shops"),
    "subscription": _("Subscriptions"),
    "users.list": _("The list of members"),
    "users.profile.get": _("Profiles of members"),
}
OF_PATHS = frozenset(
    {
        "encoding_unknown", "file_broken", "file_changed", "file_protected", "file_refused", "file_too_large",
        "folder_empty", "folder_missing", "folder_unreadable", "link_outside", "mail_copied", "mail_too_large",
        "original_missing", "rows_merged", "said_aside",
    }
)  # fmt: skip
"""Faults whose place is a file, a folder or a mailbox: its own name, whatever word it is."""
_ENDINGS = frozenset({"csv", "tsv", "txt", "xlsx", "xlsm", "ods", "vcf", "mbox", "eml"})


def say_place(code: str, place: str, kinds: Mapping[str, Text] | None = None) -> str:
    """A place as people know it; `kinds` name the record kinds of the system.

    `KIND.COLUMN` is said by both. What is no word of ours is the system's own name, and stays as it is.
    """
    if code in OF_PATHS:
        return place
    if said := _said(place, kinds or {}):
        return said
    kind, dot, column = place.partition(".")
    if dot and column.lower() not in _ENDINGS and (said := _said(kind, kinds or {})):
        return f"{said}: {column}"
    return place


def _said(word: str, kinds: Mapping[str, Text]) -> str:
    if word in kinds:
        return kinds[word].in_language(language())
    return gettext(PLACES[word]) if word in PLACES else ""
