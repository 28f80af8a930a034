"""Everything that happened to a request, in words: by kind, with who and when."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from portal.code_words import EVENTS
from portal.domain.may import may_see_unsorted
from portal.domain.telling import ASKED
from portal.staff.case_view import at, context, load
from portal.staff.request import HOME
from portal.storage.door import timeline as door
from portal.storage.door.case import EventLine
from portal.web import guards, members
from portal.web.pages import page
from portal.words import gettext, ngettext
from portal.words import marked as _

bp = Blueprint("staff_timeline", __name__)
GROUPS: Mapping[str, str] = {
    "decisions": _("Decisions"),
    "messages": _("Messages and notes"),
    "letters": _("Letters and mails"),
    "identity": _("Who asks"),
    "steps": _("Steps in systems"),
    "course": _("Course of the request"),
}
_KINDS: Mapping[str, tuple[str, ...]] = {
    "decisions": (
        "owner_chosen", "finding_judged", "findings_judged", "review_reopened", "review_finished", "decided",
        "fee_announced", "fee_agreed", "fee_paid", "fee_waived", "refused_whole", "package_looked_at",
        "answer_released", "extended", "restriction_announced", "restriction_lifted", "hold_placed", "hold_released",
        "decision_taken_back", "undo_passed", "undo_waived", "second_approved",
    ),
    "messages": ("message_received", "message_sent", "statement_received", "note_written", "handed_over"),
    "letters": (
        "link_sent", "mail_sent", "mail_bounced", "mail_repeated", "mail_waits", "mail_withheld", "letter_edited",
        "letter_released", "letter_opened", "answer_prepared", "package_renewed", "package_removed", "posted",
        "code_posted", "reminded", "staff_reminded", "processor_letter_written", "processor_asked",
        "processor_reminded", "processor_opened", "processor_ask_withdrawn",
    ),
    "identity": (
        "address_changed", "mailbox_proven", "browser_left", "wrong_code", "link_ended", "code_asked", "evidence_seen",
        "contact_matched", "contact_shared", "identity_asked", "identity_answered", "identity_shown",
        "identity_decided", "identity_judged", "authority_shown", "copy_removed", "location_withheld", "protected",
        "unprotected", "papers_emptied",
    ),
    "steps": (
        "step_done", "step_incomplete", "step_waits", "step_by_hand_done", "step_again", "suppressed",
        "register_suppressed", "review_begun", "search_finished", "findings_recorded", "unsubscribed",
        "search_widened", "copy_prepared", "erasure_previewed", "rectified", "erased", "erased_later", "restricted",
        "unrestricted", "carried_out", "findings_wiped", "tellings_planned", "tellings_cancelled", "recipient_told",
        "recipient_not_told", ASKED, "processor_answered",
        "step_revived", "prohibition_taken_back",
    ),
    "course": (
        "request_received", "request_sent", "entered", "assigned", "withdrawn", "closed", "answer_viewed",
        "answer_downloaded", "colleague_reminded", "joined", "joined_by", "parted", "parted_by", "dossier_made",
    ),
}  # fmt: skip
OF_NO_REQUEST = frozenset(
    {
        "staff_added", "company_founded", "setup_saved", "company_changed", "register_published",
        "register_draft_saved",
        "register_draft_put_away", "register_taken_back", "register_in_force", "connection_set",
        "connection_tried", "connection_checked",
        "connection_paused", "connection_resumed", "connection_removed", "ledger_looked", "returned_found",
        "returned_erasing", "returned_left", "returned_failed", "erased_again", "suppressed_again", "wording_saved",
        "campaign_checked", "template_saved", "template_removed", "processor_contact_set",
        "processor_contact_removed", "digest_written", "case_purged", "account_changed", "away_changed",
        "browsers_ended", "factor_added", "factor_removed", "factor_renamed", "objection_lifted", "password_changed",
        "queue_taken", "recovery_code_used", "recovery_codes_made", "safeguards_changed", "security_set",
        "sign_on_removed", "sign_on_set", "staff_changed", "staff_ended", "staff_invitation_sent",
        "staff_invitation_taken_back", "staff_invited", "staff_invited_again", "staff_joined", "staff_linked",
        "staff_placed", "staff_put_out", "staff_recovered", "staff_signed_out", "view_shared",
    }
)  # fmt: skip
"""What happens to no request, or is the last that does: it stands in no timeline."""
_GROUP_OF = {kind: group for group, kinds in _KINDS.items() for kind in kinds}


def group_of(kind: str) -> str:
    """Under which heading a kind of event is looked for; what nobody sorted is the request's course."""
    return _GROUP_OF.get(kind, "course")


@bp.get(f"{HOME}/timeline")
@members.staff_page(may_see_unsorted)
def show(reference: str) -> Response:
    """A page of what happened, of one kind or of all."""
    group, before = request.args.get("kind", ""), request.args.get("before", "")
    kinds = None
    if group in GROUPS:
        kinds = [kind for kind in {*EVENTS, *_GROUP_OF} if group_of(kind) == group and kind not in OF_NO_REQUEST]
    else:
        group = ""
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 10 else 0
    found = door.timeline(guards.store(), members.viewer(), reference, kinds, number)
    told: dict[str, Any] = {
        **context(load(reference)),
        "lines": found.lines,
        "group": group,
        "groups": [("", gettext("Everything"), _href(reference))]
        + [(key, gettext(said), _href(reference, kind=key)) for key, said in GROUPS.items()],
        "said_group": lambda line: gettext(GROUPS[group_of(line.kind)]),
        "said_more": _said_more,
        "older_href": _href(reference, kind=group, before=found.more) if found.more else "",
        "newest_href": _href(reference, kind=group) if number else "",
    }
    return page("staff/timeline.html", "lines", **told)


def _href(reference: str, kind: str = "", before: int = 0) -> str:
    asked = {"kind": kind, "before": str(before) if before else ""}
    return at("staff_timeline.show", reference, **{name: value for name, value in asked.items() if value})


def _said_more(line: EventLine) -> str:
    """What else is known of it without its contents: how many records or files."""
    files = line.body.get("files")
    if isinstance(files, int) and files:
        return ngettext("%(num)s file", "%(num)s files", files) % {"num": files}
    return ""
