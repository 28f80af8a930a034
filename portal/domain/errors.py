"""The nouns of what can go wrong; `web.problems` alone maps them to HTTP."""


class PortalError(Exception):
    """The root: `code` is said to people by `words`, `details` fill its sentence."""

    def __init__(self, code: str = "", **details: str | int) -> None:
        super().__init__(code)
        self.code = code or type(self).__name__.lower()
        self.details = details


class NotFound(PortalError):
    """No such thing for this viewer; another controller's things look the same."""


class Refused(PortalError):
    """The viewer may not do this, or the order of things forbids it now."""


class Conflict(PortalError):
    """Somebody else changed the same thing first; `details` says what changed."""


class Invalid(PortalError):
    """What was given cannot be used; `field` names where it was typed."""

    def __init__(self, code: str, field: str = "", **details: str | int) -> None:
        super().__init__(code, **details)
        self.field = field


class LinkDead(PortalError):
    """A mailed link that is used, expired, replaced or tampered with: one and the same refusal."""


class TooMany(PortalError):
    """A limit was reached; nothing was written."""


class TooLarge(PortalError):
    """More bytes than are taken."""


class Misconfigured(PortalError):
    """The installation's settings cannot be used; the message says what to set."""


class Damaged(PortalError):
    """A sealed value or a chain does not verify."""
