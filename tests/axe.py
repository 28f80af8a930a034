"""What axe finds on the pages of a real browser."""

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

RUN = """async ([assets, rules]) => (await axe.run(document, {
    preload: assets.length > 0 && {assets}, resultTypes: ["violations"], elementRef: false,
    ...(rules ? {runOnly: {type: "rule", values: rules}} : {}),
})).violations"""


def equip(context: BrowserContext) -> None:
    """Let axe be on every page of these tabs: the browser compiles it once, not on each page where it is asked for."""
    context.add_init_script(Axe().axe_script)


def violations(page: Page, rules: Sequence[str] | None = None, *, preload: Sequence[str] = ("media",)) -> list[str]:
    """What axe finds on a page, in a line each; all rules unless some are named.

    Before it looks, it fetches what is to be `preload`ed. Style sheets it would fetch for a rule that is not asked for.
    """
    found = page.evaluate(RUN, [[*preload], None if rules is None else [*rules]])
    return [f"{one['id']}: {one['help']}: {_places(one['nodes'])}" for one in found]


def _places(nodes: Sequence[dict[str, object]]) -> str:
    return "; ".join(f"{_path(one['target'])}: {str(one['html'])[:120]}" for one in nodes)


def _path(target: object) -> str:
    return " ".join(map(str, target)) if isinstance(target, list) else str(target)
