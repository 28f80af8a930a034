"""Rights in a list below a line that is a title, though nothing marks it as one."""

import pytest

from tests.reading.notice.reading import read, register

LISTS = [
    "# Privacy notice\n\n## Hosting\n\nOur pages lie in Leeds.\n\nYour rights (Art. 15–21 GDPR)\n\n"
    "- Access (Art. 15): a copy of the data\n- Erasure (Art. 17): have it erased\n",
    "# Integritetspolicy\n\n## Webbhotell\n\nSidorna ligger i Lund.\n\nDina rättigheter (art. 15–21 GDPR)\n\n"
    "- Tillgång (art. 15): en kopia av uppgifterna\n- Radering (art. 17): få dem raderade\n",
]


@pytest.mark.parametrize("text", LISTS)
def test_it_reads_rights_below_an_unmarked_title(text) -> None:
    assert register(read(text, "notice.md"))["rights"] == ["access", "erasure"]
