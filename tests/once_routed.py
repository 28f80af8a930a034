"""Routes of all applications of a test process: each is read and compiled once, not for every application."""

from collections.abc import Callable, Mapping
from typing import Any

from werkzeug.routing import BaseConverter, Rule

Builder = Callable[..., tuple[str, str]]

_read: dict[object, Mapping[str, Any]] = {}
"""What a rule read of itself, by all that it reads: nothing of it is ever changed."""
_OF_A_RULE = ("_parts", "_trace", "_converters", "arguments")
_built: dict[object, Builder] = {}


class OnceRouted(Rule):
    """A rule that shares what it read of itself, and its compiled builder, with the same rule of another application.

    Werkzeug compiles the builder from the rule's parts alone and asks the rule itself for its converters; where a
    default is folded in, which is converted at once, nothing is shared. A converter knows its application's map and
    asks nothing of it: those of Werkzeug's own kinds serve every map.
    """

    def compile(self) -> None:
        assert self.map is not None
        key = (self.rule, self.subdomain, self.host, self.merge_slashes, *map(id, self.map.converters.values()))
        if self.defaults or self.map.host_matching:
            super().compile()
        elif (read := _read.get(key)) is None:
            super().compile()
            assert all(type(one).__module__ == BaseConverter.__module__ for one in self._converters.values())
            _read[key] = {name: getattr(self, name) for name in _OF_A_RULE}
        else:
            self.__dict__.update(read)
            self._build = self._compile_builder(False).__get__(self, None)
            self._build_unknown = self._compile_builder(True).__get__(self, None)

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        if self.defaults:
            return super()._compile_builder(append_unknown)
        key: tuple[Any, ...] = (self.rule, tuple(self._trace), append_unknown)
        if key not in _built:
            _built[key] = super()._compile_builder(append_unknown)
        return _built[key]
