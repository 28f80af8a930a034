"""A register goes out as TOML and comes back to the same bytes, whatever stands in it; so does it by the commands."""

import json
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.cli import main
from portal.domain.ladder import SETTABLE, IdentityNeeds
from portal.domain.lifecycle import Capability, Right
from portal.domain.register import (
    CategoryUse,
    Controller,
    DataCategory,
    Part,
    Recipient,
    Register,
    Retention,
    RetentionRule,
    System,
    Text,
)
from portal.domain.register_changes import LISTS
from portal.reading.toml import (
    draft_from_json,
    read_draft,
    read_register,
    register_from_json,
    register_to_json,
    shipped_register,
    write_register,
)
from tests.own_house import DOTENV, company
from tests.test_cli_company import MASTER

SAID = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    ["", "\r\n", '"""', "\\u0041", "# no comment", "[a]", "\x00\x1f\x7f\u0085\u2028", "= 'x'", "{{7*7}}", "💿"]
)
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)


def drawn(draw: st.DrawFn, kind: Any) -> Any:
    """A value of a type, whatever it is made of."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return (
            draw(st.none()) if draw(st.booleans()) else drawn(draw, next(one for one in inner if one is not NoneType))
        )
    if origin is tuple:
        return tuple(drawn(draw, inner[0]) for _ in range(draw(st.integers(0, 3))))
    if origin is dict:
        return {}
    if origin is Literal:
        return draw(st.sampled_from(inner))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return draw(st.sampled_from(list(kind)))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{one.name: drawn(draw, hints[one.name]) for one in fields(kind)})  # type: ignore[operator]
    return draw({str: SAID, bool: st.booleans(), int: st.integers(1, 30)}[kind])


def keyed(draw: st.DrawFn, kind: Any) -> tuple[Any, ...]:
    """Items of a list, each with a key of its own."""
    keys = draw(st.lists(KEYS, max_size=3, unique=True))
    return tuple(replace(drawn(draw, kind), key=key) for key in keys)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """A register of which only the references are right."""
    hints = get_type_hints(Register)
    made: Register = drawn(draw, Register)
    held = {name: keyed(draw, get_args(hints[name])[0]) for name in LISTS}
    some = {name: st.lists(st.sampled_from([one.key for one in held[name]] or [""]), max_size=2, unique=True)
            for name in LISTS}  # fmt: skip

    def of(name: str) -> tuple[str, ...]:
        return tuple(key for key in draw(some[name]) if key)

    def one_of(name: str) -> str:
        return (*of(name), "")[0]

    def category(one: DataCategory) -> DataCategory:
        return replace(one, uses=tuple(use(purpose) for purpose in of("purposes")))

    def use(purpose: str) -> CategoryUse:
        rule = draw(st.sampled_from(RetentionRule))
        months = draw(st.integers(1, 900)) if rule is RetentionRule.FIXED_PERIOD else None
        return CategoryUse(
            purpose, Retention(rule, drawn(draw, Text), months, draw(st.booleans())), draw(st.booleans())
        )

    def system(one: System) -> System:
        said = {code.value: drawn(draw, Text) for code in draw(st.lists(st.sampled_from(Capability), max_size=2))}
        rights = draw(st.lists(st.sampled_from(Right), max_size=3))
        return replace(
            one, categories=of("categories"), rights=tuple(rights), instructions=said, recipient=one_of("recipients"),
            other_recipients=of("recipients"), step_category=one_of("categories"), asks=dict(said),
        )  # fmt: skip

    def part(one: Part) -> Part:
        return replace(one, purposes=of("purposes"), categories=of("categories"), systems=of("systems"))

    def recipient(one: Recipient) -> Recipient:
        return replace(one, categories=of("categories"))

    needs = {one.name: draw(st.sampled_from(sorted(SETTABLE))) for one in fields(IdentityNeeds)}
    whole: Controller = replace(
        made.controller, languages=tuple(draw(st.lists(st.sampled_from(["fi", "sv", "en"]), unique=True))),
        country="FI", region="", time_zone="Europe/Helsinki", financial_year_ends="04-30",
    )  # fmt: skip
    return replace(
        made, **{
            **held, "controller": whole, "categories": tuple(category(one) for one in held["categories"]),
            "systems": tuple(system(one) for one in held["systems"]),
            "parts": tuple(part(one) for one in held["parts"]),
            "recipients": tuple(recipient(one) for one in held["recipients"]),
            "updated": draw(st.sampled_from(["", "2026-11-23"])),
            "stated_rights": tuple(draw(st.lists(st.sampled_from([one.value for one in Right]), unique=True))),
            "identity": IdentityNeeds(**{**needs, "document_copies": draw(st.booleans())}),  # type: ignore[arg-type]
        }
    )  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(registers())
def test_it_comes_back_to_the_same_bytes(register: Register) -> None:
    written = write_register(register)
    read = read_register(written)
    assert read == register
    assert write_register(read).encode() == written.encode()
    stored = json.loads(json.dumps(register_to_json(register)))
    assert write_register(register_from_json(stored)) == written
    assert write_register(draft_from_json(stored)) == written
    assert read_draft(written.replace("\n", "\r\n")).register == register


@pytest.mark.parametrize("slug", ["digelius", "thewind"])
def test_shipped_registers_come_back_to_the_same_bytes(slug: str) -> None:
    written = write_register(shipped_register(slug))
    assert write_register(read_register(written)) == written


@pytest.mark.parametrize("slug", ["digelius", "thewind", "kuu"])
def test_the_commands_take_out_what_they_brought_in(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slug: str
) -> None:
    monkeypatch.chdir(tmp_path)
    keys = {"secret": "c2lnbmVkLWJ5LW5vYm9keS1idXQtdXMtMjAyNg", "master": MASTER}
    Path(".env").write_text(DOTENV.format(**keys, port=8000, smtp_port=25), "utf-8")
    register = company("kuu") if slug == "kuu" else shipped_register(slug)
    Path("one.toml").write_text(write_register(register), "utf-8")
    for brought in ("one.toml", "two.toml"):
        main(["register", "import", brought])
        capfdbinary.readouterr()
        assert main(["register", "show", slug, "--toml"]) == 0
        out = capfdbinary.readouterr().out
        assert out == Path("one.toml").read_bytes()
        Path("two.toml").write_bytes(out)
