"""Who may do what, as one table; and what a limit reaches."""

from collections.abc import Callable

import pytest

from portal.domain import may
from portal.domain.roles import UNSORTED, Role, Viewer, ViewerKind, machine, person, visitor
from portal.domain.scope import scope

RULES: dict[Callable[[Viewer], bool], set[Role]] = {
    may.may_enter: set(Role),
    may.may_change: set(Role) - {Role.AUDITOR},
    may.may_see_queue: set(Role) - {Role.ADMINISTRATOR},
    may.may_choose: set(Role) - {Role.ADMINISTRATOR, Role.AUDITOR},
    may.may_read_all: {Role.OWNER, Role.HANDLER, Role.REVIEWER, Role.AUDITOR},
    may.may_see_unsorted: {Role.OWNER, Role.HANDLER, Role.REVIEWER, Role.AUDITOR},
    may.may_be_spoken_to: {Role.OWNER, Role.HANDLER, Role.REVIEWER},
    may.may_do_steps: {Role.OWNER, Role.HANDLER, Role.SCOPED},
    may.may_judge: {Role.OWNER, Role.HANDLER, Role.SCOPED, Role.REVIEWER},
    may.may_handle: {Role.OWNER, Role.HANDLER},
    may.may_release: {Role.OWNER, Role.HANDLER},
    may.may_make_dossier: {Role.OWNER, Role.HANDLER},
    may.may_review: {Role.OWNER, Role.HANDLER, Role.REVIEWER},
    may.may_manage: {Role.OWNER},
    may.may_see_reports: set(Role) - {Role.ADMINISTRATOR},
    may.may_account: set(Role) - {Role.ADMINISTRATOR, Role.SCOPED},
    may.may_read_registers: set(Role) - {Role.SCOPED},
    may.may_configure: {Role.OWNER, Role.ADMINISTRATOR},
    may.may_edit_registers: {Role.OWNER, Role.ADMINISTRATOR},
    may.may_publish_registers: {Role.OWNER},
    may.may_manage_staff: {Role.OWNER},
    may.may_read_settings: {Role.OWNER, Role.ADMINISTRATOR, Role.AUDITOR},
}
OF_A_PART = {
    may.may_enter, may.may_change, may.may_see_queue, may.may_choose, may.may_do_steps, may.may_judge,
    may.may_read_registers,
}  # fmt: skip
"""What a limit leaves of a role."""
JOINT = {
    "key": "both",
    "categories": [{"key": "name"}, {"key": "billing"}],
    "systems": [{"key": "list"}, {"key": "files"}],
    "parts": [
        {"key": "mailing", "categories": ["name"], "systems": ["list"]},
        {"key": "customers", "categories": ["name", "billing"], "systems": ["files"]},
    ],
}


def _member(role: Role, categories: set[str] | None = None, systems: set[str] | None = None) -> Viewer:
    limit, reach = (None if one is None else frozenset(one) for one in (categories, systems))
    return Viewer(ViewerKind.STAFF, "c", staff_id="s", role=role, categories=limit, systems=reach)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_it_gives_each_role_what_it_may_do(rule: Callable[[Viewer], bool]) -> None:
    assert {role for role in Role if rule(_member(role))} == RULES[rule]
    for nobody in (machine("c"), visitor("c"), person("c", "r"), Viewer(ViewerKind.STAFF, "c", staff_id="s")):
        assert not rule(nobody)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_it_gives_a_limited_member_no_whole_request(rule: Callable[[Viewer], bool]) -> None:
    limited = set(Role) - {Role.ADMINISTRATOR}
    found = {role for role in limited if rule(_member(role, {"name"}, {"list"}))}
    assert found == (RULES[rule] & limited if rule in OF_A_PART else set())


def test_it_names_every_rule() -> None:
    rules = {one for name, one in vars(may).items() if name.startswith("may_")}
    assert rules == set(RULES)


def test_it_gives_a_part_where_system_and_category_fit() -> None:
    everyone, scoped = _member(Role.HANDLER), _member(Role.SCOPED, {"name"})
    of_list, both = _member(Role.HANDLER, {"name"}, {"list"}), _member(Role.SCOPED, {"name"}, {"list"})
    assert everyone.reaches("files", "billing")
    assert [scoped.reaches(*one) for one in (("files", "name"), ("files", "billing"))] == [True, False]
    assert [of_list.reaches(*one) for one in (("list", "name"), ("list", "billing"), ("files", "name"))] == [
        True, False, False,
    ]  # fmt: skip
    assert of_list.reaches("list", UNSORTED)
    assert not both.reaches("list", UNSORTED)
    assert not of_list.reaches("files", UNSORTED)
    assert not _member(Role.HANDLER, None, {"list"}).reaches("list", "name"), "a lost limit is the narrowest"


def test_it_reads_a_limit_off_the_document_in_force() -> None:
    assert scope(None, None, None) == scope(None, None, JOINT)
    found = scope(None, ["mailing"], JOINT)
    assert (found.categories, found.systems) == ({"name"}, {"list"})
    found = scope(["billing", "gone"], ["mailing", "customers"], JOINT)
    assert (found.categories, found.systems) == ({"billing"}, {"list", "files"})
    alone = {**JOINT, "parts": []}
    assert scope(None, ["both"], alone).categories == {"name", "billing"}


@pytest.mark.parametrize("registers", [["renamed"], [], ["both"]])
def test_it_reaches_nothing_by_a_key_that_the_document_does_not_know(registers: list[str]) -> None:
    for document in (JOINT, None):
        found = scope(None, registers, document)
        assert (found.categories, found.systems) == (frozenset(), frozenset())
    assert scope(["renamed"], None, JOINT).categories == {"renamed"}
