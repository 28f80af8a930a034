"""Routes of all applications of a test process: what builds an address is compiled once, not for every application."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]

_built: dict[object, Builder] = {}


class OnceRouted(Rule):
    """A rule that shares its compiled builder with the same rule of another application.

    Werkzeug compiles it from the rule's parts alone and asks the rule itself for its converters; where a default is
    folded in, which is converted at once, nothing is shared.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        if self.defaults:
            return super()._compile_builder(append_unknown)
        key: tuple[Any, ...] = (self.rule, tuple(self._trace), append_unknown)
        if key not in _built:
            _built[key] = super()._compile_builder(append_unknown)
        return _built[key]
