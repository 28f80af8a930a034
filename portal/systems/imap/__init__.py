"""A mailbox over IMAP4rev1 (RFC 3501, RFC 9051): searched, given out as .eml, and erased message by message."""
