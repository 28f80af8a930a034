"""The network address that a page hands to another: `when the map loads, your IP address is sent to its host`.

It is told of fonts, maps and films, under headings of cookies and of recipients, where no other list of data is looked
for; the address itself is as much data there as in a log.
"""

import re
from collections.abc import Iterable, Iterator

from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_SENT = {
    "sv": re.compile(
        r"(?<!\w)(?:(?:skickas|överförs|sänds|delas|lämnas|förmedlas|lagras|sparas|behandlas|loggas|registreras|ser"
        r"|se|får|tar emot|skickar|överför|registrerar|loggar|lagrar|sparar|behandlar)(?: [\w.-]+){0,2} "
        r"(?:din|er|besökarens|användarens) (?P<behind>ip-?\s?adress(?:en)?)"
        r"|(?:din|er|besökarens|användarens) (?P<before>ip-?\s?adress)(?: [^.,;:()]{0,60})?"
        r" (?:skickas|överförs|sänds|delas|lämnas|förmedlas|lagras|sparas|behandlas|loggas|registreras))(?!\w)"
    ),
    "en": re.compile(
        r"(?<!\w)(?:(?:sends?|transmits?|transfers?|receives?|sees?|gets?|logs?|passes|passing|sending|transmitting"
        r"|receiv(?:e|ing)|shar(?:e|es|ing)) (?:on )?(?:your|the (?:user|visitor)['’]s) (?P<behind>ip[ -]address)"
        r"|(?:your|the (?:user|visitor)['’]s) (?P<before>ip[ -]address)(?: [^.,;:()]{0,60})?"
        r" (?:is|will be|may be|can be|gets) (?:\w+ly |also )?(?:sent|transmitted|transferred|shared|passed|disclosed"
        r"|logged|processed|forwarded))(?!\w)"
    ),
    "fi": re.compile(
        r"(?<!\w)(?:(?:näkee|saa|vastaanottaa|välittyy|välittyvät|lähetetään|siirtyy|siirretään|lokitetaan|tallentaa"
        r"|käsittelee)(?: [\w-]+){0,2} (?P<behind>ip-osoit(?:teesi|teen|e))"
        r"|(?P<before>ip-osoit(?:teesi|e))(?: [^.,;:()]{0,60})?"
        r" (?:välittyy|välitetään|lähetetään|siirtyy|siirretään|luovutetaan|lokitetaan|näkyy))(?!\w)"
    ),
}
_CARD = re.compile(
    r"\b(?:om|när) du (?:ger|lämnar|anger|uppger)(?: till)? ?(?:oss )?(?:din|ditt|dina) "
    r"(?P<sv>(?:kredit|betal|bank)?korts?(?:information|uppgifter|nummer))\b"
    r"|\b(?:if|when) you (?:give|provide|send) us (?:with )?your (?P<en>(?:credit|debit"
    r"|payment) card (?:information|details"
    r"|data|numbers?))\b"
    r"|\b(?:jos|kun) (?:annat|luovutat|ilmoitat|syötät) (?:meille )?(?P<fi>(?:luotto|maksu"
    r"|pankki)kortti(?:tietosi|numerosi|si tiedot))\b"
)
"""`If you give us your card details, they are encrypted`: shops tell it under safety alone."""
_IS_CARD = re.compile(r"\b(?:credit|debit|payment) card|kort(?:information|uppgift|nummer)|korttiti|korttinum", re.I)
_IS_READ = re.compile(r"\bip\b|\bip-", re.I)
_NEVER = ("rights", "security", "changes", "retention")


def card_given(scope: Scope, values: Iterable[Found]) -> Iterator[Found]:
    """The card that a person is said to give, where none was read among the `values`."""
    if any(_IS_CARD.search(one.text) for one in values):
        return
    for start, end, _ in scope.all_sentences():
        card = _CARD.search(scope.low, start, end)
        value = found(scope.text, *card.span(card.lastgroup or 0)) if card is not None else None
        if value is not None and not scope.known.word["negation"].search(scope.low, start, end):
            yield value
            return


def address_sent(scope: Scope, values: Iterable[Found]) -> Iterator[Found]:
    """The first such address, where none was read among the `values`."""
    if any(_IS_READ.search(one.text) for one in values):
        return
    for start, end, section in scope.all_sentences():
        sent = _SENT[scope.language].search(scope.low, start, end) if not section.has(*_NEVER) else None
        if sent is None or scope.known.word["negation"].search(scope.low, start, end):
            continue
        value = found(scope.text, *sent.span("behind" if sent["behind"] is not None else "before"))
        if value is not None:
            yield value
            return
