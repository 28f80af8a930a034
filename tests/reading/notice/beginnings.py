"""How the invented notices of the tests begin and end, up to what each of them is about."""

PLAIN = {
    "fi": "Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalli Oy\n\n",
    "sv": "Integritetspolicy\n\nPersonuppgiftsansvarig\n\nModell AB\n\n",
    "en": "Privacy notice\n\nData controller\n\nModel Ltd\n\n",
}
"""A text without marks."""
MARKED = {
    "fi": "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n",
    "sv": "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nModell AB\n\n",
    "en": "# Privacy notice\n\n## Data controller\n\nModel Ltd\n\n",
}
"""Markdown."""
ADDRESSED = {
    "fi": "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nKivi Oy, Katu 4, Oulu\n\n",
    "sv": "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nSten AB, Storgatan 4, Kalmar\n\n",
    "en": "# Privacy notice\n\n## Data controller\n\nStone Ltd., 4 Main Street, Cork\n\n",
}
"""Markdown, with the address of the house."""
NUMBERED = {
    "en": "Privacy policy\n\n1. Controller\n\nStone Ltd., 4 Main Street, Cork\n\n",
    "sv": "Integritetspolicy\n\n1. Personuppgiftsansvarig\n\nSten AB, Storgatan 4, Kalmar\n\n",
    "fi": "Tietosuojaseloste\n\n1. Rekisterinpitäjä\n\nKivi Oy, Katu 4, Oulu\n\n",
}
"""Headings with numbers, and the address of the house."""
END = {
    "fi": "\n\n## Oikeutesi\n\nSinulla on oikeus tarkastaa tietosi.\n",
    "sv": "\n\n## Dina rättigheter\n\nBe gärna om ett registerutdrag.\n",
    "en": "\n\n## Your rights\n\nAsk us for a copy of your data.\n",
}
"""What stands below, so that what is told does not reach to the end."""
