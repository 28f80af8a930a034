"""A record shop of its own for the papers' tests, an invented customer, and what was found about her."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from portal.domain.lifecycle import Ground, Match, Right
from portal.domain.register import (
    CategoryUse,
    Contact,
    Controller,
    DataCategory,
    LegalBasis,
    Prohibition,
    Purpose,
    Recipient,
    Register,
    Retention,
    RetentionRule,
    Source,
    System,
    Text,
    Transfer,
)
from portal.papers import answer, letters, package
from portal.papers.answer import AuthorityFact, SearchedBy, SearchedSystem, SearchOutcome, Withheld
from portal.papers.register_texts import access_information
from portal.papers.sheets import Scalar

LANGUAGES = ("fi", "sv", "en")
FOUND_AT = datetime(2026, 12, 2, 7, 30, tzinfo=UTC)
ANSWERED_AT = datetime(2026, 12, 9, 12, 15, 40, tzinfo=UTC)
RECEIVED = date(2026, 12, 1)
REFERENCE = "K7QF-3MZT-9DWA"
NAME = "Aino Järvi-Ståhlström"
AUTHORITY = AuthorityFact(
    "Tietosuojavaltuutetun toimisto", "PL 800, 00531 Helsinki", "https://tietosuoja.fi/ilmoitus-tietosuojavaltuutetulle"
)
NOWHERE = Text("", "", "")

CONTROLLER = Controller(
    slug="aani",
    legal_name="Ääni ja Levy Oy",
    trade_name="Levykauppa Ääni",
    business_id="1234567-1",
    address=("c/o Ääni ja Levy Oy", "Esimerkkikatu 8–10 LH 211", "00100 Helsinki"),
    country="FI",
    time_zone="Europe/Helsinki",
    languages=LANGUAGES,
    contact=Contact("Oona Esimerkki", "oona@example.org", "+358 40 0000000"),
)
SALE = Purpose(
    "sale", Text("Asiakassuhteen hoitaminen", "Skötsel av kundrelationen", "Customer care"), LegalBasis.CONTRACT
)
BOOKS = Purpose("books", Text("Kirjanpito", "Bokföring", "Bookkeeping"), LegalBasis.LEGAL_OBLIGATION)
NEWS = Purpose(
    "news",
    Text("Markkinointi ja uutiskirje", "Marknadsföring och nyhetsbrev", "Marketing and newsletter"),
    LegalBasis.LEGITIMATE_INTERESTS,
    assumed=True,
    interest=Text(
        "Kerromme uutuuksista asiakkaillemme.",
        "Vi berättar om nyheter för våra kunder.",
        "We tell our customers of new records.",
    ),
    direct_marketing=True,
)
YEARS = Retention(
    RetentionRule.FIXED_PERIOD,
    Text("Kolme vuotta viimeisestä ostosta", "Tre år efter det senaste köpet", "Three years after the last purchase"),
    36,
    True,
)
VOUCHERS = Retention(
    RetentionRule.BOOKKEEPING_VOUCHERS,
    Text(
        "Kuusi vuotta sen vuoden lopusta, jona tilikausi päättyi (kirjanpitolaki 2:10)",
        "Sex år från utgången av det år då räkenskapsperioden gick ut (bokföringslagen 2:10)",
        "Six years from the end of the year in which the financial year ended (Accounting Act 2:10)",
    ),
)
REGISTER = Register(
    key="customers",
    name=Text(
        "Asiakas- ja markkinointirekisteri", "Kund- och marknadsföringsregister", "Customer and marketing register"
    ),
    controller=CONTROLLER,
    updated="2023-11-17",
    purposes=(SALE, BOOKS, NEWS),
    categories=(
        DataCategory(
            "name",
            Text("Etu- ja sukunimi", "För- och efternamn", "First and last name"),
            (CategoryUse("sale", YEARS), CategoryUse("news", YEARS, assumed=True)),
        ),
        DataCategory(
            "postal_address", Text("Postiosoite", "Postadress", "Postal address"), (CategoryUse("sale", YEARS),)
        ),
        DataCategory(
            "orders",
            Text("Tiedot aikaisemmista tilauksista", "Uppgifter om tidigare beställningar", "Earlier orders"),
            (CategoryUse("sale", YEARS),),
        ),
        DataCategory("billing", Text("Laskutus", "Fakturering", "Billing"), (CategoryUse("books", VOUCHERS),)),
    ),
    sources=(
        Source("you", Text("Sinä itse, kun tilaat", "Du själv, när du beställer", "You yourself, when you order")),
    ),
    recipients=(
        Recipient(
            "mail",
            Text("MailChimp", "MailChimp", "MailChimp"),
            "processor",
            True,
            Text("uutiskirjeet", "nyhetsbrev", "newsletters"),
            ("name",),
        ),
        Recipient(
            "tele",
            Text("Telemarkkinointiyritys", "Telemarketingföretag", "A telemarketing firm"),
            "recipient",
            False,
            Text("kampanjat", "kampanjer", "campaigns"),
        ),
    ),
    prohibitions=(
        Prohibition("direct", Text("Suoramainonta", "Direktreklam", "Direct advertising"), "article_21_2"),
        Prohibition("distance", Text("Etämyynti", "Distansförsäljning", "Distance selling"), "article_21_2"),
        Prohibition(
            "research",
            Text(
                "Mielipide- ja markkinatutkimus", "Opinions- och marknadsundersökningar", "Opinion and market research"
            ),
            "notice",
        ),
    ),
    systems=(
        System("register", Text("Asiakasrekisteri", "Kundregistret", "Customer register"), "sql", "staff", (), (), {}),
        System("chat", Text("Slack", "Slack", "Slack"), "by_hand", "staff", (), (), {}),
    ),
    transfer=Transfer(
        False,
        Text(
            "Tietoja ei siirretä Euroopan talousalueen ulkopuolelle.",
            "Uppgifter överförs inte utanför Europeiska ekonomiska samarbetsområdet.",
            "Data is not transferred outside the European Economic Area.",
        ),
    ),
    retention=NOWHERE,
    security=NOWHERE,
    rights=NOWHERE,
    changes=NOWHERE,
)
LABELS = {
    "name": Text("Nimi", "Namn", "Name"),
    "street": Text("Katuosoite", "Gatuadress", "Street"),
    "postcode": Text("Postinumero", "Postnummer", "Postcode"),
    "city": Text("Postitoimipaikka", "Postort", "Town"),
    "order": Text("Tilausnumero", "Ordernummer", "Order number"),
    "ordered": Text("Tilattu", "Beställt", "Ordered on"),
    "title": Text("Tuote", "Produkt", "Item"),
    "price": Text("Hinta, €", "Pris, €", "Price, €"),
    "state": Text("Tila", "Status", "State"),
    "note": Text("Muistiinpano", "Anteckning", "Note"),
}


def finding(
    category: str, values: Mapping[str, Scalar], system: str = "register", match: Match = Match.EXACT
) -> package.PackageFinding:
    """A record of `category`, its fields labelled where `LABELS` knows them."""
    fields = tuple(package.FieldValue(key, LABELS.get(key, key), value, column=key) for key, value in values.items())
    return package.PackageFinding(system, REGISTER.system(system).name, category, "", category, match, fields, FOUND_AT)


def order(number: int) -> package.PackageFinding:
    """One row of the order book."""
    return finding(
        "orders",
        {
            "order": 100_000 + number,
            "ordered": f"20{10 + number % 16}-{1 + number % 12:02}-{1 + number % 28:02}",
            "title": ("Kind of Blue, LP", "Poly-Gamma, 2 × LP, käytetty, kansi kulunut", "Sininen kuu, 7″")[number % 3],
            "price": 19.9 + number % 7,
            "state": ("S", "R")[number % 2],
        },
    )


FINDINGS = (
    finding("name", {"name": NAME}),
    finding("postal_address", {"street": "Esimerkinkuja 12 B 34", "postcode": "00550", "city": "Helsinki"}),
    *(order(number) for number in range(7)),
    finding(
        "unsorted",
        {"note": "Aino kysyi, koska levy tulee.\nSoitan perjantaina.", "told": True, "ended": None},
        "chat",
        Match.MENTION,
    ),
)
SEARCHED = (
    SearchedSystem("register", REGISTER.systems[0].name, SearchOutcome.FOUND, SearchedBy.MACHINE, FOUND_AT),
    SearchedSystem("chat", REGISTER.systems[1].name, SearchOutcome.FOUND, SearchedBy.PERSON, FOUND_AT),
    SearchedSystem("mail", "MailChimp", SearchOutcome.NOTHING, SearchedBy.PERSON, FOUND_AT),
)
UNSEARCHED = (
    SearchedSystem("post", "Google Workspace", SearchOutcome.INCOMPLETE, SearchedBy.PERSON, FOUND_AT, "Archive 2014"),
    SearchedSystem("tele", "Soittopalvelu Esimerkki Oy", SearchOutcome.ASKED, SearchedBy.PROCESSOR, FOUND_AT),
)
NOTHING = tuple(SearchedSystem(one.key, one.name, SearchOutcome.NOTHING, one.by, one.at) for one in SEARCHED)
WITHHELD = (
    Withheld(REGISTER.systems[1].name, "unsorted", Ground.OTHERS_RIGHTS, 2, "Another customer's order."),
    Withheld(REGISTER.systems[0].name, "billing", Ground.LEGAL_LIMIT, 1),
)
GLOSSARY = (
    package.GlossaryEntry(
        "state",
        LABELS["state"],
        Text("Missä vaiheessa tilaus on.", "Var beställningen är.", "Where the order stands."),
        (
            package.Code("S", Text("lähetetty", "skickad", "sent")),
            package.Code("R", Text("palautettu", "returnerad", "returned")),
        ),
    ),
)


def head() -> letters.Head:
    """The top of a letter to Aino."""
    return letters.Head(CONTROLLER, REFERENCE, date(2026, 12, 9), NAME, "Europe/Helsinki")


def information(language: str) -> answer.Information:
    """Art 15(1) for all categories of the shop."""
    return access_information(REGISTER, language, [one.key for one in REGISTER.categories])


def access(language: str, **changed: object) -> letters.AccessAnswer:
    """Values of the fullest access answer: found, partly withheld, partly unsearched."""
    values: dict[str, object] = {
        "head": head(),
        "received": RECEIVED,
        "register": REGISTER,
        "information": information(language),
        "searched": SEARCHED + UNSEARCHED,
        "counts": (("name", 1), ("postal_address", 1), ("orders", 7), ("unsorted", 1)),
        "withheld": WITHHELD,
        "available_until": date(2027, 1, 8),
    }
    return letters.AccessAnswer(**(values | changed))  # type: ignore[arg-type]  # one factory for all fields


def nothing() -> letters.NothingHeld:
    """Values of "we hold nothing about you"."""
    return letters.NothingHeld(head(), RECEIVED, REGISTER, AUTHORITY, NOTHING)


def marketing() -> letters.MarketingStopped:
    """Values of the answer to a marketing objection, with every outcome."""
    systems = (
        letters.StoppedIn(CONTROLLER.trade_name, letters.StopOutcome.DONE, FOUND_AT),
        letters.StoppedIn(REGISTER.systems[0].name, letters.StopOutcome.WAITING),
        letters.StoppedIn("MailChimp", letters.StopOutcome.ASKED, FOUND_AT),
        letters.StoppedIn("Slack", letters.StopOutcome.NOT_THERE, FOUND_AT),
        letters.StoppedIn("Google", letters.StopOutcome.INCOMPLETE, None, "Contacts"),
    )
    return letters.MarketingStopped(head(), RECEIVED, FOUND_AT, REGISTER.prohibitions, systems, AUTHORITY)


def acknowledgement() -> letters.Acknowledgement:
    """Values of the acknowledgement of an access request and a marketing objection."""
    return letters.Acknowledgement(
        head(),
        datetime(2026, 12, 1, 9, 5, tzinfo=UTC),
        (Right.ACCESS, Right.MARKETING),
        date(2027, 1, 4),
        (
            "Received 1 December 2026.",
            "One month later is 1 January 2027, a public holiday.",
            "The next working day is 4 January 2027.",
        ),
    )


def all_letters(language: str) -> tuple[letters.Letter, ...]:
    """Every letter there is, in its fullest form."""
    return tuple(
        letters.compose(values, language) for values in (access(language), nothing(), marketing(), acknowledgement())
    )


def contents(language: str = "en", **changed: object) -> package.PackageContents:
    """Contents of Aino's package."""
    values: dict[str, object] = {
        "reference": REFERENCE,
        "controller": CONTROLLER,
        "register": REGISTER,
        "language": language,
        "requester_name": NAME,
        "requester_contacts": ("aino@example.org", "+358 40 0000001"),
        "received": RECEIVED,
        "answered_at": ANSWERED_AT,
        "zone": "Europe/Helsinki",
        "findings": FINDINGS,
        "withheld": WITHHELD,
        "searched": SEARCHED + UNSEARCHED,
        "information": information(language),
        "letter": letters.compose(access(language), language),
        "glossary": GLOSSARY,
    }
    return package.PackageContents(**(values | changed))  # type: ignore[arg-type]  # one factory for all fields
