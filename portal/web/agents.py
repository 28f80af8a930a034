"""What a browser calls itself, in two words: enough to know one's own again, too little to follow anybody."""

BROWSERS = (
    ("Edg/", "Edge"), ("EdgiOS/", "Edge"), ("EdgA/", "Edge"), ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
"""Whoever names several says its own name first in this order."""
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def words_of(agent: str) -> dict[str, str]:
    """`browser` and `system`, each where it is one that is known; nothing else of what was sent is kept."""
    found = {}
    for kind, known in (("browser", BROWSERS), ("system", SYSTEMS)):
        name = next((name for sign, name in known if sign in agent), "")
        if name:
            found[kind] = name
    return found
