"""What went wrong in a system or with a mail, in a sentence each: what happened, and what to do."""

from collections.abc import Mapping

from portal.domain.register import Text
from portal.staff.place_words import say_place
from portal.words import gettext, say


def _(message: str) -> str:
    """Mark a msgid; it is translated where it is said."""
    return message


FAULTS = {
    "access_refused": _("The system refuses our credentials."),
    "write_refused": _("The system lets us read but not write."),
    "unreachable": _("The system does not answer."),
    "slow": _("The system is too slow today."),
    "locked": _("The system is busy."),
    "connection_paused": _("The connection is paused until its credentials are right."),
    "not_verified": _("The prohibition did not show when it was read again."),
    "schema_changed": _("The system's tables have changed; its mapping has to be mended."),
    "bad_mapping": _("The mapping of this system cannot be used."),
    "owner_changed": _("The customer's record changed meanwhile."),
    "value_changed": _("The value is another than the one that was seen when it was decided."),
    "not_writable": _("The connection does not write this field; a person corrects it."),
    "value_unfit": _("The system does not take this value."),
    "still_referenced": _("Other records that stay hang on this one; a person erases it."),
    "restriction_unmapped": _("The system has no mark for a restriction; a person restricts it."),
    "key_not_unique": _("Several rows share one key there, so that none of them can be changed safely."),
    "key_unreadable": _(
        "Rows have keys that the portal cannot write back (of another type, or in an old program's letters); "
        "a person looks there: %(place)s"
    ),
    "row_refused": _("The system refuses to change this row."),
    "blank_missing": _("The mapping does not say what stands in %(place)s once it is emptied."),
    "table_changed": _("A table has changed: %(place)s"),
    "database_error": _("The system reports an error of its own."),
    "records_since": _(
        "New records came since the search, which nobody has decided about. "
        "Look there, and erase by hand what was decided."
    ),
    "restricted": _("The data is restricted by another request and may only be stored (Art 18(2))."),
    "order": _("It waits for the correction that comes first."),
    "copy": _("It waits for the person's copy, which is made first."),
    "several_owners": _("Several customers carry this address."),
    "owner_missing": _("A record was found that hangs on no customer."),
    "channel_unmapped": _("This system has no place for the prohibition."),
    "channels_together": _(
        "The machine could only take the whole row out, and the person wants to keep something: stop here what they "
        "chose."
    ),
    "not_connected": _("The system is not connected any more."),
    "commit_unknown": _("It may have been written; that is being checked."),
    "rate_limited": _("The system takes no more calls for now; it goes on by itself."),
    "system_away": _("The system does not answer; it is tried again."),
    "system_fault": _("The system reports an error of its own; it is tried again."),
    "cut": _("The connection was cut; it is tried again."),
    "name_unknown": _("Nobody knows the system's host name. Check the address of the connection."),
    "tls_failed": _(
        "The system's certificate cannot be trusted, so nothing was sent. Check the address of the connection."
    ),
    "not_json": _("The system answered with something that is no data, such as a gateway's page; it is tried again."),
    "address_refused": _(
        "The connection leads into the inner network, which the operator has not allowed (PORTAL_OUTBOUND_ALLOW)."
    ),
    "not_https": _("The address has to begin with https, or anybody on the way could read along."),
    "redirected": _(
        "The system sends us to another address, which is not followed. Check the address of the connection."
    ),
    "too_much": _("The system's answer is larger than can be taken."),
    "answer_lost": _("The answer was lost; whether it was written is being checked."),
    "answer_unreadable": _("The system's answer cannot be read."),
    "changed": _("The record changed there meanwhile."),
    "not_possible": _("The system offers no way to do this by machine; a person does it there."),
    "rest_by_hand": _("The machine did what the system lets it do; a person does the rest there."),
    "record_gone": _("The record is not there any more."),
    "no_document": _("There is no original of this record."),
    "requested": _("Asked for; the system carries it out later and is asked again."),
    "scope_missing": _(
        "The connection lacks a right in the system. Give it the rights that its page of connections names."
    ),
    "connector_unknown": _("This kind of connection is not installed."),
    "settings_incomplete": _("A setting of the connection is missing. Fill it in on the page of connections."),
    "system_full": _("As many of our calls as the system takes are under way; it goes on by itself."),
    "cursor_unreadable": _("The place where the search stood was lost. Try again by machine."),
    "not_searched": _("This place could not be searched: %(place)s"),
    "list_too_long": _("There is more than the system lists, so that not all was searched: %(place)s"),
    "bad_address": _("The address cannot be written to: it is no address of a mailbox."),
    "bad_header": _("The mail holds a sign that no mail may hold in its head."),
    "mail_password_in_clear": _(
        "Our mail server wants the password unencrypted, so it was not sent. Set PORTAL_SMTP_SECURITY."
    ),
    "mailbox_busy": _("The mailbox takes no mail just now; it is tried again."),
    "address_needs_smtputf8": _("Our mail server cannot write to an address with such letters."),
    "mail_server_busy": _("Our mail server takes no mail just now; it is tried again."),
    "mail_tls_failed": _("The certificate of our mail server cannot be trusted, so nothing was sent."),
    "mail_tls_missing": _("Our mail server offers no encryption, which the settings ask for."),
    "mail_login_refused": _("Our mail server refuses our name and password."),
    "mail_login_missing": _("Our mail server knows no way of signing in that we know."),
    "unknown_delivery": _("The mail may have gone; the server's word was lost."),
    "database_unknown": _("This kind of database cannot be connected."),
    "database_missing": _("There is no such database at the address of the connection."),
    "not_a_database": _("The file of the connection is not a database."),
    "database_damaged": _("The database is damaged. Restore it from a backup."),
    "cannot": _("It could not be done."),
    "original_missing": _("An original could not be fetched: %(place)s"),
    "table_missing": _("A table is missing: %(place)s"),
    "not_transactional": _(
        "A change in %(place)s could not be taken back (no InnoDB table); a person changes and erases there."
    ),
    "links_spelt_otherwise": _("Some rows of %(place)s name their customer in other letters than the customer's own"),
    "driver_missing": _("The driver for this kind of database is not installed on the portal's machine."),
    "place_refused": _(
        "It lies on the portal's own machine, in a place that the operator has not allowed (PORTAL_OUTBOUND_ALLOW)."
    ),
    "column_missing": _("A column is missing: %(place)s"),
    "rows_without_key": _("Some rows of %(place)s hang on no customer"),
    "too_many_namesakes": _("More people share the name than can be searched"),
    "search_incomplete": _("A list of the system ended before its end: %(place)s. Look there by hand."),
    "no_search": _("The system cannot search this by machine: %(place)s. Look there by hand, or ask by letter."),
    "request_refused": _("The system does not take the portal's question. Tell whoever keeps the portal."),
    "bad_url": _("The system is not at the address of the connection. Check it on the page of connections."),
    "folder_unreadable": _(
        "The folder %(place)s cannot be read. Give our user the right to read it, then search again."
    ),
    "mail_too_large": _(
        "A mail in %(place)s is too large to be read to its end. Open it there, and see whether it is about the person."
    ),
    "mail_copied": _(
        "In %(place)s lies a mail that is alike, and nobody can tell whether it is the one that was decided about or "
        "a copy that stays. Look there, and erase by hand what was decided."
    ),
    "trash_missing": _("The mailbox has no folder that is known as its trash. Name it in the connection's settings."),
    "expunge_missing": _(
        "The mail server cannot delete one mail without others. Move mails to the trash, or delete them by hand."
    ),
    "folder_missing": _("The folder %(place)s is not there: its share is not mounted, or its computer is off."),
    "folder_empty": _("The folder %(place)s is empty, as that of a share is that is not mounted."),
    "file_refused": _("The portal may not read %(place)s; a person looks there."),
    "file_protected": _("%(place)s is protected by a password; a person looks into it."),
    "file_broken": _("%(place)s cannot be read, or not to its end; a person looks into it."),
    "file_too_large": _("%(place)s is larger or deeper than the portal reads; a person looks into it."),
    "file_changed": _("%(place)s changed while it was being searched; search again."),
    "file_unmapped": _(
        "The mapping names no such files: %(place)s. A person looks into them, or the mapping is mended."
    ),
    "said_aside": _(
        "%(place)s speaks of the person outside of its rows: above them, in a comment, a header or a text box. "
        "A person looks there."
    ),
    "rows_merged": _(
        "In %(place)s a quotation mark that is not closed may make several rows one; a person looks into it."
    ),
    "encoding_unknown": _("The letters of %(place)s cannot be read; the mapping has to name their encoding."),
    "link_outside": _("%(place)s is a link out of the folder and was not followed."),
    "mailbox_refused": _("The mailbox does not exist or takes no mail."),
    "mail_server_away": _("Our mail server does not answer."),
    "gave_up": _("Tried for five days."),
    "too_late": _("The link had ended before the mail could go."),
}


def say_fault(code: str | None, kinds: Mapping[str, Text] | None = None) -> str:
    """What went wrong in a system or with a mail; a code that is not known is shown as it is.

    `kinds` name the record kinds of the system, by which a place is said.
    """
    name, _colon, place = (code or "").partition(":")
    if name in FAULTS:
        return say(FAULTS[name], place=say_place(name, place, kinds)) if "%(" in FAULTS[name] else gettext(FAULTS[name])
    return say("Fault: %(code)s", code=code) if code else ""
