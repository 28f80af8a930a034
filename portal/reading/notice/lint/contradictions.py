"""X01 to X05: what a notice says against itself, against the law in force, or more strictly than the GDPR allows."""

import re
from collections.abc import Iterator

from portal.reading.notice.lint import words
from portal.reading.notice.lint.finding import Finding, Look
from portal.reading.notice.tongues.known import PROCESSORS_OF_US_GROUPS
from portal.reading.notice.values import Found, RegisterRead
from portal.words import marked as _

_US = frozenset(name.casefold() for name in PROCESSORS_OF_US_GROUPS)
_ONE_REGISTER = re.compile(
    r"\w{4,}rekister(?:i|istä|issä|in|iin)\b|(?:e-?mail|customer|marketing|member|newsletter) regist(?:er"
    r"|ry)|(?:kund|e-post|marknadsförings|medlems)regist\w+"
)
_ANY_REGISTER = re.compile(r"\basiakas-? ja |henkilörekister|käyttäjärekisteristä ja")
_SOMETIMES = re.compile(
    r"tietyissä tilanteissa|joissakin tilanteissa|i vissa fall|in certain (?:situations|cases"
    r"|circumstances)"
)


def contradictions(look: Look) -> Iterator[Finding]:
    """X01 transfers, X02 repealed law, X03 stricter demands, X04 languages that differ, X05 electronic marketing."""
    yield from _transfers(look)
    yield from _repealed(look)
    yield from _stricter(look)
    yield from _languages(look)
    yield from _electronic_marketing(look)


def _transfers(look: Look) -> Iterator[Finding]:
    out = look.first("transfers")
    if out is None or out.text != "false":
        return
    named = sorted(
        {
            one.text
            for register in look.notice.registers
            for one in register.recipients
            if one.text.casefold().split()[0] in _US or one.text.casefold() in _US
        }
    )
    if named:
        yield Finding(
            "X01",
            "error",
            _(
                "The notice says that no data leaves the European Economic Area, and names services of "
                "groups based "
                "in the United States: %(names)s. Both cannot be left standing unchecked (Art 13(1)(f) GDPR)."
            ),
            _(
                "%(names)s may process data in the United States, on the ground of [the adequacy decision / "
                "standard contractual clauses]. Ask us for a copy: [email]."
            ),
            look.quote(out.start, out.end),
            (("names", ", ".join(named)),),
        )


def _repealed(look: Look) -> Iterator[Finding]:
    one = words.REPEALED.search(look.low)
    if one is not None:
        yield Finding(
            "X02",
            "error",
            _("The notice cites a law that is no longer in force. Since 25 May 2018 the GDPR applies."),
            _("We process personal data under the General Data Protection Regulation (EU) 2016/679."),
            look.quote(one.start(), one.end()),
        )


def _stricter(look: Look) -> Iterator[Finding]:
    for start, end, section in look.sentences:
        about_rights = section.has("rights", "contact") or not section.fields
        if not about_rights:
            continue
        if words.ONCE_A_YEAR.search(look.low, start, end) is not None:
            yield _too_strict(
                look, start, end, _("Access is free of charge, and not once a year only (Art 12(5) GDPR).")
            )
        elif words.ID_DEMANDED.search(look.low, start, end) is not None:
            yield _too_strict(
                look,
                start,
                end,
                _(
                    "A copy of an identity document, or coming in person, may be asked only where there are "
                    "reasonable doubts who asks (Art 12(6) GDPR)."
                ),
            )
        elif (
            words.IN_WRITING.search(look.low, start, end) is not None
            and not words.OFFERED.search(look.low, start, end)
            and _is_request(look, start, end)
        ):
            yield _too_strict(
                look,
                start,
                end,
                _("A request needs no form: it may not be made to depend on writing or a signature (Art 12(2) GDPR)."),
            )


def _too_strict(look: Look, start: int, end: int, why: str) -> Finding:
    return Finding(
        "X03",
        "error",
        why,
        _(
            "You can make your request in any way you like: by email, by phone or here: [address of the "
            "portal]. It is free of charge."
        ),
        look.quote(start, end),
    )


def _is_request(look: Look, start: int, end: int) -> bool:
    said = look.low[start:end]
    return any(
        word in said
        for word in (
            "pyyn",
            "pyyt",
            "tarkast",
            "oikeu",
            "oikai",
            "kiel",
            "begär",
            "ansök",
            "rätt",
            "request",
            "right",
            "demand",
            "claim",
            "vaatimu",
            "rekisterinpitäjälle",
        )
    )


def _electronic_marketing(look: Look) -> Iterator[Finding]:
    for register in look.notice.registers:
        letters = {one.text for one in register.legal_bases}
        purpose = next((one for one in register.purposes if words.NEWSLETTER.search(one.text.casefold())), None)
        if purpose is None:
            purpose = _named_elsewhere(look, register)
        if "f" in letters and "a" not in letters and purpose is not None and not words.ONLY_CONSENT.search(look.low):
            yield Finding(
                "X05",
                "warning",
                _(
                    "Electronic marketing to a person wants prior consent, or the exception for one's own "
                    "customers; legitimate interests alone do not do (Act on Electronic Communications Services "
                    "917/2014, section 200; in Sweden marknadsföringslagen, section 19)."
                ),
                _(
                    "We send newsletters and other electronic marketing only with your consent, or about products "
                    "like those that you bought from us, and you can forbid it in every message."
                ),
                purpose,
            )
            return


def _named_elsewhere(look: Look, register: RegisterRead) -> Found | None:
    if not any(words.MARKETING.search(one.text.casefold()) for one in register.purposes):
        return None
    for start, end, section in look.sentences:
        if section.has("purposes", "bases") and words.NEWSLETTER.search(look.low, start, end):
            return look.quote(start, end)
    return None


_PARTS = ("legal_bases", "rights", "recipients")
_SAID = {
    "legal_bases": _("The languages of the notice claim different legal bases: %(one)s and %(other)s."),
    "rights": _("The languages of the notice promise different rights: %(one)s and %(other)s."),
    "recipients": _("The languages of the notice name different recipients: %(one)s and %(other)s."),
}
_SAME = _("Say the same in each language; this is missing in one of them: [what the other language says].")


def _languages(look: Look) -> Iterator[Finding]:
    """What the second language says otherwise than the first."""
    read = look.notice.by_language
    if len(read) < 2:
        return
    first, *others = look.notice.languages
    for code in others:
        for one, other in zip(read[first], read[code], strict=False):
            yield from _differing(look, one, other)
        yield from _wider_erasure(look, read[first], read[code])


def _differing(look: Look, one: RegisterRead, other: RegisterRead) -> Iterator[Finding]:
    for part in _PARTS:
        said, again = ({value.text.casefold() for value in getattr(register, part)} for register in (one, other))
        if said != again and (said or again):
            evidence = next(
                (
                    value
                    for register in (other, one)
                    for value in getattr(register, part)
                    if value.text.casefold() in said ^ again
                ),
                None,
            )
            shown = [", ".join(sorted(texts)) or "–" for texts in (said, again)]
            yield Finding(
                "X04",
                "error",
                _SAID[part],
                _SAME,
                evidence and look.quote(*_sentence(look, evidence.start)),
                (("one", shown[0]), ("other", shown[1])),
            )
    if one.transfers is not None and other.transfers is not None and one.transfers.text != other.transfers.text:
        yield Finding(
            "X04",
            "error",
            _(
                "One language of the notice says that data leaves the European Economic Area, the other that it "
                "does not."
            ),
            _SAME,
            look.quote(other.transfers.start, other.transfers.end),
        )
    if (one.retention is None) != (other.retention is None):
        yield Finding(
            "X04",
            "error",
            _("Only one language of the notice says how long data is kept."),
            _SAME,
            one.retention or other.retention,
        )


def _wider_erasure(look: Look, first: tuple[RegisterRead, ...], other: tuple[RegisterRead, ...]) -> Iterator[Finding]:
    """One language limits erasure to one register, or to certain situations, and the other does not."""
    places = [_of_erasure(look, read) for read in (first, other)]
    if None in places:
        return
    one, two = (place for place in places if place is not None)
    for limit in (_ONE_REGISTER, _SOMETIMES):
        limited = [limit.search(look.low, place.start, place.end) is not None for place in (one, two)]
        if limited[0] != limited[1]:
            wider, narrower = (two, one) if limited[0] else (one, two)
            yield Finding(
                "X04",
                "error",
                _("One language of the notice promises more erasure than the other, which says: “%(other)s”"),
                _SAME,
                wider,
                (("other", narrower.text),),
            )
            return


def _of_erasure(look: Look, read: tuple[RegisterRead, ...]) -> Found | None:
    for register in read:
        for right in register.rights:
            if right.text == "erasure":
                return look.quote(*_sentence(look, right.start))
    return None


def _sentence(look: Look, at: int) -> tuple[int, int]:
    return next(((start, end) for start, end, _ in look.sentences if start <= at < end), (at, at))
