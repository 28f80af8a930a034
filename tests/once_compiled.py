"""Templates of all applications of a test process: each is compiled once, not for every test's own application."""

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class OnceCompiled(BytecodeCache):
    """Compiled templates in memory; a template that reads otherwise than before is another one."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if (compiled := self._compiled.get((bucket.key, bucket.checksum))) is not None:
            bucket.code = compiled

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._compiled[bucket.key, bucket.checksum] = bucket.code
