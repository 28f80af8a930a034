"""A record shop of its own for the papers' tests, an invented customer, and what was found about her."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from portal.domain.fees import Burden, Calculation
from portal.domain.ladder import Doubt, Means
from portal.domain.lifecycle import Capability, Ground, Match, Right
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
from portal.domain.rulings import Answer, Balance, Keeping, Reason, Ruling
from portal.domain.telling import News, TellingOutcome
from portal.domain.wishes import Correction, RestrictionGround
from portal.papers import answer, letter_values, letters, package_parts
from portal.papers.answer import AuthorityFact, SearchedBy, SearchedSystem, SearchOutcome, Withheld
from portal.papers.letter_values import CarriedOutcome
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
) -> package_parts.PackageFinding:
    """A record of `category`, its fields labelled where `LABELS` knows them."""
    fields = tuple(
        package_parts.FieldValue(key, LABELS.get(key, key), value, column=key) for key, value in values.items()
    )
    return package_parts.PackageFinding(
        system, REGISTER.system(system).name, category, "", category, match, fields, FOUND_AT
    )


def order(number: int) -> package_parts.PackageFinding:
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
    package_parts.GlossaryEntry(
        "state",
        LABELS["state"],
        Text("Missä vaiheessa tilaus on.", "Var beställningen är.", "Where the order stands."),
        (
            package_parts.Code("S", Text("lähetetty", "skickad", "sent")),
            package_parts.Code("R", Text("palautettu", "returnerad", "returned")),
        ),
    ),
)


def head() -> letter_values.Head:
    """The top of a letter to Aino."""
    return letter_values.Head(CONTROLLER, REFERENCE, date(2026, 12, 9), NAME, "Europe/Helsinki")


def information(language: str) -> answer.Information:
    """Art 15(1) for all categories of the shop."""
    return access_information(REGISTER, language, [one.key for one in REGISTER.categories])


def access(language: str, **changed: object) -> letter_values.AccessAnswer:
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
    return letter_values.AccessAnswer(**(values | changed))  # type: ignore[arg-type]  # one factory for all fields


def nothing() -> letter_values.NothingHeld:
    """Values of "we hold nothing about you"."""
    return letter_values.NothingHeld(head(), RECEIVED, REGISTER, AUTHORITY, NOTHING)


def marketing() -> letter_values.MarketingStopped:
    """Values of the answer to a marketing objection, with every outcome."""
    systems = (
        letter_values.StoppedIn(CONTROLLER.trade_name, letter_values.StopOutcome.DONE, FOUND_AT),
        letter_values.StoppedIn(REGISTER.systems[0].name, letter_values.StopOutcome.WAITING),
        letter_values.StoppedIn("MailChimp", letter_values.StopOutcome.ASKED, FOUND_AT),
        letter_values.StoppedIn("Slack", letter_values.StopOutcome.NOT_THERE, FOUND_AT),
        letter_values.StoppedIn("Google", letter_values.StopOutcome.INCOMPLETE, None, "Contacts"),
    )
    return letter_values.MarketingStopped(head(), RECEIVED, FOUND_AT, REGISTER.prohibitions, systems, AUTHORITY)


def acknowledgement() -> letter_values.Acknowledgement:
    """Values of the acknowledgement of an access request and a marketing objection."""
    return letter_values.Acknowledgement(
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


RESTING_ON = {"name": ("sale",), "postal_address": ("sale",), "orders": ("sale",)}
DONE_IN = (
    letter_values.CarriedIn(
        "register", REGISTER.systems[0].name, Capability.ERASE, CarriedOutcome.DONE, SearchedBy.MACHINE, FOUND_AT,
        counts=(
            letter_values.Count(Text("Tilaus", "Beställning", "Order"), 3, "deleted"),
            letter_values.Count(Text("Asiakas", "Kund", "Customer"), 1, "anonymised"),
        ),
    ),
    letter_values.CarriedIn(
        "mail", "MailChimp", Capability.ERASE, CarriedOutcome.DONE, SearchedBy.PERSON, FOUND_AT, number=1,
    ),
    letter_values.CarriedIn(
        "chat", "Slack", Capability.ERASE, CarriedOutcome.CANNOT, SearchedBy.PERSON, FOUND_AT, note="Slack keeps it.",
    ),
)  # fmt: skip


def told_of(news: News) -> tuple[letter_values.ToldRecipient, ...]:
    """Recipients of one change: two who were told, one who will be, one who could not be."""
    made, partners = letter_values.ToldRecipient, Text("Yhteistyökumppanit", "Samarbetspartner", "Partners")
    closed = "The company was wound up in 2025, and nobody took it over."
    return (
        made("MailChimp", news, TellingOutcome.OWN_STEP, date(2026, 11, 27)),
        made(partners, news, TellingOutcome.TOLD, date(2026, 11, 28), names="Kaveri Records Oy, Levykerho ry"),
        made("Google", news, None, date(2026, 12, 4)),
        made("Soittofirma Oy", news, TellingOutcome.IMPOSSIBLE, why=closed),
    )


def rectification(**changed: object) -> letter_values.Rectification:
    """Values of the fullest answer on rectification: one correction made, one refused."""
    street = Correction("postal_address", "Vanhakuja 1", "Uusikuja 2")
    name = Correction("name", "Aino", "Aina")
    lines = (
        letter_values.CorrectionLine(
            street,
            Ruling(Right.RECTIFICATION, "0", Answer.GRANTED, category="postal_address", value="Uusikuja 2"),
            (LABELS["street"],),
            (REGISTER.systems[0].name, "MailChimp"),
        ),
        letter_values.CorrectionLine(
            name,
            Ruling(
                Right.RECTIFICATION, "1", Answer.REFUSED, Reason.ACCURATE, category="name", told="The register agrees."
            ),
        ),
    )
    values: dict[str, object] = {
        "lines": lines,
        "carried": DONE_IN,
        "searched": SEARCHED + UNSEARCHED,
        "told": told_of(News.RECTIFIED),
    }
    return letter_values.Rectification(head(), RECEIVED, REGISTER, **(values | changed))  # type: ignore[arg-type]  # one factory for all fields


def erasure(**changed: object) -> letter_values.Erasure:
    """Values of the fullest answer on erasure: gone, kept by law, not held, and one system where it failed."""
    kept = tuple(Keeping(f"f{number}", Reason.LEGAL_DUTY, date(2032, 12, 31), "books", True) for number in range(4))
    rulings = (
        Ruling(Right.ERASURE, "name", Answer.GRANTED, category="name", erased=("a", "b")),
        Ruling(Right.ERASURE, "postal_address", Answer.NOTHING_HELD, category="postal_address"),
        Ruling(
            Right.ERASURE, "billing", Answer.KEPT, Reason.LEGAL_DUTY, category="billing", records=4, kept=kept,
            kept_until=date(2032, 12, 31), purposes=("books",), told="The vouchers of your orders.", ended=("sale",),
        ),
    )  # fmt: skip
    gone = (
        letter_values.Gone("name", REGISTER.systems[0].name, 1),
        letter_values.Gone("name", "MailChimp", 1),
        letter_values.Gone("name", "MailChimp", 1),
    )
    values: dict[str, object] = {
        "rulings": rulings, "gone": gone, "carried": DONE_IN, "searched": SEARCHED + UNSEARCHED,
        "told": told_of(News.ERASED),
    }  # fmt: skip
    return letter_values.Erasure(head(), RECEIVED, REGISTER, **(values | changed))  # type: ignore[arg-type]  # one factory for all fields


def restriction(**changed: object) -> letter_values.Restriction:
    """Values of the fullest answer on restriction."""
    rulings = (
        Ruling(Right.RESTRICTION, "all", Answer.GRANTED, category="unsorted", records=3),
        Ruling(Right.RESTRICTION, "billing", Answer.REFUSED, Reason.NOT_MET, category="billing", told="It is right."),
    )
    values: dict[str, object] = {
        "rulings": rulings, "ground": RestrictionGround.ACCURACY, "since": RECEIVED, "carried": DONE_IN,
        "searched": SEARCHED + UNSEARCHED, "told": told_of(News.RESTRICTED),
    }  # fmt: skip
    return letter_values.Restriction(head(), RECEIVED, REGISTER, **(values | changed))  # type: ignore[arg-type]  # one factory for all fields


BALANCE = Balance(
    grounds="Two records were taken from our shelf on 3 November, and a report was made.",
    situation="You work for another shop and do not want to stand in our register.",
    outweighs="Without the two orders of that day nobody can find out what happened.",
    milder="Only those two orders are used, and only until the matter is closed.",
)


def objection(**changed: object) -> letter_values.Objection:
    """Values of the fullest answer on an objection: stopped, and refused with compelling grounds."""
    rulings = (
        Ruling(Right.OBJECTION, "news", Answer.GRANTED, Reason.WITHDRAWAL, purposes=("news",)),
        Ruling(
            Right.OBJECTION,
            "sale",
            Answer.REFUSED,
            Reason.COMPELLING,
            told="A theft is being investigated.",
            balance=BALANCE,
        ),
    )
    values: dict[str, object] = {
        "rulings": rulings, "meanwhile": letter_values.Meanwhile.STAYS, "carried": DONE_IN,
        "searched": SEARCHED + UNSEARCHED, "told": told_of(News.RESTRICTED),
    }  # fmt: skip
    return letter_values.Objection(head(), RECEIVED, REGISTER, **(values | changed))  # type: ignore[arg-type]  # one factory for all fields


def portability(**changed: object) -> letter_values.Portability:
    """Values of the fullest answer on portability: given, not available, and something left out for others."""
    rulings = (
        *(
            Ruling(Right.PORTABILITY, key, Answer.GRANTED, category=key, purposes=purposes)
            for key, purposes in RESTING_ON.items()
        ),
        Ruling(Right.PORTABILITY, "billing", Answer.NOT_AVAILABLE, Reason.BASIS, category="billing", records=4),
    )
    values: dict[str, object] = {
        "rulings": rulings, "counts": (("name", 1), ("orders", 7)), "withheld": WITHHELD,
        "searched": SEARCHED + UNSEARCHED,
    }  # fmt: skip
    return letter_values.Portability(head(), RECEIVED, REGISTER, **(values | changed))  # type: ignore[arg-type]  # one factory for all fields


def lifting() -> letter_values.Lifting:
    """Values of the notice before a restriction is lifted."""
    reason = "Your address is corrected.\nNothing else was contested."
    return letter_values.Lifting(
        head(), RECEIVED, date(2026, 12, 2), date(2026, 12, 23), reason, (REGISTER.systems[0].name, "MailChimp")
    )


def extension() -> letter_values.Extension:
    """Values of the letter that extends the time."""
    asked = (Right.ACCESS, Right.ERASURE)
    return letter_values.Extension(
        head(), RECEIVED, asked, date(2027, 1, 4), date(2027, 3, 1), "The search takes in eleven mailboxes of staff."
    )


def asked(**changed: object) -> letter_values.Asked:
    """Values of the fullest letter that asks who it is: a copy of a document, with what it is compared with."""
    values: dict[str, object] = {
        "asked": (Right.ACCESS, Right.ERASURE), "doubt": Doubt.NAME_DIFFERS, "means": Means.DOCUMENT,
        "why": "You write as Aino Järvi.", "due": date(2027, 1, 4), "compared": "Aino Järvi, 1.1.1980",
    }  # fmt: skip
    return letter_values.Asked(head(), RECEIVED, **(values | changed))  # type: ignore[arg-type]  # one factory for all fields


def not_identifiable() -> letter_values.NotIdentifiable:
    """Values of the letter that ends a request whose person could not be told from others."""
    return letter_values.NotIdentifiable(
        head(), RECEIVED, (Right.ACCESS,), Doubt.SEVERAL_PERSONS, Means.QUESTION, date(2026, 12, 3),
        "Your answer fits none of the two customers.",
    )  # fmt: skip


def fee(**changed: object) -> letter_values.Fee:
    """Values of the letter that announces a fee."""
    values: dict[str, object] = {
        "asked": (Right.ACCESS, Right.ERASURE), "burden": Burden.EXCESSIVE,
        "facts": "You asked for the same four times this autumn.\nNothing has changed since.",
        "calculation": Calculation(minutes=90, hourly=3500, copies=40, per_copy=25, postage=490), "currency": "EUR",
        "payment": "To the account FI00 0000 0000 0000 00, reference 1009.\nOr in the shop.",
        "due": date(2027, 1, 4), "earlier": (date(2026, 11, 2), date(2026, 9, 1)),
    }  # fmt: skip
    return letter_values.Fee(head(), RECEIVED, **(values | changed))  # type: ignore[arg-type]  # one factory for all fields


def refusal(**changed: object) -> letter_values.Refusal:
    """Values of the letter that refuses a whole request."""
    values: dict[str, object] = {
        "asked": (Right.ACCESS, Right.ERASURE), "burden": Burden.UNFOUNDED,
        "facts": "You wrote that you only want to cost us a day of work.", "earlier": (date(2026, 11, 2),),
    }  # fmt: skip
    return letter_values.Refusal(head(), RECEIVED, **(values | changed))  # type: ignore[arg-type]  # one factory for all fields


def recipients(**changed: object) -> letter_values.Recipients:
    """Values of the answer to whom we told."""
    return letter_values.Recipients(head(), RECEIVED, **({"told": told_of(News.ERASED)} | changed))  # type: ignore[arg-type]  # one factory for all fields


def all_values(language: str) -> tuple[letter_values.LetterValues, ...]:
    """What every letter there is is made of, in its fullest form."""
    return tuple(
        values
        for values in (
            access(language),
            nothing(),
            marketing(),
            acknowledgement(),
            rectification(),
            erasure(),
            restriction(),
            objection(),
            portability(),
            lifting(),
            recipients(),
            extension(),
            fee(),
            refusal(),
            asked(),
            not_identifiable(),
        )
    )


def all_letters(language: str) -> tuple[letters.Letter, ...]:
    """Every letter there is, in its fullest form."""
    return tuple(letters.compose(values, language) for values in all_values(language))


def contents(language: str = "en", **changed: object) -> package_parts.PackageContents:
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
    return package_parts.PackageContents(**(values | changed))  # type: ignore[arg-type]  # one factory for all fields
