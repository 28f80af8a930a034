"""The letters on the other rights: what was done, what was refused and why, and nothing claimed that is not so."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from markupsafe import Markup

from portal.domain.lifecycle import Capability, Ground, Right
from portal.domain.rulings import Answer, Balance, Claim, Reason, Ruling
from portal.domain.telling import News, TellingOutcome
from portal.domain.wishes import Correction
from portal.papers import letter_values, letters, rights_letters
from portal.papers.answer import SearchedBy, Withheld
from portal.papers.letter_values import CarriedIn, CarriedOutcome, CorrectionLine, Count, Gone, Meanwhile, ToldRecipient
from tests.papers import samples
from tests.papers.test_letters import XSS, text_of

REFUSED: Mapping[str, letter_values.RightsAnswer] = {
    "rectification": samples.rectification(
        lines=(
            CorrectionLine(
                Correction("name", "Aino", "Aina"),
                Ruling(Right.RECTIFICATION, "0", Answer.REFUSED, Reason.ACCURATE, category="name"),
            ),
        ),
        carried=(),
        told=(),
        searched=samples.SEARCHED,
    ),
    "erasure": samples.erasure(
        rulings=(Ruling(Right.ERASURE, "billing", Answer.REFUSED, Reason.LEGAL_CLAIMS, category="billing"),),
        gone=(),
        carried=(),
        told=(),
        searched=samples.SEARCHED,
    ),
    "restriction": samples.restriction(
        rulings=(Ruling(Right.RESTRICTION, "all", Answer.REFUSED, Reason.NOT_MET, records=3),),
        since=None,
        carried=(),
        told=(),
        searched=samples.SEARCHED,
    ),
    "objection": samples.objection(
        rulings=(Ruling(Right.OBJECTION, "sale", Answer.REFUSED, Reason.COMPELLING, balance=samples.BALANCE),),
        meanwhile=Meanwhile.ENDED,
        carried=(),
        told=(),
        searched=samples.SEARCHED,
    ),
    "portability": samples.portability(
        rulings=(Ruling(Right.PORTABILITY, "billing", Answer.NOT_AVAILABLE, Reason.BASIS, category="billing"),),
        counts=(),
        withheld=(),
        searched=samples.SEARCHED,
    ),
}
SAMPLES: Mapping[str, Callable[..., letter_values.RightsAnswer]] = {
    "rectification": samples.rectification,
    "erasure": samples.erasure,
    "restriction": samples.restriction,
    "objection": samples.objection,
    "portability": samples.portability,
}


def said(values: letter_values.LetterValues, language: str = "en") -> str:
    return text_of(letters.compose(values, language).html.replace("<br>", " "))


@pytest.mark.parametrize("language", samples.LANGUAGES)
@pytest.mark.parametrize("right", REFUSED)
def test_it_gives_reasons_authority_and_court_for_whatever_is_refused(right: str, language: str) -> None:
    letter = letters.compose(REFUSED[right], language)
    assert set(rights_letters.REFUSAL) <= set(letter.required)
    assert letters.missing_elements(letter) == ()
    assert not {"L7-systems", "L7-recipients", "L7-gone", "undone", "incomplete"} & set(letter.required)
    assert "https://tietosuoja.fi" in letter.html
    assert "00531" in letter.html
    for code in rights_letters.REFUSAL:
        broken = replace(letter, html=Markup(letter.html.replace(f'data-element="{code}"', "")))
        assert letters.missing_elements(broken) == (code,)
        assert "12(4)" in letters.required_because(code)


@pytest.mark.parametrize("right", SAMPLES)
def test_it_says_nothing_of_a_refusal_where_all_is_granted(right: str) -> None:
    values = SAMPLES[right](searched=samples.SEARCHED)
    if isinstance(values, letter_values.Rectification):
        values = replace(values, lines=values.lines[:1], carried=values.carried[:2])
    elif isinstance(values, letter_values.Portability):
        values = replace(values, rulings=values.rulings[:1], withheld=())
    else:
        values = replace(values, rulings=values.rulings[:1], carried=values.carried[:2])
    letter = letters.compose(values, "en")
    assert letters.missing_elements(letter) == ()
    assert not {*rights_letters.REFUSAL, "undone", "incomplete"} & set(letter.required)
    assert "refusal" not in text_of(letter.html)


def test_it_tells_correction_by_correction_what_was_done_and_where() -> None:
    told = said(samples.rectification())
    for wanted in (
        "We have corrected part of your data",
        "Vanhakuja 1",
        "Corrected: Uusikuja 2",
        "FieldsStreet",
        "WhereCustomer register, MailChimp",
        "As far as we could check, the data is right as it is (Article 16 GDPR)",
        "The register agrees.",
        "write a statement on the page of your request or to oona@example.org",
    ):
        assert wanted in told


def test_it_counts_what_is_gone_and_names_law_and_last_day_of_what_stays() -> None:
    told = said(samples.erasure())
    for wanted in (
        "We have deleted part of your data",
        "Of these we found nothing: Postal address.",
        "First and last name Customer register 1",
        "First and last name MailChimp 2",
        "Order: 3 deleted",
        "Customer: 1 made anonymous",
        "it was made anonymous in place of being deleted",
        "Billing 4 The law obliges us to keep it for a set time (Article 17(3)(b) GDPR) Used for: Bookkeeping",
        "31 December 2032 Six years from the end of the year",
        "We told these recipients of your data, so that they do the same (Article 19 GDPR): Deleted: MailChimp",
        "names of all who have received your data when you ask oona@example.org",
        "Slack: Could not be done. Slack keeps it.",
    ):
        assert wanted in told
    sure = said(samples.erasure(carried=samples.DONE_IN[1:2]))
    assert "made anonymous" not in sure


def test_it_tells_apart_who_was_told_who_is_next_and_who_was_not() -> None:
    """Art 19: a claim of each recipient that its own step keeps, and no other."""
    told = said(samples.erasure())
    for wanted in (
        "Deleted: MailChimp, 27 November 2026 Deleted: Partners: Kaveri Records Oy, Levykerho ry, 28 November 2026",
        "We plan to tell them by the day given; of a freeze only while it lasts: Deleted: Google, 4 December 2026",
        "These were not told: Deleted: Soittofirma Oy: The company was wound up in 2025",
    ):
        assert wanted in told
    asked = said(samples.recipients(told=samples.told_of(News.ERASED)[2:3]))
    assert "Google, 4 December 2026" in asked
    assert "We told these recipients" not in asked
    assert "Nobody: what was changed" in said(samples.recipients(told=()))
    meanwhile = samples.objection(
        rulings=samples.objection().rulings[1:], carried=(), told=samples.told_of(News.RESTRICTED)[:1]
    )
    assert "MailChimp, 27 November 2026" in said(meanwhile)


def test_it_never_says_done_of_what_could_not_be_done() -> None:
    failed = (samples.DONE_IN[2],)
    granted = samples.erasure().rulings[:1]
    told = said(samples.erasure(rulings=granted, gone=(), carried=failed, told=()))
    assert "We have not deleted your data" in told
    assert "We have deleted" not in told
    assert "there was nobody else to tell" in told
    part = said(samples.erasure(rulings=granted))
    assert "We have deleted part of your data" in part


@pytest.mark.parametrize("right", SAMPLES)
def test_it_never_says_nothing_held_while_a_system_is_unsearched(right: str) -> None:
    nothing = Ruling(Right(right), "0" if right == "rectification" else "name", Answer.NOTHING_HELD, category="name")
    values = SAMPLES[right]()
    if isinstance(values, letter_values.Rectification):
        values = replace(values, lines=(CorrectionLine(Correction("name", "", "Aina"), nothing),), carried=())
    elif isinstance(values, letter_values.Portability):
        values = replace(values, rulings=(nothing,), counts=(), withheld=())
    else:
        values = replace(values, rulings=(nothing,), carried=())
    told = said(values)
    assert "We cannot say that we hold none" in told
    assert "so far" in told
    assert "incomplete" in letters.compose(values, "en").required
    sure = said(replace(values, searched=samples.NOTHING))
    assert "We hold no" in sure
    assert "There was no" in sure


def test_it_says_what_frozen_means_and_since_when() -> None:
    told = said(samples.restriction())
    for wanted in (
        "All your data in this register",
        "Frozen since 1 December 2026.",
        "It may be wrong: do not use it until you have checked (Article 18(1)(a) GDPR)",
        "We only store this data.",
        "We write to you before we start to use the data again (Article 18(3) GDPR).",
    ):
        assert wanted in told


def test_it_answers_an_objection_purpose_by_purpose_with_the_grounds() -> None:
    told = said(samples.objection())
    for wanted in (
        "Marketing and newsletter Stopped It rested on your consent",
        "Customer care Goes on",
        "they outweigh yours (Article 21(1) GDPR) A theft is being investigated.",
        "How we weighed it: Customer care",
        "Our grounds for going on Two records were taken from our shelf",
        "Your situation, as you told it You work for another shop",
        "Why our grounds weigh more Without the two orders",
        "What milder ways we considered Only those two orders are used",
        "It stays frozen for now.",
    ):
        assert wanted in told
    letter = letters.compose(samples.objection(), "en")
    unsaid = replace(letter, html=Markup(letter.html.replace('data-element="L9-grounds"', "")))
    assert letters.missing_elements(unsaid) == ("L9-grounds",)
    claim = Ruling(
        Right.OBJECTION,
        "sale",
        Answer.REFUSED,
        Reason.LEGAL_CLAIMS,
        balance=Balance(claim=Claim.DEFENCE, which="L 26/7"),
    )
    assert "To defend against a legal claim L 26/7" in said(samples.objection(rulings=(claim,)))
    ended = said(REFUSED["objection"])
    assert "Why we go on using your data" in ended
    assert "That has ended." in ended
    silent = letters.compose(samples.objection(meanwhile=Meanwhile.NONE), "en")
    assert "L9-meanwhile" not in silent.required
    assert "frozen while we weighed" not in text_of(silent.html)


def test_it_tells_formats_and_bases_of_what_is_carried_over() -> None:
    told = said(samples.portability())
    for wanted in (
        "First and last name a contract with you (Article 6(1)(b) GDPR) Given 1",
        "Billing – Not given –",
        "structured, commonly used and machine-readable",
        "glossary.csv explains every field and code.",
        "Article 20(2) GDPR",
        "We use it neither on your consent nor for a contract with you (Article 20(1)(a) GDPR)",
        "It would reveal things about other people (Article 15(4)). Another customer's order.",
    ):
        assert wanted in told
    assert "folder" in said(samples.portability(in_folder=True))
    others = (Withheld("Slack", "name", Ground.NOT_THIS_PERSON, 3, "The other Aino"),)
    assert "The other Aino" not in said(samples.portability(withheld=others))


def test_it_announces_a_lifting_before_it_and_an_extension_with_its_dates() -> None:
    told = said(samples.lifting())
    for wanted in ("We start to use it again on 23 December 2026.", "Your address is corrected.", "MailChimp"):
        assert wanted in told
    told = said(samples.extension())
    for wanted in (
        "Delete my data",
        "The new last day is Monday, 1 March 2027.",
        "Without the extension it was Monday, 4 January 2027.",
        "eleven mailboxes",
    ):
        assert wanted in told


@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_it_says_what_was_asked_where_nothing_is_held(language: str) -> None:
    values = replace(samples.nothing(), asked=(Right.ERASURE, Right.OBJECTION))
    letter = letters.compose(values, language)
    assert letters.missing_elements(letter) == ()
    told = text_of(letter.html)
    with_access = text_of(letters.compose(samples.nothing(), language).html)
    names = {"fi": "tietoni poistetaan", "sv": "raderade", "en": "Delete my data"}
    assert names[language] in told
    assert names[language] not in with_access
    assert ("17" in told, "17" in with_access) == (True, False)


@pytest.mark.parametrize("attack", XSS)
def test_it_shows_hostile_values_as_text(attack: str) -> None:
    head = replace(samples.head(), recipient=attack, reference=attack)
    carried = (
        CarriedIn(
            "x", attack, Capability.ERASE, CarriedOutcome.DONE, SearchedBy.MACHINE,
            counts=(Count(attack, 1, "deleted"),),
        ),
        CarriedIn("y", attack, Capability.ERASE, CarriedOutcome.CANNOT, SearchedBy.PERSON, note=attack),
    )  # fmt: skip
    searched = (replace(samples.UNSEARCHED[0], name=attack, note=attack),)
    heard = (
        ToldRecipient(attack, News.ERASED, TellingOutcome.TOLD, samples.RECEIVED, names=attack),
        ToldRecipient(attack, News.ERASED, TellingOutcome.IMPOSSIBLE, why=attack),
    )
    told = Ruling(Right.ERASURE, attack, Answer.REFUSED, Reason.UNFOUNDED, category=attack, told=attack)
    weighed = replace(told, balance=Balance(attack, attack, attack, attack))
    correction = Correction(attack, attack, attack)
    done = replace(told, right=Right.RECTIFICATION, answer=Answer.GRANTED, value=attack)
    lines = (CorrectionLine(correction, done, (attack,), (attack,)), CorrectionLine(correction, told))
    every: tuple[letter_values.LetterValues, ...] = (
        samples.rectification(lines=lines, carried=carried, searched=searched),
        samples.erasure(
            rulings=(told,), gone=(Gone(attack, attack, 1),), carried=carried, searched=searched, told=heard,
        ),
        samples.recipients(told=heard),
        samples.restriction(rulings=(told,), carried=carried, searched=searched),
        samples.objection(rulings=(weighed, replace(told, answer=Answer.GRANTED)), carried=carried, searched=searched),
        samples.portability(
            rulings=(told,), counts=((attack, 1),), searched=searched,
            withheld=(Withheld(attack, attack, Ground.OTHERS_RIGHTS, 1, attack),),
        ),
        replace(samples.lifting(), reason=attack, systems=(attack,)),
        replace(samples.extension(), reasons=attack),
    )  # fmt: skip
    for values in every:
        html = letters.compose(replace(values, head=head), "en").html
        assert str(Markup.escape(attack)) in html
        assert not re.search(r"<(script|img|svg|style|title)\b", html)


def test_it_says_how_long_by_the_registers_own_words_where_no_day_is_known() -> None:
    kept = replace(samples.erasure().rulings[2].kept[0], until=None)
    ruling = replace(samples.erasure().rulings[2], kept=(kept,), kept_until=None)
    told = said(samples.erasure(rulings=(ruling,)))
    assert "Six years from the end of the year" in told
    assert "No day can be named yet" not in told
    bare = replace(ruling, kept=())
    assert "No day can be named yet" in said(samples.erasure(rulings=(bare,)))
    dated = replace(ruling, kept=(replace(kept, until=date(2030, 1, 31)),))
    assert "31 January 2030" in said(samples.erasure(rulings=(dated,)))


def test_it_speaks_the_name_of_an_unknown_purpose_without_its_key() -> None:
    everything = Ruling(Right.OBJECTION, "all", Answer.NOT_AVAILABLE, Reason.BASIS)
    told = said(samples.objection(rulings=(everything,)))
    assert "Every use of your data" in told


def test_it_says_which_use_ends_of_what_stays() -> None:
    letter = letters.compose(samples.erasure(), "fi")
    assert "Jääviä tietoja ei enää käytetä näihin tarkoituksiin:" in text_of(letter.html)
    assert "Asiakassuhteen hoitaminen" in text_of(letter.html)
    # Where it could not be ended, it is never told as done
    failed = CarriedIn("slack", "Slack", Capability.RESTRICT, CarriedOutcome.CANNOT, SearchedBy.PERSON, ends=True)
    letter = letters.compose(samples.erasure(carried=(failed,)), "en")
    assert "no longer to be used for these purposes. Where that is not done yet is told above." in text_of(letter.html)
    assert "undone" in letter.required


def test_it_tells_what_else_can_be_asked_where_a_right_does_not_hold() -> None:
    carried = Ruling(Right.PORTABILITY, "billing", Answer.NOT_AVAILABLE, Reason.BASIS, category="billing", records=2)
    letter = letters.compose(samples.portability(rulings=(carried,), counts=(), withheld=()), "en")
    assert "You can ask for a copy of it instead (Article 15)" in text_of(letter.html)
    objected = Ruling(Right.OBJECTION, "books", Answer.NOT_AVAILABLE, Reason.BASIS)
    letter = letters.compose(samples.objection(rulings=(objected,)), "sv")
    assert "Du kan be oss radera eller frysa dem: de rättigheterna har egna regler" in text_of(letter.html)
    weighed = replace(objected, subject="sale", answer=Answer.REFUSED, reason=Reason.COMPELLING)
    letter = letters.compose(samples.objection(rulings=(weighed,)), "sv")
    assert "Du kan be oss" not in text_of(letter.html)
