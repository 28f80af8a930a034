"""Rights, times and far countries told in a few words: an export, an unsubscribing, a log kept for a short time."""

import pytest

from tests.reading.notice.reading import read, register

_FI = "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMallila Oy\n\n"
_SV = "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nModell AB\n\n"
_EN = "# Privacy notice\n\n## Data controller\n\nModel Ltd\n\n"


@pytest.mark.parametrize("text", [
    _FI + "## Oikeutesi\n\n- Vienti: Vie listasi ja muut tietosi CSV-tiedostona\n",
    _SV + "## Dina rättigheter\n\n- Export: Exportera dina listor som CSV eller JSON\n",
    _EN + "## Your rights\n\n- Export: Export your lists as CSV or JSON\n",
])  # fmt: skip
def test_an_export_that_machines_read_is_portability(text: str) -> None:
    assert "portability" in register(read(text, "notice.md"))["rights"]


def test_whoever_may_leave_a_list_by_its_link_objects_to_marketing() -> None:
    said = "Uutisviestinnässä ja markkinoinnissa saaja voi aina poistua postituslistalta viestin lopun linkistä."
    assert register(read(f"{_FI}## Oikeutesi\n\n{said}\n", "notice.md"))["rights"] == ["marketing_objection"]


def test_moving_data_and_a_compilation_of_it_are_asked_for() -> None:
    said = "Voit pyytää tiedoistasi koosteen tai meitä siirtämään ne muualle."
    assert register(read(f"{_FI}## Oikeutesi\n\n{said}\n", "notice.md"))["rights"] == ["access", "portability"]


@pytest.mark.parametrize("said", [
    _FI + "## Tuki\n\nSovelluksen virheiden korjaamista varten voidaan pyytää laitteen malli ja versio.\n",
    _EN + "## Support\n\nYou may ask us to correct bugs in the app, and we ask for the model of your device.\n",
])  # fmt: skip
def test_mending_a_program_rectifies_no_data(said: str) -> None:
    registers = read(said, "notice.md")["registers"]
    assert not any("rectification" in one["rights"] for one in registers)


@pytest.mark.parametrize(("head", "said"), [
    (_FI + "## Kerätyt tiedot\n\n", "Palvelimen lokiin tallennetaan IP-osoite ja selain lyhytaikaisesti. Nämä lokit "
     "poistetaan automaattisesti."),
    (_SV + "## Uppgifter vi samlar in\n\n", "Servern sparar IP-adress och webbläsare under kort tid. Dessa loggar "
     "raderas automatiskt."),
    (_EN + "## Data we collect\n\n", "The server logs IP address and browser for a short time. These logs are "
     "automatically deleted."),
])  # fmt: skip
def test_a_short_time_is_one_and_so_is_what_goes_by_itself_behind_it(head: str, said: str) -> None:
    assert register(read(f"{head}{said}\n", "notice.md"))["retention"] == said


@pytest.mark.parametrize("text", [
    _FI + "## Palvelut\n\nSivusto toimii Pilvilän palvelimilla (Yhdysvallat).\n\n## Tiedot\n\nKeräämme nimen ja iän.\n",
    _SV + "## Tjänster\n\nSajten drivs på Molnbos servrar (USA).\n\n## Uppgifter vi samlar in\n\n- namn\n- ålder\n",
    _EN + "## Services\n\nThe site runs on Cloudham infrastructure (USA).\n\n## Data we collect\n\n- name\n- age\n",
])  # fmt: skip
def test_servers_with_a_far_country_in_brackets_stand_abroad(text: str) -> None:
    assert register(read(text, "notice.md"))["transfers_outside_eea"] is True
