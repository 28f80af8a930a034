"""On the day of a version that was published ahead, the worker says anew what every page says of the controller."""

from datetime import timedelta

from portal.office import registers
from portal.reading.toml import register_to_json
from portal.storage.door import public
from tests import factories
from tests.house import House


def test_it_calls_the_company_as_the_version_says_that_holds(house: House) -> None:
    owner = factories.make_staff(house.store, house.shop)
    document = register_to_json(factories.make_register())
    document["controller"] = {**document["controller"], "trade_name": "Digelius of tomorrow", "accent": "#123456"}
    revision = registers.save_draft(house.store, owner, "customers", document, 0)
    registers.publish_draft(house.store, owner, "customers", revision, house.clock.now + timedelta(days=3))
    house.work()
    assert public.controller_with_register(house.store, "digelius")[0].trade_name == "Digelius Music"
    house.clock.pass_by(days=3)
    house.work()
    facts, version = public.controller_with_register(house.store, "digelius")
    assert (facts.trade_name, facts.accent, version.number) == ("Digelius of tomorrow", "#123456", 2)
    assert not registers.come_into_force(house.store, house.shop.id)


def test_it_leaves_the_company_alone_whose_version_was_taken_back(house: House) -> None:
    owner = factories.make_staff(house.store, house.shop)
    document = register_to_json(factories.make_register())
    document["controller"] = {**document["controller"], "trade_name": "Digelius of tomorrow"}
    revision = registers.save_draft(house.store, owner, "customers", document, 0)
    registers.publish_draft(house.store, owner, "customers", revision, house.clock.now + timedelta(days=3))
    registers.take_back(house.store, owner, "customers", 2)
    house.clock.pass_by(days=4)
    house.work()
    assert public.controller_with_register(house.store, "digelius")[0].trade_name == "Digelius Music"
    assert public.controller_with_register(house.store, "digelius")[1].number == 1
