"""What Article 13 wants in every notice: who, why, on which basis, how long, which rights, where to complain."""

import re
from collections.abc import Iterator

from portal.reading.notice.fields.controller import marks
from portal.reading.notice.lint import words
from portal.reading.notice.lint.finding import Finding, Look
from portal.reading.notice.tongues.speaking import folded
from portal.reading.notice.values import Found
from portal.words import marked as _

SIX_RIGHTS = ("access", "rectification", "erasure", "restriction", "objection", "portability")
_LONG_QUOTE = 400


def presence(look: Look) -> Iterator[Finding]:
    """N01, N03 to N07, N09 to N14, N16, N17."""
    yield from _controller(look)
    yield from _purposes(look)
    yield from _bases(look)
    yield from _recipients(look)
    yield from _retention(look)
    yield from _rights(look)
    yield from _complaint(look)
    yield from _provision(look)
    yield from _automated(look)
    yield from _objection_apart(look)
    yield from _channel(look)


def _controller(look: Look) -> Iterator[Finding]:
    who, contact = look.notice.controller, look.notice.contact
    reachable = who.email or who.phone or contact.email or contact.phone
    if who.name is None:
        yield Finding(
            "N01",
            "error",
            _("The notice does not name the controller (Art 13(1)(a) GDPR)."),
            _(
                "The controller is [legal name], business ID [number], [street address, postal code and town], "
                "[email], [phone]."
            ),
        )
    elif not (who.business_id or who.address) or not reachable:
        yield Finding(
            "N01",
            "error",
            _(
                "The controller's contact details are not complete: a business ID or an address, and an email "
                "address or a phone number (Art 13(1)(a) GDPR)."
            ),
            _("Business ID [number], [street address, postal code and town], [email], [phone]."),
            who.name,
        )
    for one, right in (
        *marks.finnish_ids(look.text, 0, len(look.text)),
        *marks.swedish_ids(look.text, 0, len(look.text)),
    ):
        if not right and who.business_id is None and _calls_itself_id(look, one):
            yield Finding(
                "B06",
                "error",
                _(
                    "The check digit of the business ID is wrong, so it was not taken. Compare it with the trade "
                    "register."
                ),
                _("Business ID [number]."),
                one,
            )
            return
    for section in look.sections:
        if (
            section.has("dpo")
            and section.blocks
            and next(marks.emails(look.text, section.blocks[0].start, section.blocks[-1].end), None) is None
            and look.notice.contact.email is None
        ):
            yield Finding(
                "N03",
                "error",
                _("A data protection officer is mentioned without an address to write to (Art 13(1)(b) GDPR)."),
                _("Our data protection officer: [email]."),
                look.quote(*section.head) if section.head else None,
            )
            return


def _calls_itself_id(look: Look, one: Found) -> bool:
    before = look.low[max(0, one.start - 40) : one.start]
    return any(word in before for word in ("tunnus", "nummer", "org", "business", "id", "registration", "number"))


def _purposes(look: Look) -> Iterator[Finding]:
    if look.first("purposes") is None:
        yield Finding(
            "N04",
            "error",
            _("The notice does not say what the data is used for (Art 13(1)(c) GDPR)."),
            _("We use your data for [purpose], [purpose] and [purpose]."),
        )
        return
    for start, end, section in look.sentences:
        if section.has("purposes") and words.MAY_USE.search(look.low, start, end):
            yield Finding(
                "N04",
                "warning",
                _(
                    "A purpose is named only as a possibility. Say what the data is used for, not what it might be "
                    "used for (Art 13(1)(c) GDPR)."
                ),
                _("We use your data for [purpose]."),
                look.quote(start, end),
            )
            return


def _bases(look: Look) -> Iterator[Finding]:
    if not look.bases:
        yield Finding(
            "N05",
            "error",
            _("No legal basis is given for any purpose (Art 13(1)(c) GDPR)."),
            _(
                "We process your data on the basis of [a contract with you (Article 6(1)(b) GDPR) / a legal "
                "obligation (Article 6(1)(c)) / our legitimate interests (Article 6(1)(f)) / your consent (Article "
                "6(1)(a))]."
            ),
        )
    yield from _special(look)
    if "f" in look.bases:
        yield from _interests(look)


def _special(look: Look) -> Iterator[Finding]:
    """Data of a special category, where a notice speaks of its data, what it is for or how long it is kept."""
    about = ("categories", "purposes", "retention")
    said = [(start, end) for start, end, section in look.sentences if section.has(*about)]
    said += [(one.start, one.end) for register in look.notice.registers for one in register.data_categories]
    for start, end in sorted(said):
        if (one := words.SPECIAL.search(look.low, start, end)) and not words.DENIED.search(look.low, start, end):
            if not words.SPECIAL_BASIS.search(look.low):
                yield Finding(
                    "N05",
                    "error",
                    _("Data of a special category is named without its own ground (Art 9(2) GDPR)."),
                    _(
                        "Data about health is processed on the ground of [your explicit consent (Article 9(2)(a) "
                        "GDPR)]."
                    ),
                    look.quote(one.start(), one.end()),
                )
            return


def _interests(look: Look) -> Iterator[Finding]:
    first: Found | None = None
    for register in look.notice.registers:
        for letter in register.legal_bases:
            if letter.text == "f":
                first = first or look.quote(*_sentence_at(look, letter.start))
    for start, end, section in look.sentences:
        if "legitim" in look.low[start:end] or "oikeutet" in look.low[start:end] or "berättig" in look.low[start:end]:
            if section.has("rights") and not section.has("bases"):
                continue
            if words.INTEREST.search(look.low, start, end):
                return
    if not any(word in look.low for word in ("the interest:", "etu:", "intresset:")):
        yield Finding(
            "N06",
            "error",
            _("Legitimate interests are claimed, and it is not said which (Art 13(1)(d) GDPR)."),
            _("Our legitimate interest is [to serve our customers well and to keep them informed]."),
            first,
        )


def _sentence_at(look: Look, at: int) -> tuple[int, int]:
    return next(((start, end) for start, end, _ in look.sentences if start <= at < end), (at, at))


def _recipients(look: Look) -> Iterator[Finding]:
    if look.first("recipients") is not None:
        return
    vague: Found | None = None
    for start, end, section in look.sentences:
        if section.has("rights", "cookies"):
            continue
        if words.NO_RECIPIENTS.search(look.low, start, end):
            if not words.HEDGED.search(look.low, start, end):
                return
            vague = vague or look.quote(start, end)
        elif section.has("recipients"):
            vague = vague or look.quote(start, end)
    if vague is not None:
        yield Finding(
            "N07",
            "warning",
            _(
                "Recipients are named only as kinds, or with exceptions that are not told. Name them, the "
                "processors too (Art 13(1)(e) and 4(9) GDPR)."
            ),
            _("Your data is processed for us by [name of the service] ([what for])."),
            vague,
        )
    else:
        yield Finding(
            "N07",
            "error",
            _(
                "The notice does not say who receives the data; processors are recipients too (Art 13(1)(e) and "
                "4(9) GDPR)."
            ),
            _("Your data is processed for us by [name of the service] ([what for])."),
        )


def _retention(look: Look) -> Iterator[Finding]:
    kept = look.first("retention")
    add = _(
        "We keep [orders and invoices] for [six years from the end of the calendar year in which the "
        "financial year ended] and [other customer data] for [three years from the last contact]."
    )
    if kept is None:
        yield Finding(
            "N09",
            "error",
            _("The notice does not say how long data is kept, nor by which criteria (Art 13(2)(a) GDPR)."),
            add,
        )
    elif words.NECESSARY.search(said := folded(kept.text)) and not words.PERIOD.search(said):
        yield Finding(
            "N09",
            "error",
            _(
                "“As long as necessary” is neither a period nor a criterion: a person cannot tell from it when "
                "their data goes (Art 13(2)(a) GDPR)."
            ),
            add,
            kept,
        )
    elif words.ONLY_SILENT.search(said) and not words.PERIOD.search(said):
        yield Finding(
            "N09",
            "error",
            _("The notice does not say how long data is kept, nor by which criteria (Art 13(2)(a) GDPR)."),
            add,
            kept,
        )


def _rights(look: Look) -> Iterator[Finding]:
    rights, bases = look.rights, look.bases
    missing = [
        right
        for right in SIX_RIGHTS
        if right not in rights and not (right == "objection" and not bases & {"e", "f"} and bases)
    ]
    missing = [right for right in missing if not (right == "portability" and bases and not bases & {"a", "b"})]
    for right in missing:
        yield Finding("N10", "error", RIGHT_MISSING[right], RIGHT_ADDED[right])
    if "portability" in rights and bases and not bases & {"a", "b"}:
        yield Finding(
            "N10",
            "warning",
            _(
                "Portability is promised, and no purpose rests on consent or a contract, so that the "
                "right does not "
                "exist here (Art 20(1) GDPR)."
            ),
            "",
            _of_right(look, "portability"),
        )
    if "withdraw_consent" in rights and bases and "a" not in bases:
        yield Finding(
            "N10",
            "warning",
            _("The withdrawal of consent is promised, and no purpose rests on consent (Art 7(3) GDPR)."),
            "",
            _of_right(look, "withdraw_consent"),
        )
    if "objection" in rights and bases and not bases & {"e", "f"}:
        yield Finding(
            "N10",
            "warning",
            _(
                "An objection is promised, and no purpose rests on legitimate interests or a public task, so that "
                "the right does not exist here (Art 21(1) GDPR)."
            ),
            "",
            _of_right(look, "objection"),
        )
    if "a" in bases and "withdraw_consent" not in rights:
        yield Finding(
            "N11",
            "error",
            _(
                "A purpose rests on consent, and it is not said that consent can be withdrawn at any time (Art "
                "13(2)(c) GDPR)."
            ),
            _("You can withdraw your consent at any time. What was done before stays lawful."),
        )
    elif "a" in bases and not words.LAWFUL_BEFORE.search(look.low):
        yield Finding(
            "N11",
            "warning",
            _("It is not said that what was done before consent is withdrawn stays lawful (Art 13(2)(c) GDPR)."),
            _("Withdrawing your consent does not make unlawful what was done before."),
            _of_right(look, "withdraw_consent"),
        )


def _of_right(look: Look, right: str) -> Found | None:
    for register in look.notice.registers:
        for one in register.rights:
            if one.text == right:
                return look.quote(*_sentence_at(look, one.start))
    return None


RIGHT_MISSING = {
    "access": _("The right of access is not mentioned (Art 13(2)(b) and 15 GDPR)."),
    "rectification": _("The right to rectification is not mentioned (Art 13(2)(b) and 16 GDPR)."),
    "erasure": _("The right to erasure is not mentioned (Art 13(2)(b) and 17 GDPR)."),
    "restriction": _("The right to restriction is not mentioned (Art 13(2)(b) and 18 GDPR)."),
    "objection": _("The right to object is not mentioned (Art 13(2)(b) and 21 GDPR)."),
    "portability": _("The right to data portability is not mentioned (Art 13(2)(b) and 20 GDPR)."),
}
RIGHT_ADDED = {
    "access": _("You have the right to see the data that we hold about you."),
    "rectification": _("You have the right to have mistakes in your data corrected."),
    "erasure": _("You have the right to have your data erased in the situations of Article 17 GDPR."),
    "restriction": _(
        "You have the right to have the processing of your data restricted in the situations of Article 18 GDPR."
    ),
    "objection": _(
        "You have the right to object, on grounds of your own situation, to processing that rests on "
        "legitimate interests, and to direct marketing at any time."
    ),
    "portability": _(
        "You have the right to receive the data that you gave us in a machine-readable form and to have it "
        "moved to another controller."
    ),
}


def _complaint(look: Look) -> Iterator[Finding]:
    if "complaint" not in look.rights:
        yield Finding(
            "N12",
            "error",
            _("The right to complain to a supervisory authority is not mentioned (Art 13(2)(d) GDPR)."),
            _("You have the right to complain to the supervisory authority: [name and address of the authority]."),
        )
    elif not (words.AUTHORITY.search(look.low) and words.AUTHORITY_PLACE.search(look.low)):
        yield Finding(
            "N12",
            "warning",
            _("The supervisory authority is not named with its address."),
            _("The supervisory authority is [name and address of the authority]."),
            _of_right(look, "complaint"),
        )


def _provision(look: Look) -> Iterator[Finding]:
    said = any(
        section.has("obligation")
        and not all(words.ONLY_SILENT.search(look.low, block.start, block.end) for block in section.blocks)
        for section in look.sections
    )
    if not said and not _says(look, words.PROVISION):
        yield Finding(
            "N13",
            "error",
            _(
                "It is not said whether a person has to give the data, and what follows if they do not (Art "
                "13(2)(e) GDPR)."
            ),
            _("You need not give us your data, but without [name and contact details] we cannot [deliver your order]."),
        )


def _says(look: Look, pattern: re.Pattern[str]) -> bool:
    """Whether a sentence says it, and not only a heading above one that is silent."""
    return any(
        pattern.search(look.low, start, end) and not words.ONLY_SILENT.search(look.low, start, end)
        for start, end, _section in look.sentences
    )


def _automated(look: Look) -> Iterator[Finding]:
    for start, end, section in look.sentences:
        if section.has("rights", "cookies") or words.AUTOMATED.search(look.low, start, end) is None:
            continue
        if not words.DENIED.search(look.low, start, end) and not words.LOGIC.search(look.low):
            yield Finding(
                "N14",
                "error",
                _(
                    "Automated decisions or profiling are mentioned without their logic, significance and "
                    "consequences (Art 13(2)(f) GDPR)."
                ),
                _("The decision is made by [logic]; for you it means [significance and consequences]."),
                look.quote(start, end),
            )
        return


def _objection_apart(look: Look) -> Iterator[Finding]:
    marketing = any(
        words.MARKETING.search(one.text.casefold()) for register in look.notice.registers for one in register.purposes
    )
    if not (look.bases & {"e", "f"} or marketing):
        return
    heads = [look.low[section.head[0] : section.head[1]] for section in look.sections if section.head is not None]
    if not any(words.SEPARATE.search(head) for head in heads):
        yield Finding(
            "N16",
            "error",
            _(
                "The right to object is not brought to attention separately, under a heading of its own (Art 21(4) "
                "GDPR)."
            ),
            _(
                "Your right to object: you can object to direct marketing at any time, and to processing on "
                "legitimate interests on grounds of your own situation."
            ),
            _of_right(look, "marketing_objection") or _of_right(look, "objection"),
        )


def _channel(look: Look) -> Iterator[Finding]:
    who, contact = look.notice.controller, look.notice.contact
    mails = [one for one in (contact.email, who.email) if one is not None]
    for mail in mails:
        if words.PLACEHOLDER.search(mail.text.casefold()):
            yield Finding(
                "N17",
                "warning",
                _(
                    "The address for requests cannot be real, so that nobody can use their rights by it (Art 12(2) "
                    "GDPR)."
                ),
                _("Send your request to [email], or use [address of the portal]."),
                mail,
            )
            return
    if not mails and not (who.phone or contact.phone) and next(marks.urls(look.text, 0, len(look.text)), None) is None:
        yield Finding(
            "N17",
            "warning",
            _("There is no way to make a request: no address of mail, no number, no page (Art 12(2) GDPR)."),
            _("Send your request to [email], or use [address of the portal]."),
        )
