"""The sentences of each kind of letter, as its own template has them: which elements they fill, which values they use.

A template is read, never run: the branches that one letter takes and another does not are all walked through, and so
are the macros, so that no list has to be kept beside the templates.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser

from jinja2 import nodes

from portal import words
from portal.domain.wording import Sentence
from portal.papers.article import HEADINGS, VOID

PLACE = re.compile(r"%\((\w+)\)s")
_FACTS = frozenset({"table", "dl", "address"})
"""What holds facts: its words are those of every letter."""
_Scope = Mapping[str, tuple[nodes.Node, "_Scope"]]
"""The arguments of a macro, each with those around it."""


@cache
def sentences(kind: str) -> tuple[Sentence, ...]:
    """The sentences of a kind of letter, in the order in which it says them."""
    reader = _Reader(kind)
    reader.read()
    return tuple(reader.found.values())


class _Reader:
    """Walks through a letter's template, its frame and what it imports."""

    def __init__(self, kind: str) -> None:
        self.found: dict[str, Sentence] = {}
        self._own = _parsed(f"letters/{kind}.html")
        self._blocks = {one.name: one for one in self._own.find_all(nodes.Block)}
        self._macros = dict(_macros(self._own))
        self._open = _Open()
        self._depth = 0

    def read(self) -> None:
        """Find them all."""
        for node in _parsed("letters/_letter.html").body:
            self._walk(node, {})

    def _walk(self, node: nodes.Node, scope: _Scope) -> None:
        if isinstance(node, nodes.Block):
            for below in self._blocks.get(node.name, node).body:
                self._walk(below, scope)
        elif isinstance(node, nodes.Output):
            for one in node.nodes:
                self._say(one, scope)
        elif isinstance(node, nodes.If):
            self._depth += 1
            for below in (*node.body, *node.elif_, *node.else_):
                self._walk(below, scope)
            self._depth -= 1
        elif isinstance(node, nodes.For):
            for below in (*node.body, *node.else_):
                self._walk(below, scope)

    def _say(self, one: nodes.Node, scope: _Scope) -> None:
        """What one expression of the template puts into the letter."""
        if isinstance(one, nodes.TemplateData):
            self._open.feed(one.data)
        elif isinstance(one, nodes.Name) and one.name in scope:
            bound, around = scope[one.name]
            self._say(bound, around)
        elif isinstance(one, nodes.CondExpr):
            self._depth += 1
            for branch in (one.expr1, one.expr2):
                if branch is not None:
                    self._say(branch, scope)
            self._depth -= 1
        elif isinstance(one, nodes.Call):
            self._call(one, scope)

    def _call(self, call: nodes.Call, scope: _Scope) -> None:
        called = call.node.name if isinstance(call.node, nodes.Name) else getattr(call.node, "attr", "")
        if called == "_" and isinstance(call.args[0], nodes.Const):
            self._add(str(call.args[0].value))
        elif macro := self._macros.get(called):
            given = {one.name: (value, scope) for one, value in zip(macro.args, call.args, strict=False)}
            for below in macro.body:
                self._walk(below, given)

    def _add(self, key: str) -> None:
        """One sentence; said in two elements it is one all the same, and belongs to both."""
        if self._open.holds_facts:
            return
        heading = self._open.is_heading
        if heading:
            self._open.title = key
        known = self.found.get(key)
        codes = tuple(dict.fromkeys((*(known.codes if known else ()), *self._open.codes)))
        self.found[key] = Sentence(
            key,
            codes,
            known.title if known else self._open.title,
            tuple(dict.fromkeys(PLACE.findall(key))),
            heading and (known is None or known.heading),
            self._depth > 0 and (known is None or known.sometimes),
        )


class _Open(HTMLParser):
    """Which elements are open where a sentence stands."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self._stack: list[tuple[str, str]] = []

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for _tag, code in self._stack if code)

    @property
    def holds_facts(self) -> bool:
        return any(tag in _FACTS for tag, _code in self._stack)

    @property
    def is_heading(self) -> bool:
        return any(tag in HEADINGS for tag, _code in self._stack)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"section", "footer"} and not self.codes:
            self.title = ""
        if tag not in VOID:
            self._stack.append((tag, dict(attrs).get("data-element") or ""))

    def handle_endtag(self, tag: str) -> None:
        while self._stack and self._stack.pop()[0] != tag:
            pass


def _parsed(name: str) -> nodes.Template:
    environment = words.environment()
    assert environment.loader is not None
    source, _file, _fresh = environment.loader.get_source(environment, name)
    return environment.parse(source, name)


def _macros(template: nodes.Template) -> Iterator[tuple[str, nodes.Macro]]:
    """The macros of a template and of those that it imports; no two of the letters' have one name."""
    for macro in template.find_all(nodes.Macro):
        yield macro.name, macro
    for imported in template.find_all(nodes.Import):
        if isinstance(imported.template, nodes.Const):
            yield from _macros(_parsed(str(imported.template.value)))
