"""What English pages of small firms and clubs tell of data, built as such pages are: cards, boxes, plain sentences."""

import pytest

from tests.reading.notice.reading import read, register

_NOTICE = """Privacy notice

1. Data controller
Bramblewick Studio Oy, Mill Lane 2, 33100 Tampere

5. Data content of the register
{}

9. Retention
We keep the data for two years after your last visit.

10. Your rights
You have the right to access your data.
"""


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("Of the child and his or her guardian the card shows:\n- Name, date of birth, school\n- Swimming level",
         ["Name", "date of birth", "school", "Swimming level"]),
        ("The data which the club handles is your name, your handicap and your birthday.",
         ["name", "handicap", "birthday"]),
        ("Then we want your name, height, weight and, for those under 15, the name of a parent.",
         ["name", "height", "weight", "the name of a parent"]),
        ("At booking, name, telephone number and home town are noted, together with what the quarrel is about.",
         ["name", "telephone number", "home town", "what the quarrel is about"]),
        ("We note the following, as the boat could not be found without it:\n- Berth number\n- Name of the boat",
         ["Berth number", "Name of the boat"]),
        ("We also need your personal identity number to know who you are.", ["personal identity number"]),
        ("- Flies you have liked: so that we can show them again\n- Phone number: in case the courier gets lost",
         ["Flies you have liked", "Phone number"]),
        ("- Data given for trips, such as: Name, phone number, next of kin to call, and food allergies",
         ["Name", "phone number", "next of kin to call", "food allergies"]),
        ("We get:\n- Name\n- What is written in the message field\n- Phone number",
         ["Name", "What is written in the message field", "Phone number"]),
        ("The data is:\n- Name\n- Phone\n\nThe information is there so that we can, among other things:\n- Pack the bag"
         "\n- Answer you\n- Keep the books", ["Name", "Phone"]),
        ("Basic Information\n- name\n- email address\nOrders and Jobs\n- plants ordered\n- gate codes",
         ["name", "email address", "plants ordered", "gate codes"]),
        ("Companies\nBusiness ID\nBilling address\nPrivate people\nName\nHome address\nPhone number",
         ["Business ID", "Billing address", "Name", "Home address", "Phone number"]),
        ("Bills show name, address and hours.", ["name", "address", "hours"]),
    ],
)  # fmt: skip
def test_data_told(said, kinds):
    assert register(read(_NOTICE.format(said)))["data_categories"] == kinds


def test_it_hears_a_card_again_where_its_label_comes_again():
    said = (
        "Privacy policy\n\nWhen you book\n\nData we may use:\n\n  • Name, Phone, Boat model\n\nWhat for:\n\n"
        "(1) To keep your berth\n\nWhen you write\n\nData we may use:\n\n  • Email\n  • Pictures of the damage\n\n"
        "What for:\n\n(1) To answer you\n\nHow long we keep it\n\nOrders: 7 years."
    )
    kinds = ["Name", "Phone", "Boat model", "Email", "Pictures of the damage"]
    assert register(read(said))["data_categories"] == kinds


def test_it_hears_headings_with_the_article_behind_them():
    said = (
        "Who we areArt. 4(7) GDPR\nThe controller is Lastu Software Oy, Business ID 1731414-5.\n"
        "What data we processArt. 4(1) GDPR\n- Login data — email, password hash, time of login.\n"
        "- Order data — products, sums, delivery notes.\nLegal basesArt. 6 GDPR\n- Contract — the order.\n"
        "- Consent — the letter.\nRetention (Art. 5)\n- Orders — 6 years.\n- Logs — 12 months."
    )
    assert register(read(said))["data_categories"] == [
        "Login data — email, password hash, time of login",
        "Order data — products, sums, delivery notes",
    ]


@pytest.mark.parametrize(
    "head",
    ["What the Data Is Needed For", "Ways in Which the Data Is Gathered", "From Whom the Data Comes"],
)
def test_it_hears_no_data_below_a_question_for_something_else(head):
    said = f"Privacy Policy\n\nSauna Oy, Savonlinna\n\n{head}\n\n  • Face to face on a pier\n\n  • In a booking list\n"
    assert register(read(said))["data_categories"] == []


@pytest.mark.parametrize(
    "said",
    [
        "Whoever books a visit by phone or e-mail accepts that data is processed as told here.",
        "The data is in:\nRepair program Huoltokirja\nCash register Solteq\nLiana, newsletters",
    ],
)
def test_no_data(said):
    assert register(read(_NOTICE.format(said)))["data_categories"] == []


def test_it_hears_no_data_where_the_word_is_explained():
    said = (
        "# Personal data\n\nAll that can be tied to somebody alive is personal data. Names and identity numbers, say,"
        " but pictures and number plates too.\n\n# What personal data do we process?\n\nWe store your plot number and"
        " your name.\n"
    )
    assert register(read(said))["data_categories"] == ["plot number", "name"]


def test_it_hears_the_next_question_below_bare_lines():
    said = (
        "Privacy\nThe data we collect\nWhen a turn is booked we ask for the name of the owner and a phone number.\n"
        "What we do with it\nWe keep your turn.\nWho gets it\nNobody.\nHow long\nTwo years.\n"
    )
    assert register(read(said))["data_categories"] == ["the name of the owner", "a phone number"]


def test_it_reads_numbered_parts_of_a_section_as_its_heads():
    said = (
        "1. Controller\nKuuloke Oy\n2. What personal data we process\n2.1 Profile (by login)\nSigning in gives us:\n"
        "Name\nEmail address\n2.2 Training content\nWhat you put in, such as:\nroutes, heart rate, comments\n"
        "3. Legal bases\nContract: 2.1.\n"
    )
    kinds = ["Name", "Email address", "routes", "heart rate", "comments"]
    assert register(read(said))["data_categories"] == kinds


def test_it_reads_what_information_is_given_for_example():
    said = _NOTICE.format(
        "- Information that you give yourself, e.g. name, mail and phone number\n"
        "- Information on what you have bought, e.g. products, price and date"
    )
    kinds = ["name", "mail", "phone number", "products", "price", "date"]
    assert register(read(said))["data_categories"] == kinds
