"""The ladder of evidence on who asks (Art 12(6) GDPR; EDPB Guidelines 01/2022 §§58-81), and what is never noted."""

import re
from enum import StrEnum


class Rung(StrEnum):
    """What was seen of the identity; `NONE` is noted too, so that the file says that nothing was."""

    MAILBOX_PROVEN = "mailbox_proven"
    CONTACT_ON_FILE = "contact_on_file"
    LETTER_ON_FILE = "letter_on_file"
    CALLED_BACK = "called_back"
    SEEN_AT_PREMISES = "seen_at_premises"
    LETTER_CODE = "letter_code"
    NONE = "none"


AT_COUNTER = (Rung.SEEN_AT_PREMISES, Rung.CALLED_BACK, Rung.CONTACT_ON_FILE, Rung.LETTER_ON_FILE, Rung.NONE)
"""What staff can say that they saw; each but the last is their judgement that it is enough."""
_IDENTITY_CODE = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})[-+A-FU-Y](\d{3})([0-9A-Y])(?![0-9A-Za-z])", re.IGNORECASE)
_CHECK_SIGNS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def holds_identity_code(text: str) -> bool:
    """Whether a text holds a Finnish personal identity code, which a note on identity never needs."""
    return any(
        _CHECK_SIGNS[int("".join(found.groups()[:4])) % len(_CHECK_SIGNS)] == found[5].upper()
        for found in _IDENTITY_CODE.finditer(text)
    )
