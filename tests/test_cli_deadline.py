"""`portal deadline` as a process: its output, its exit status, what it loads."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RECEIVED = "2026-11-24T09:00:00+02:00"


def run(*args, folder=ROOT):
    """The command in an environment that holds no settings."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "portal.cli", *args]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, cwd=folder, check=False)


def answer(*args):
    done = run("deadline", *args, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_it_prints_json_alone(tmp_path):
    done = run("deadline", RECEIVED, "--country", "FI", "--json", folder=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    dates = ("received_local_date", "first_month_due", "first_month_safe", "due", "safe")
    assert [said[name] for name in dates] == ["2026-11-24", *["2026-12-24"] * 4]
    assert said["explanation"] == [
        "Received on Tuesday 24 November 2026 at 09:00 (Europe/Helsinki).",
        "One month later is Thursday 24 December 2026 (Article 12(3) GDPR).",
        "Thursday 24 December 2026 (Christmas Eve) is treated as a working day, which is the safe reading:"
        " whether it is a public holiday here is uncertain.",
        "The last day to answer is Thursday 24 December 2026, until 23:59:59 (Europe/Helsinki).",
    ]
    assert "due_paused" not in said


def test_it_extends_and_takes_a_region():
    extended = answer("2026-01-31T09:00:00+02:00", "--country", "FI", "--extended")
    assert (extended["due"], extended["safe"]) == ("2026-04-30", "2026-04-28")

    bavarian = answer("2026-05-04T09:00:00+02:00", "--country", "DE-BY")
    assert (bavarian["due"], bavarian["safe"]) == ("2026-06-05", "2026-06-04")


def test_it_counts_by_the_zone_that_is_given():
    night = "2026-03-31T23:30:00+00:00"

    assert answer(night, "--country", "PT")["received_local_date"] == "2026-04-01"
    assert answer(night, "--country", "PT", "--zone", "Atlantic/Azores")["received_local_date"] == "2026-03-31"


def test_it_shows_both_readings_of_a_suspension():
    asked = answer("2026-01-12T09:00:00+02:00", "--country", "FI", "--asked", "2026-01-13", "--answered", "2026-01-20")
    assert (asked["safe"], asked["due_paused"], asked["due_restarted"]) == ("2026-02-12", "2026-02-19", "2026-02-20")

    waiting = answer("2026-06-01T09:00:00+03:00", "--country", "FI", "--asked", "2026-06-02")
    assert (waiting["safe"], waiting["due_paused"], waiting["due_restarted"]) == ("2026-07-01", None, None)


def test_it_explains_in_finnish_and_swedish():
    good_friday = "2024-02-29T09:00:00+02:00"

    assert answer(good_friday, "--country", "FI", "--language", "fi")["explanation"] == [
        "Pyyntö saapui torstaina 29. helmikuuta 2024 klo 09.00 (Europe/Helsinki).",
        "Kuukauden päästä on perjantai 29. maaliskuuta 2024 (tietosuoja-asetus, 12 artiklan 3 kohta).",
        "Se on yleinen vapaapäivä: Pitkäperjantai.",
        "Yleinen vapaapäivä on myös Toinen pääsiäispäivä, maanantai 1. huhtikuuta 2024.",
        "Siksi viimeinen päivä siirtyy seuraavaan työpäivään, joka on tiistai 2. huhtikuuta 2024"
        " (asetus 1182/71, 3 artiklan 4 kohta).",
        "Viimeinen vastauspäivä on tiistai 2. huhtikuuta 2024, klo 23.59.59 asti (Europe/Helsinki).",
    ]
    swedish = answer(good_friday, "--country", "FI", "--language", "sv")["explanation"]
    assert swedish[0] == "Begäran kom in torsdagen den 29 februari 2024 kl. 09.00 (Europe/Helsinki)."
    assert swedish[2] == "Det är en helgdag: Långfredagen."


def test_it_is_read_by_people_without_json():
    done = run("deadline", RECEIVED, "--country", "FI")

    assert done.returncode == 0
    assert "safe                 2026-12-24" in done.stdout
    assert "The last day to answer is Thursday 24 December 2026" in done.stdout


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "COMMAND"),
        (("deadline",), "RECEIVED"),
        (("deadline", RECEIVED), "--country"),
        (("deadline", "2026-11-24T09:00:00", "--country", "FI", "--json"), "UTC offset"),
        (("deadline", "2026-11-24", "--country", "FI", "--json"), "UTC offset"),
        (("deadline", "yesterday", "--country", "FI"), "“yesterday” is not a date and time"),
        (("deadline", "0001-01-01T00:00:00+14:00", "--country", "FI"), "2018 to 2099"),
        (("deadline", "9999-12-31T23:59:59-12:00", "--country", "FI"), "2018 to 2099"),
        (("deadline", "2018-05-01T00:00:00Z", "--country", "FI"), "2018-05-25"),
        (("deadline", RECEIVED, "--country", "US", "--json"), "EU or the EEA"),
        (("deadline", RECEIVED, "--country", "DE-XX"), "no region “XX”"),
        (("deadline", RECEIVED, "--country", "FI", "--zone", "Mars/Base"), "“Mars/Base” is not a time zone"),
        (("deadline", RECEIVED, "--country", "FI", "--asked", "soon"), "“soon” is not a date"),
        (("deadline", RECEIVED, "--country", "FI", "--answered", "2026-11-25"), "was asked for"),
        (("deadline", RECEIVED, "--country", "FI", "--language", "de"), "--language"),
        (("deadline", RECEIVED, "--country", "FI", "--ext"), "--ext"),
    ],
)
def test_it_exits_with_two_and_says_what_to_write(args, told):
    done = run(*args)

    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_it_starts_without_the_web_and_the_database():
    code = (
        "import sys; from portal.cli import main;"
        f"main(['deadline', '{RECEIVED}', '--country', 'FI', '--json']);"
        "sys.exit(any(name.split('.')[0] in {'flask', 'sqlalchemy'} for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=False)

    assert done.returncode == 0


def test_it_lists_its_commands():
    done = run("--help")

    assert done.returncode == 0
    assert "deadline" in done.stdout
