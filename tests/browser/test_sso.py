"""Single sign-on in the real browser: a certified provider, a role that changes there, and the next click."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import oidc
from tests.browser.conftest import running_demo
from tests.browser.test_rights import Clerks
from tests.browser.walking import Demo, Walker, Watch, until
from tests.oidc import Idp

PLACES = "privacy-owners = owner\nbilling = scoped: billing\n"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo whose operator lets it reach a provider on this machine, and has it asked at each click."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORTAL_OUTBOUND_ALLOW", "127.0.0.1")
        patch.setenv("PORTAL_SSO_ASK_SECONDS", "0")
        yield from running_demo(tmp_path_factory.mktemp("sso"))


@pytest.fixture
def idp(demo: Demo, tmp_path: Path) -> Iterator[Idp]:
    """Where Tiina is of billing."""
    here = f"{demo.url}/staff/digelius/sso"
    with oidc.provider(tmp_path, oidc.client_of(f"{here}/back", says_out_to=f"{here}/logout")) as made:
        _is_of(made, ["billing"])
        yield made


def _is_of(idp: Idp, groups: list[str]) -> None:
    """What Tiina is at the provider; another person at each, for one account is known to one provider."""
    address = f"tiina.heino.{idp.issuer.rpartition(':')[2].strip('/')}@example.org"
    idp.knows("tiina-1", email=address, email_verified=True, name="Tiina Heino", groups=groups)


@pytest.fixture
def walkers(demo: Demo, browser: Browser, watch: Watch) -> Iterator[Callable[..., Walker]]:
    """Somebody with a browser of their own."""
    made: list[Walker] = []

    def make(**options: object) -> Walker:
        made.append(Walker(demo, browser, watch, **options))  # type: ignore[arg-type]  # options of a browser
        return made[-1]

    yield make
    for one in made:
        one.leaves()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_role_that_changes_there_counts_on_the_next_click(
    demo: Demo, idp: Idp, clerks: Clerks, walkers: Callable[..., Walker], scripts: bool
) -> None:
    # Given an owner who sets it up on the screen
    _set_up(clerks(), idp)
    # When Tiina goes to the requests, and signs in with her account at work
    tiina = walkers(scripts=scripts)
    _comes(tiina, idp)
    # Then she is at the requests, as billing
    expect(tiina.main.get_by_role("link", name="Team")).to_have_count(0)
    # And when she is put in charge at the provider, her next click shows it
    _is_of(idp, ["privacy-owners"])
    until(lambda: _is_in_charge(tiina), "her being in charge")
    tiina.follows("Team")
    tiina.sees("Comes by single sign-on")
    # And when she is in no group, her next click is refused, and so is signing in
    _is_of(idp, [])
    until(lambda: _is_out(tiina), "her being out")
    tiina.follows("Sign in with Acme")
    tiina.sees("Your account is in no group that opens these requests")
    demo.verifies()


def _set_up(owner: Walker, idp: Idp) -> None:
    owner.follows("Single sign-on")
    for label, text in (
        ("Name on the button", "Acme"),
        ("Issuer", idp.issuer),
        ("Client id", oidc.CLIENT),
        ("Client secret", oidc.SECRET),
        ("Further scopes", "groups"),
        ("Groups and what they are here", PLACES),
    ):
        owner.main.get_by_label(label, exact=True).fill(text)
    owner.presses_button("Save")
    owner.sees("In use")


def _comes(walker: Walker, idp: Idp) -> None:
    walker.goes("/staff/digelius/requests")
    walker.follows("Sign in with Acme")
    _shows(walker, idp)
    walker.is_at("/staff/digelius/requests")


def _shows(walker: Walker, idp: Idp) -> None:
    """At the provider."""
    expect(walker.tab).to_have_url(re.compile(re.escape(idp.issuer)))
    walker.main.get_by_label("Login").fill("tiina-1")
    walker.presses_button("Continue")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_press_goes_on_after_the_provider_and_signing_out_there_signs_out_here(
    demo: Demo, idp: Idp, clerks: Clerks, walkers: Callable[..., Walker], scripts: bool
) -> None:
    _set_up(clerks(), idp)
    _is_of(idp, ["privacy-owners"])
    # Given Tiina, who is in charge by her group and has shown nothing since, and invites somebody
    tiina, address = walkers(scripts=scripts), f"lauri.{'s' if scripts else 'p'}@example.org"
    _comes(tiina, idp)
    tiina.follows("Team")
    tiina.follows("Invite somebody")
    tiina.main.get_by_role("textbox", name="Email address").fill(address)
    tiina.main.get_by_role("textbox", name="Name", exact=True).fill("Lauri Laine")
    tiina.presses_button("Send the invitation")
    tiina.sees("Show that it is you")
    # When she shows at the provider who she is, then one press invites him, as it was typed
    tiina.follows("Go to your company's account")
    _shows(tiina, idp)
    tiina.sees("You have shown that it is you")
    tiina.presses_button("Go on")
    tiina.is_at("/staff/digelius/team")
    tiina.sees("Lauri Laine")
    tiina.sees(address)
    # And when she signs out there, her next click here leads to the sign-in page
    tiina.goes(f"{idp.issuer}/session/end")
    tiina.presses_button("Sign out")
    tiina.sees("Signed out")
    tiina.goes("/staff/digelius/requests")
    tiina.is_at("/staff/login")
    demo.verifies()


def _is_in_charge(walker: Walker) -> bool:
    """A click; where the machine is so busy that the provider's answer is late, the last one holds for that one."""
    walker.goes("/staff/digelius/requests")
    return walker.main.get_by_role("link", name="Team").count() > 0


def _is_out(walker: Walker) -> bool:
    walker.goes("/staff/digelius/team/invite")
    return walker.path == "/staff/login"


def test_the_invited_choose_their_password(demo: Demo, clerks: Clerks, walkers: Callable[..., Walker]) -> None:
    owner, address = clerks(), "eeva.koski@example.org"
    owner.follows("Team")
    owner.follows("Invite somebody")
    owner.main.get_by_role("textbox", name="Email address").fill(address)
    owner.main.get_by_role("textbox", name="Name", exact=True).fill("Eeva Koski")
    owner.main.get_by_label("Language").select_option("en")
    owner.presses_button("Send the invitation")
    owner.sees("Invited")
    until(lambda: demo.mails(address), "the invitation")
    found = re.search(rf"{re.escape(demo.url)}/\S+/join/\S+", demo.mails(address)[-1].text)
    assert found
    eeva = walkers(scripts=False)
    eeva.goes(found[0])
    for label in ("Password", "The password once more"):
        eeva.main.get_by_label(label, exact=True).fill("seitsemän laulavaa lokkia")
    eeva.presses_button("Join")
    eeva.sees("You have joined")
    eeva.main.get_by_label("Email address").fill(address)
    eeva.main.get_by_label("Password").fill("seitsemän laulavaa lokkia")
    eeva.presses_button("Sign in")
    eeva.is_at("/staff/digelius/requests")
    eeva.goes(found[0])
    eeva.sees("This invitation works no more")
