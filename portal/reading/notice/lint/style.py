"""F1 to F7, how a notice is written (Art 12(1), 12(5), 12(7); WP260 rev.01), and what could not be read at all."""

from collections.abc import Iterator

from portal.reading.notice.document import Fault
from portal.reading.notice.lint import words
from portal.reading.notice.lint.finding import Finding, Look
from portal.words import marked as _

_MOST_WORDS = 45
_MOST_VAGUE = 4
_LEAST_KNOWN = 2


def style(look: Look) -> Iterator[Finding]:
    """F1 vague words and long sentences, F3 children, F6 date, F7 free of charge."""
    vague = list(words.VAGUE.finditer(look.low))
    if len(vague) > _MOST_VAGUE:
        quote = look.quote(
            *next(
                ((start, end) for start, end, _ in look.sentences if start <= vague[0].start() < end), vague[0].span()
            )
        )
        yield Finding(
            "F1",
            "warning",
            _("Words such as “may”, “might” and “often” leave open what is done (WP260, point 13): %(count)s of them."),
            "",
            quote,
            (("count", str(len(vague))),),
        )
    longest = max(look.sentences, key=lambda one: look.text.count(" ", one[0], one[1]), default=None)
    if longest is not None and look.text.count(" ", longest[0], longest[1]) >= _MOST_WORDS:
        yield Finding(
            "F1",
            "warning",
            _("A sentence of %(count)s words is hard to follow (Art 12(1) GDPR). Split it."),
            "",
            look.quote(longest[0], longest[1]),
            (("count", str(len(look.text[longest[0] : longest[1]].split()))),),
        )
    if (
        (one := words.CHILDREN.search(look.low)) is not None
        and look.notice.registers
        and not words.DENIED.search(look.low, max(0, one.start() - 120), one.end() + 80)
    ):
        yield Finding(
            "F3",
            "error",
            _(
                "Children are addressed. What is said to them has to be in words that a child understands (Art "
                "12(1) GDPR)."
            ),
            "",
            look.quote(one.start(), one.end()),
        )
    if look.notice.updated is None:
        yield Finding("F6", "warning", _("The notice bears no date."), _("Updated on [date]."))
    for start, end, section in look.sentences:
        if (
            section.has("rights")
            and words.FEE.search(look.low, start, end)
            and not words.FEE_ALLOWED.search(look.low, start, end)
        ):
            yield Finding(
                "F7",
                "error",
                _("A fee is asked for the use of a right, which is free of charge (Art 12(5) GDPR)."),
                _("Using your rights is free of charge."),
                look.quote(start, end),
            )
            return


_FAULTS = {
    Fault.EMPTY: ("B01", _("The file holds no text: nothing was read.")),
    Fault.NO_TEXT: (
        "B02",
        _(
            "The file holds pictures of pages and no text, as a scan does: what they show was not read. Paste "
            "the text, or upload the notice in another form."
        ),
    ),
    Fault.LOCKED: ("B02", _("The file is locked with a password: nothing was read.")),
    Fault.BROKEN: (
        "B02",
        _("The file is damaged, or is not what its name says: what could be read was read, the rest was not."),
    ),
    Fault.NOT_TEXT: ("B02", _("The file is not a text, a web page, a DOCX or a PDF: nothing was read.")),
    Fault.TOO_LARGE: ("B05", _("The file is larger than five megabytes, which no notice is: nothing was read.")),
    Fault.TOO_LONG: (
        "B05",
        _("The text is many times longer than a notice: its beginning was read, the rest was not."),
    ),
}


def unreadable(look: Look) -> Iterator[Finding]:
    """B01 to B05: a clear word of what was not understood."""
    notice = look.notice
    for fault in notice.document.faults:
        code, why = _FAULTS[fault]
        yield Finding(code, "error", why)
    if notice.other_languages:
        yield Finding(
            "B04",
            "error",
            _("A part is in another language than Finnish, Swedish or English (%(languages)s), and was not read."),
            "",
            None,
            (("languages", ", ".join(notice.other_languages)),),
        )
    if nothing_known(look) and not notice.document.faults and not notice.other_languages:
        cookies = any(section.has("cookies") for section in look.sections)
        yield Finding(
            "B03",
            "error",
            _(
                "This is a cookie policy and not a privacy notice: next to nothing of what a notice has to say was "
                "found."
            )
            if cookies
            else _("This does not look like a privacy notice: next to nothing of what a notice has to say was found."),
        )


def nothing_known(look: Look) -> bool:
    """Whether too little was read to speak of a notice: fewer than two of its fields."""
    notice = look.notice
    parts = ("purposes", "legal_bases", "data_categories", "sources", "recipients", "transfers", "retention", "rights")
    known = sum(look.first(part) is not None for part in parts) + sum(
        one is not None for one in (notice.controller.name, notice.contact.email)
    )
    return known < _LEAST_KNOWN
