"""A logo is drawn anew: nothing of the file stays, and no file can harm the process that takes it."""

import pytest

from portal.domain.errors import Invalid
from portal.papers import logo
from tests.pictures import SIGNET, png, size


def _refused(content: bytes) -> str:
    with pytest.raises(Invalid) as raised:
        logo.drawn(content)
    assert raised.value.field == "file"
    return raised.value.code


@pytest.mark.parametrize(
    ("content", "wanted"),
    [(SIGNET, (384, 128)), (png(1000, 200), (480, 96)), (png(40, 40), (128, 128)), (png(100, 190), (67, 128))],
)
def test_it_keeps_the_proportions_within_the_size(content: bytes, wanted: tuple[int, int]) -> None:
    made = logo.drawn(content)
    assert size(made.png) == (made.width, made.height)
    assert abs(made.width - wanted[0]) <= 1
    assert abs(made.height - wanted[1]) <= 1


def test_nothing_of_the_file_stays() -> None:
    sent = png(200, 100, after=b"<script>alert(1)</script>")
    made = logo.drawn(sent)
    assert b"GPS" in sent
    assert b"GPS" not in made.png
    assert b"script" not in made.png
    scripted = SIGNET.replace(b"<rect", b"<script>alert(1)</script><rect onload='alert(1)'", 1)
    assert logo.drawn(scripted) == logo.drawn(SIGNET)


def test_another_picture_has_another_name() -> None:
    first, again, other = logo.drawn(SIGNET), logo.drawn(SIGNET), logo.drawn(SIGNET.replace(b"#a33", b"#3a3"))
    assert first.name == again.name
    assert first.name != other.name
    assert first.name.endswith(f"-{first.width}x{first.height}")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"Our logo is red.", "logo_kind"),
        (b"%PDF-1.7 <svg", "logo_broken"),
        (b"\x89PNG\r\n\x1a\n and nothing more", "logo_broken"),
        (b"\xff\xd8\xff", "logo_broken"),
        (SIGNET[:-30], "logo_broken"),
        (png(4000, 10), "logo_shape"),
        (png(10, 400), "logo_shape"),
        (SIGNET + b" " * logo.MOST_BYTES, "logo_large"),
    ],
)
def test_what_is_no_logo_is_refused(content: bytes, code: str) -> None:
    assert _refused(content) == code


@pytest.mark.parametrize("place", [b"file:///etc/passwd", b"/etc/passwd", b"../../pyproject.toml", b"logo.png"])
def test_a_picture_that_asks_for_a_file_gets_none(place: bytes) -> None:
    assert _refused(SIGNET.replace(b"<rect", b'<image href="' + place + b'" width="9" height="9"/><rect', 1)) == (
        "logo_broken"
    )


def test_a_picture_that_is_larger_than_it_looks_ends_in_a_refusal() -> None:
    assert _refused(png(20_000, 20_000)) == "logo_broken"


def test_entities_that_grow_end_in_a_refusal() -> None:
    grown = b"".join(b'<!ENTITY %c "%s">' % (98 + one, b"&%c;" % (97 + one) * 10) for one in range(9))
    bomb = (
        b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
        + grown
        + b"]>"
        + SIGNET.replace(b"</svg>", b"<text>&j;</text></svg>")
    )
    assert _refused(bomb) == "logo_broken"
