"""Fifty copies of the record shop's notice: other names, order, headings and layout, the same fields."""

import random

import pytest

from tests.reading.notice import companies, mutating
from tests.reading.notice.reading import read_bytes

HEADS = ["Rekisterinpitäjä ja yhteyshenkilö", *mutating.SYNONYMS]
WHO = 3
"""The sections that say who it is and of which register, which stay in front."""

pytestmark = pytest.mark.skipif(bool(companies.MISSING), reason=companies.WHY_SKIPPED)


@pytest.mark.parametrize("seed", range(50))
def test_it_reads_a_mutated_copy(seed) -> None:
    chance = random.Random(seed)
    new = mutating.identity(chance)
    text = mutating.renamed(companies.SHOP.read_text("utf-8"), new)
    date = "Tietosuojaseloste on päivitetty 17.11.2023"
    lines = [line.strip() for line in text.split("\n")]
    heads = [head if head in lines else next(line for line in lines if line.startswith(head)) for head in HEADS]
    parts = mutating.sections(text.replace(date, ""), heads)
    assert [one.head for one in parts] == heads
    parts = mutating.otherwise_headed(mutating.shuffled(parts, chance, WHO), chance)
    parts[-1].body.append(date)
    content, name = mutating.laid_out(parts, mutating.LAYOUTS[seed % len(mutating.LAYOUTS)])

    said, _ = read_bytes(content, name)

    assert said["controller"] == {
        "name": new.firm, "trade_name": new.trade, "business_id": new.business_id,
        "address": f"{new.street}, {new.town}", "email": None, "phone": None,
    }  # fmt: skip
    assert said["contact"] == {"name": new.person, "email": new.email, "phone": None}
    assert (said["language"], said["updated"]) == (["fi"], "2023-11-17")
    (register,) = said["registers"]
    wanted = companies.SHOP_REGISTER | {
        "name": companies.SHOP_REGISTER["name"].replace("Digelius Musicin", f"{new.trade}n")
    }
    assert {field: register[field] for field in wanted} == wanted
