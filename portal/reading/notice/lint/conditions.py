"""What is wanted only where the notice itself shows that it applies: transfers, joint controllers, other sources."""

import re
from collections.abc import Iterator

from portal.reading.notice.lint import words
from portal.reading.notice.lint.finding import Finding, Look
from portal.words import marked as _


def conditions(look: Look) -> Iterator[Finding]:
    """N02, N08, N15, N18, N19, S01, S02, S05."""
    yield from _representative(look)
    yield from _transfers(look)
    yield from _sentence(
        look,
        "N15",
        "warning",
        words.OTHER_PURPOSE,
        _(
            "Other purposes are kept open. A new purpose has to be told before the data is used for it (Art "
            "13(3) GDPR)."
        ),
        _("Before we use your data for another purpose, we tell you."),
    )
    yield from _joint(look)
    yield from _sentence(
        look,
        "N19",
        "error",
        words.NOT_DELIVERED,
        _(
            "The notice waits to be asked for. It has to reach people when their data is collected, for "
            "instance by a link at every form (Art 12(1) and 13(1) GDPR)."
        ),
        _("This notice is linked at every form by which we collect data: [address]."),
    )
    yield from _from_elsewhere(look)


def _representative(look: Look) -> Iterator[Finding]:
    address = look.notice.controller.address
    if (
        address is not None
        and words.OUTSIDE_EU.search(address.text.casefold())
        and not words.REPRESENTATIVE.search(look.low)
    ):
        yield Finding(
            "N02",
            "error",
            _(
                "The controller is outside the European Union, and no representative in it is named (Art 13(1)(a) "
                "and 27 GDPR)."
            ),
            _("Our representative in the European Union is [name], [address], [email]."),
            address,
        )


def _transfers(look: Look) -> Iterator[Finding]:
    out = look.first("transfers")
    if out is not None and out.text == "true" and not words.SAFEGUARD.search(look.low):
        yield Finding(
            "N08",
            "error",
            _(
                "Data leaves the European Economic Area, and the safeguard is not named, nor how to get a copy of "
                "it (Art 13(1)(f) GDPR)."
            ),
            _(
                "Data is transferred to [country] on the ground of [an adequacy decision / standard contractual "
                "clauses]. Ask us for a copy: [email]."
            ),
            look.quote(out.start, out.end),
        )


def _sentence(look: Look, code: str, severity: str, pattern: re.Pattern[str], why: str, add: str) -> Iterator[Finding]:
    for start, end, section in look.sentences:
        if (
            pattern.search(look.low, start, end)
            and not words.DENIED.search(look.low, start, end)
            and not section.has("cookies", "rights")
        ):
            yield Finding(code, "error" if severity == "error" else "warning", why, add, look.quote(start, end))
            return


def _joint(look: Look) -> Iterator[Finding]:
    one = words.JOINT.search(look.low)
    if one is not None and not words.ARRANGEMENT.search(look.low):
        yield Finding(
            "N18",
            "error",
            _("Joint controllers are named without the essence of their arrangement (Art 26(2) GDPR)."),
            _("[Name] answers for [information and requests], [name] for [the rest]."),
            look.quote(one.start(), one.end()),
        )


def _from_elsewhere(look: Look) -> Iterator[Finding]:
    for start, end, section in look.sentences:
        if (
            not section.has("sources", "categories")
            or not words.ELSEWHERE.search(look.low, start, end)
            or words.DENIED.search(look.low, start, end)
        ):
            continue
        quote = look.quote(start, end)
        if look.first("data_categories") is None:
            yield Finding(
                "S01",
                "error",
                _("Data comes from elsewhere, and its categories are not named (Art 14(1)(d) GDPR)."),
                _("From [source] we get [categories of data]."),
                quote,
            )
        if look.first("sources") is None:
            yield Finding(
                "S02",
                "error",
                _("Data comes from elsewhere, and it is not said from where (Art 14(2)(f) GDPR)."),
                _("We get data from [source], which is [publicly accessible or not]."),
                quote,
            )
        if not words.WHEN_TOLD.search(look.low):
            yield Finding(
                "S05",
                "warning",
                _(
                    "Data comes from elsewhere, and it is not said when the person is told of it: within a month, "
                    "or at the first contact (Art 14(3) GDPR)."
                ),
                _("Where we get your data from elsewhere, we tell you within a month, or when we first contact you."),
                quote,
            )
        return
