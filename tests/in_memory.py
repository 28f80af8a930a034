"""Where memory serves as a disk."""

import contextlib
import shutil

ROOM_BYTES = 1_000_000_000


def folder_in_memory() -> str | None:
    """For what servers of the tests keep, which is made anew for every test; None where there is no room."""
    with contextlib.suppress(OSError):
        if shutil.disk_usage("/dev/shm").free > ROOM_BYTES:
            return "/dev/shm"
    return None
