"""What Art 13, 14, 21(4), 26(2) and 27 GDPR want in a notice has its place in ours, under a heading that says so."""

import re
from dataclasses import replace

import pytest

from portal import words
from portal.domain.register import Contact, LegalBasis, Register, Text
from portal.papers.register_texts import render_notice
from portal.reading.toml import shipped_register
from tests.papers.test_register_texts import _plain

PORTAL = "https://portal.example.org/digelius/"
PLACES = (
    # Item, the id of its heading, the heading in English, and what stands below it.
    ("N01", "notice-controller", "Controller and contact person", "2383558-8"),
    ("N02", "notice-controller", "Controller and contact person", "Representative in the European Union"),
    ("N03", "notice-controller", "Controller and contact person", "Data protection officer"),
    ("N04", "notice-purposes", "Purposes of the processing and their legal basis", "Delivering orders and services"),
    ("N05", "notice-purposes", "Purposes of the processing and their legal basis", "Article 6(1)(b) GDPR"),
    ("N06", "notice-purposes", "Purposes of the processing and their legal basis", "to tell customers about records"),
    ("N07", "notice-recipients", "Recipients and processors of the data", "MailChimp"),
    ("N08", "notice-transfers", "Transfers outside the EU and the EEA", "To which countries The United States"),
    (
        "N08",
        "notice-transfers",
        "Transfers outside the EU and the EEA",
        "On what the transfer rests An adequacy decision",
    ),
    ("N08", "notice-transfers", "Transfers outside the EU and the EEA", "How to get a copy of the safeguards Ask us"),
    ("N09", "notice-data", "Personal data and storage periods", "3 years from delivery"),
    ("N10", "notice-rights", "Your rights as a data subject", "Take your data with you (Article 20)"),
    ("N11", "notice-consent", "Withdrawing your consent", "withdraw it at any time. What was done before then stays"),
    ("N12", "notice-complaint", "Complaint to the supervisory authority", "Office of the Data Protection Ombudsman"),
    ("N13", "notice-provision", "Whether you have to provide the data", "without them it cannot be delivered"),
    ("N14", "notice-automated", "Automated decisions and profiling", "by automated means alone"),
    ("N15", "notice-changes", "Changes to the notice", "last updated on 17 November 2023"),
    ("N16", "notice-objection", "Your right to object and to forbid direct marketing", "(Article 21(1))"),
    ("N17", "notice-rights", "Your rights as a data subject", PORTAL),
    ("N17", "notice-rights", "Your rights as a data subject", "contact person"),
    ("N18", "notice-joint", "Joint controllers", "The label answers for the newsletter"),
    ("S01", "notice-data", "Personal data and storage periods", "Postal address"),
    ("S02", "notice-sources", "Sources of the data", "a public source"),
)


@pytest.fixture
def whole() -> Register:
    """The shop's register with all that only some controllers have to say."""
    shop = shipped_register("digelius")
    consent = replace(shop.purposes[5], legal_basis=LegalBasis.CONSENT, interest=None)
    return replace(
        shop,
        controller=replace(
            shop.controller,
            officer=Contact("", "dpo@example.org"),
            representative=Contact("Eva Edustaja", "eva@example.org"),
        ),
        joint=_said("The label answers for the newsletter, the shop for the orders."),
        purposes=(*shop.purposes[:5], consent, *shop.purposes[6:]),
        transfer=replace(
            shop.transfer,
            outside_eea=True,
            countries=_said("The United States"),
            safeguards=_said("An adequacy decision"),
            copy=_said("Ask us"),
        ),
    )


def _said(text: str) -> Text:
    return Text(text, text, text)


def sections(html: str) -> dict[str, tuple[str, str]]:
    """What stands under each heading that has an id, up to the next such heading of its level or above."""
    found = list(re.finditer(r'<h([23]) id="([^"]+)">(.*?)</h\1>', html, re.DOTALL))
    told = {}
    for place, one in enumerate(found):
        end = next((later.start() for later in found[place + 1 :] if later[1] <= one[1]), len(html))
        told[one[2]] = (_plain(one[3]).strip(), _plain(html[one.end() : end]))
    return told


@pytest.mark.parametrize(
    ("item", "place", "heading", "said"), PLACES, ids=[f"{one[0]}-{one[3][:12]}" for one in PLACES]
)
def test_it_has_a_headed_place_for_each_item(whole: Register, item: str, place: str, heading: str, said: str) -> None:
    titled, text = sections(render_notice(whole, "en", PORTAL))[place]
    assert titled == heading, item
    assert said in text, item


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("slug", ["digelius", "thewind"])
def test_its_headings_are_in_order_and_the_same_in_every_language(slug: str, language: str) -> None:
    html = render_notice(shipped_register(slug), language, PORTAL)
    levels = [int(one) for one in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 2
    assert all(later - one <= 1 for one, later in zip(levels, levels[1:], strict=False))
    assert re.findall(r'<h2 id="([^"]+)"', html) == re.findall(
        r'<h2 id="([^"]+)"', render_notice(shipped_register(slug), "en", PORTAL)
    )
    assert len(set(re.findall(r'id="([^"]+)"', html))) == len(re.findall(r'id="([^"]+)"', html))


def test_what_only_some_have_to_say_leaves_no_empty_heading() -> None:
    html = render_notice(shipped_register("digelius"), "en", PORTAL)
    assert not {"notice-joint", "notice-consent"} & sections(html).keys()
    assert "Data protection officer" not in html
    assert not [place for place, (_heading, text) in sections(html).items() if not text.strip()]


def test_what_a_notice_leaves_out_is_said_to_be_left_out() -> None:
    blank = Text("", "", "")
    shop = shipped_register("digelius")
    bare = replace(
        shop, sources=(), recipients=(), processors=None, disclosures=None, provision=None, automated_decisions=None,
        security=blank, retention=blank, changes=blank, transfer=replace(shop.transfer, text=blank, remark=None),
        systems=(), categories=tuple(replace(one, uses=()) for one in shop.categories),
    )  # fmt: skip
    html = render_notice(bare, "en", PORTAL)
    told = sections(html)
    for place in ("sources", "recipients", "provision", "transfers", "security", "changes", "data"):
        assert "The notice does not say." in told[f"notice-{place}"][1], place
    assert not re.search(r"<(p|ul|dl|dd|li)>\s*</\1>", html)
