"""Wiping: what was erased in a system is emptied in the portal's own rows too (Art 5(1)(c), 17(1))."""

from portal.domain.roles import machine
from portal.storage import files, wiping
from portal.storage.database import Store
from portal.storage.work import work


def wipe_slice(store: Store, controller_id: str, request_id: str, after: str = "") -> str:
    """Empty the next findings that were erased, after the finding `after`; the last of them, or nothing at the end.

    Kind, key and category stay: they prove what was erased. The tasks that quoted the records go as well.
    """
    with work(store, machine(controller_id)) as w:
        case = w.case(request_id)
        tasks = 0 if after else wiping.wipe_tasks(w, case)
        findings, last, freed = wiping.wipe_some(w, case, after)
        if findings or tasks:
            w.happened("findings_wiped", case, findings=findings, tasks=tasks)
    for file_id in freed:
        files.remove(store.folder, file_id)
    return last
