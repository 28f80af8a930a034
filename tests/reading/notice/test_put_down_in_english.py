"""Data that small bodies tell in words of their own: the door, the till and the bot take it."""

import time

import pytest

from tests.reading.notice.reading import read, register


def _kinds(text: str, name: str = "notice.md") -> list[str]:
    return [one.casefold() for one in register(read(text, name))["data_categories"]]


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        (
            "When you rent a boat we write down your name, which boat you take and how many you are.",
            ["name", "which boat you take", "how many you are"],
        ),
        (
            "Boules evenings: the sheets ask what you eat and what you drink.",
            ["what you eat", "what you drink"],
        ),
        (
            "Google hands us your name, profile picture and e-mail.",
            ["name", "profile picture", "e-mail"],
        ),
        (
            "Those who come along hand over their measurements, Telegram nick and emergency contact.",
            ["measurements", "telegram nick", "emergency contact"],
        ),
        (
            "The species, count, place, time and your nick are sent to our server.",
            ["the species", "count", "place", "time", "nick"],
        ),
        (
            "The questions deal with sleep, alcohol use, exercise and mood.",
            ["sleep", "alcohol use", "exercise", "mood"],
        ),
        (
            "The door's lock writes one line for each opening: tag number, time, name of the hall.",
            ["tag number", "time", "name of the hall"],
        ),
        (
            "A pass cannot be issued without name, personal identity code and phone.",
            ["name", "personal identity code", "phone"],
        ),
        ("Playing needs nothing but a nickname and a PIN.", ["nickname", "pin"]),
        ("we log requests (method, path, response code, ip) for 7 days.", ["method", "path", "response code", "ip"]),
        (
            "If the game stops I get a report with the phone model, OS version and the stack trace.",
            ["the phone model", "os version", "the stack trace"],
        ),
    ],
)
def test_it_reads_what_everyday_verbs_put_down(said: str, kinds: list[str]) -> None:
    assert _kinds(f"# Kayak club\n\nOur club has a shed in Espoo.\n\n{said}\n\nAsk the secretary.\n") == kinds


@pytest.mark.parametrize(
    "said",
    [
        "The app never asks for your name, your e-mail or your position.",
        "We do not know your name, your age or where you live.",
        "No account is needed, so there is no password to lose and no e-mail address to leak.",
        "Should we ever begin to keep names, phone numbers and addresses, this page will say so first.",
        "There are two kinds of files: session cookies, tracking cookies and pixels.",
        "We send you booking confirmations, password resets and invoices.",
        "Our advisers see it too: solicitors, accountants, insurers.",
        "Please do not send us health data, card numbers or passwords.",
        "To send contracts, invoices and reminders.",
        "The legal bases are consent (Art. 6.1 a), contract (Art. 6.1 b) and legitimate interests (Art. 6.1 f).",
    ],
)
def test_it_reads_no_data_in_what_is_denied_or_said_of_else(said: str) -> None:
    assert _kinds(f"# Kayak club\n\nOur club has a shed in Espoo.\n\n{said}\n\nAsk the secretary.\n") == []


def test_it_reads_below_a_title_of_data_protection() -> None:
    said = "We take down your name, your phone number and which boat you take.\n"
    assert _kinds(f"# Data protection at the boat shed\n\n{said}") == ["name", "phone number", "which boat you take"]


@pytest.mark.parametrize("unit", ["we know your name, ", "when you a, ", "the door sees a ", "(a, b, c) ", "and the "])
def test_it_takes_no_long_time_over_a_hostile_text(unit: str) -> None:
    begun = time.process_time()
    read(unit * 4000, "notice.txt")
    assert time.process_time() - begun < 5
