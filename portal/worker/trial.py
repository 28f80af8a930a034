"""Trying a connection out before it is sealed: a connector is opened, and nothing of ours is written."""

from collections.abc import Collection, Mapping

from portal.domain.errors import Invalid
from portal.domain.roles import UNSORTED
from portal.systems import registry


def troubles(connector: str, settings: Mapping[str, str], categories: Collection[str]) -> tuple[str, ...]:
    """Codes of what is wrong with a connection now; empty when it is well.

    `categories` are those of the register. What no later day can mend is raised:
    Permanent (`bad_url`, `bad_mapping`, ...), or Invalid (`category_unknown`).
    """
    opened = registry.connect(connector, settings)
    strange = sorted({meaning.category for meaning in opened.glossary()} - {*categories, UNSORTED})
    if strange:
        raise Invalid(
            "category_unknown", field="mapping", given=", ".join(strange), known=", ".join(sorted(categories))
        )
    return tuple(opened.check())
