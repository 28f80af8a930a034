"""Numbers of headings go on: `2. Our website` behind `1. Controller` is a heading, whatever it is about."""

from tests.reading.notice.reading import read

CONTROLLER = "Privacy policy\n\n1. Controller\n\nStone Ltd., 4 Main Street, Cork\n\n"


def test_a_heading_of_something_else_ends_the_section_before_it() -> None:
    said = read(
        f"{CONTROLLER}2. Our website\n\nTo book a visit we need your full name, phone number and date of birth.\n"
    )
    assert said["registers"][0]["data_categories"] == ["full name", "phone number", "date of birth"]


def test_numbers_within_a_section_are_its_list() -> None:
    said = read(
        f"{CONTROLLER}2. Personal data\n\nWe process:\n\n1. name\n\n2. address\n\n3. phone number\n\n"
        "3. Recipients\n\nNobody.\n"
    )
    assert said["registers"][0]["data_categories"] == ["name", "address", "phone number"]


def test_a_label_does_not_reach_over_the_end_of_a_sentence() -> None:
    said = read(
        "Integritetspolicy\n\nSten AB är personuppgiftsansvarig. Dataskyddsombud: Anna Sten, anna@sten.example\n\n"
        "Uppgifter\n\nVi behandlar ditt namn och din adress när du handlar hos oss.\n"
    )
    assert (said["controller"]["name"], said["contact"]["name"]) == ("Sten AB", "Anna Sten")
