"""A sentence that tells of several acts, each with a list: `we ask for your name and we store pictures`."""

import re
from collections.abc import Iterable, Iterator

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.tongues.data_words import TAKEN

_TAKEN = {code: re.compile(rf"(?<!\w)(?:{said})(?!\w)") for code, said in TAKEN.items()}
_NEXT = {
    code: re.compile(
        rf",?\s(?:ja|sekä|och|samt|and)\s+(?!(?:requested|collected|stored|saved"
        rf"|recorded) [\w-]+(?: [\w-]+)?[.,;])(?=(?:(?:lisäksi|myös|vi|dessutom|även|we|also)\s+)*(?:{said})(?!\w))"
    )
    for code, said in TAKEN.items()
}
_LEAST = 8
"""So many letters stand at least between the verbs, where the first one has a list of its own."""


def acts_of(scope: Scope, blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
    """The sentences of blocks, and of one that tells of several acts each of them."""
    for start, end in scope.sentences(blocks):
        at = start
        for joint in _NEXT[scope.language].finditer(scope.low, start, end):
            verb = _TAKEN[scope.language].search(scope.low, at, joint.start())
            if verb is not None and joint.start() - verb.end() >= _LEAST:
                yield at, joint.start()
                at = joint.end()
        yield at, end
