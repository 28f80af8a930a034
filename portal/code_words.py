"""The codes of the domain, as people say them: rights, stages, steps, events, errors.

Each table holds msgids; the functions say them in the language in use.
"""

from portal.domain.lifecycle import Resolution, Right, Status, StepState
from portal.domain.telling import ASKED, How, News, TellingOutcome
from portal.words import gettext, say
from portal.words import marked as _

RIGHTS = {
    Right.ACCESS: _("See what you know about me"),
    Right.RECTIFICATION: _("Correct something"),
    Right.ERASURE: _("Delete my data"),
    Right.RESTRICTION: _("Freeze my data while you check"),
    Right.PORTABILITY: _("Take my data with me"),
    Right.OBJECTION: _("Stop using my data for something"),
    Right.MARKETING: _("Stop marketing"),
}
RIGHT_TERMS = {
    Right.ACCESS: _("Access"),
    Right.RECTIFICATION: _("Rectification"),
    Right.ERASURE: _("Erasure"),
    Right.RESTRICTION: _("Restriction"),
    Right.PORTABILITY: _("Portability"),
    Right.OBJECTION: _("Objection"),
    Right.MARKETING: _("Marketing objection"),
}
ARTICLES = {
    Right.ACCESS: "15",
    Right.RECTIFICATION: "16",
    Right.ERASURE: "17",
    Right.RESTRICTION: "18",
    Right.PORTABILITY: "20",
    Right.OBJECTION: "21(1)",
    Right.MARKETING: "21(2)–(3)",
}
STAGES = {
    Status.UNCONFIRMED: _("Waiting for the mailbox to be confirmed"),
    Status.CONFIRMED: _("Waiting for the person's answers"),
    Status.SEARCHING: _("Searching"),
    Status.REVIEW: _("Review of what was found"),
    Status.DECISION: _("Decision"),
    Status.CARRYING_OUT: _("Carrying out"),
    Status.ANSWERING: _("Answer waits for release"),
    Status.ANSWERED: _("Answered"),
    Status.CLOSED: _("Closed"),
}
PERSON_STAGES = {
    Status.UNCONFIRMED: _("We are waiting for you to open the link we mailed"),
    Status.CONFIRMED: _("A few questions are waiting for you"),
    Status.SEARCHING: _("We are looking for your data"),
    Status.REVIEW: _("We are going through what was found"),
    Status.DECISION: _("We are deciding on the answer"),
    Status.CARRYING_OUT: _("We are carrying out your request"),
    Status.ANSWERING: _("Your answer is being finished"),
    Status.ANSWERED: _("Your answer is ready"),
    Status.CLOSED: _("This request is closed"),
}
RESOLUTIONS = {
    Resolution.GRANTED: _("Done as asked"),
    Resolution.GRANTED_IN_PART: _("Done in part"),
    Resolution.REFUSED: _("Refused"),
    Resolution.NOTHING_HELD: _("Nothing is held"),
    Resolution.WITHDRAWN: _("Withdrawn"),
    Resolution.UNCONFIRMED: _("Closed without a confirmed mailbox"),
    Resolution.TOGETHER: _("Handled together with an earlier request"),
}
STEP_STATES = {
    StepState.WAITING: (_("Waiting"), "neutral", "clock"),
    StepState.RUNNING: (_("Under way"), "info", "refresh-cw"),
    StepState.RETRYING: (_("Trying again"), "warn", "refresh-cw"),
    StepState.UNKNOWN: (_("Being checked"), "warn", "refresh-cw"),
    StepState.BY_HAND: (_("With a person"), "info", "user"),
    StepState.CHOICE: (_("Needs a choice"), "warn", "user"),
    StepState.DONE: (_("Done"), "good", "check"),
    StepState.INCOMPLETE: (_("Not complete"), "bad", "triangle-alert"),
    StepState.FAILED: (_("Failed"), "bad", "triangle-alert"),
    StepState.CANCELLED: (_("Not needed any more"), "neutral", "x"),
}
OUTCOMES = {
    "found": (_("Found"), "good", "check"),
    "nothing": (_("Nothing held"), "neutral", "check"),
    "done": (_("Done"), "good", "check"),
    "already": (_("Already so"), "good", "check"),
    "cannot": (_("Could not be done"), "bad", "triangle-alert"),
    TellingOutcome.TOLD.value: (_("Told"), "good", "check"),
    TellingOutcome.OWN_STEP.value: (_("Told with the change itself"), "good", "check"),
    TellingOutcome.NOT_GIVEN.value: (_("Had not received it"), "neutral", "check"),
    TellingOutcome.IMPOSSIBLE.value: (_("Could not be told"), "warn", "circle-slash"),
    TellingOutcome.DISPROPORTIONATE.value: (_("Not told: it would take undue effort"), "warn", "circle-slash"),
}
TO_TELL = (_("Not told yet"), "info", "clock")
HOWS = {
    How.MAIL: _("By mail"),
    How.PHONE: _("By telephone"),
    How.LETTER: _("By letter"),
    How.SERVICE: _("In a service of their own"),
    How.IN_PERSON: _("In person"),
}
NEWS = {
    News.RECTIFIED: _("Corrected"),
    News.ERASED: _("Deleted"),
    News.RESTRICTED: _("Frozen"),
    News.LIFTED: _("No longer frozen"),
    News.STOPPED: _("Marketing stopped"),
}
EVENTS = {
    "request_received": _("Request received"),
    "link_sent": _("Link mailed"),
    "address_changed": _("Address changed"),
    "mailbox_proven": _("Mailbox confirmed"),
    "browser_left": _("Forgotten in one browser"),
    "wrong_code": _("Wrong code typed"),
    "link_ended": _("Link ended after five wrong codes"),
    "request_sent": _("Answers given and request sent"),
    "step_done": _("System searched or changed"),
    "step_incomplete": _("System could not be searched completely"),
    "step_waits": _("System does not answer; tried again later"),
    "step_by_hand_done": _("Step done by a person"),
    "owner_chosen": _("Customer chosen"),
    "suppressed": _("Address put on the suppression list"),
    "register_suppressed": _("Prohibitions written into the register"),
    "finding_judged": _("Finding judged"),
    "findings_judged": _("Findings judged"),
    "review_begun": _("Search finished"),
    "search_finished": _("Search finished"),
    "findings_recorded": _("Records found"),
    "step_again": _("Step tried again"),
    "step_revived": _("Step goes on: its connection has new settings that work"),
    "unsubscribed": _("Newsletter stopped by its link"),
    "objection_lifted": _("Marketing allowed again by a new consent"),
    "prohibition_taken_back": _("Prohibition not written: the person asked for marketing again"),
    "search_widened": _("Other systems searched again by what was found"),
    "mail_waits": _("Mail did not go; tried again later"),
    "review_reopened": _("Back to the review"),
    "review_finished": _("Review finished"),
    "decided": _("Decided"),
    "dossier_made": _("Dossier for the authority made"),
    "decision_taken_back": _("Decision taken back before anything was erased"),
    "undo_passed": _("The time to take the erasure back has passed"),
    "undo_waived": _("Erasure begun without waiting"),
    "second_approved": _("Approved by a second person"),
    "safeguards_changed": _("Safeguards changed"),
    "answer_prepared": _("Answer prepared"),
    "fee_announced": _("Fee announced"),
    "fee_agreed": _("Fee agreed to"),
    "fee_paid": _("Fee paid"),
    "fee_waived": _("Fee waived"),
    "refused_whole": _("Request refused as a whole"),
    "copy_prepared": _("Copy made before anything is changed"),
    "letter_edited": _("Letter edited"),
    "package_renewed": _("Package made anew"),
    "package_looked_at": _("Package looked at by a person before its release"),
    "answer_released": _("Answer released"),
    "letter_released": _("Letter given to the person"),
    "erased_later": _("Data erased whose keeping had ended"),
    "mail_sent": _("Mail sent"),
    "mail_bounced": _("Mail bounced"),
    "mail_repeated": _("Mail possibly sent twice"),
    "code_asked": _("Code mailed"),
    "answer_viewed": _("Answer viewed"),
    "answer_downloaded": _("Answer downloaded"),
    "package_removed": _("Package removed"),
    "message_received": _("Message from the person"),
    "message_sent": _("Message to the person"),
    "erasure_previewed": _("Erasure counted beforehand"),
    "rectified": _("Data corrected"),
    "erased": _("Data erased"),
    "restricted": _("Processing restricted"),
    "unrestricted": _("Mark of the restriction removed"),
    "carried_out": _("Everything decided is carried out"),
    "findings_wiped": _("Copies of the erased records removed"),
    "posted": _("Sent by post"),
    "evidence_seen": _("Identity judged by staff"),
    "contact_matched": _("The address is the one on file"),
    "contact_shared": _("The address turned out to be shared"),
    "identity_asked": _("Asked for more proof"),
    "identity_answered": _("Answer to what was asked"),
    "identity_shown": _("Identity shown by code"),
    "identity_decided": _("Decided whether the proof is enough"),
    "identity_judged": _("Judged to be enough"),
    "authority_shown": _("Showed that they may ask for another"),
    "code_posted": _("Letter with a code posted"),
    "copy_removed": _("Copy of a document deleted"),
    "location_withheld": _("Address and phone of a protected person left out"),
    "protected": _("Marked: protected address"),
    "unprotected": _("Mark of a protected address taken off"),
    "letter_opened": _("Opened with the code of a letter"),
    "entered": _("Entered by staff"),
    "statement_received": _("Statement of the person on a refused correction"),
    "note_written": _("Note written"),
    "assigned": _("Put into another hand"),
    "handed_over": _("Handed over with a note"),
    "extended": _("Time extended"),
    "restriction_announced": _("End of the restriction announced"),
    "restriction_lifted": _("Restriction lifted"),
    "withdrawn": _("Withdrawn by the person"),
    "tellings_planned": _("Recipients listed who have to be told"),
    "tellings_cancelled": _("Nobody has to be told any more: the restriction has ended"),
    "recipient_told": _("Recipient told"),
    "recipient_not_told": _("Recipient not told, with the reason"),
    ASKED: _("The person asked whom we told"),
    "processor_letter_written": _("Letter to the processor written"),
    "processor_asked": _("Processor asked by letter"),
    "processor_opened": _("Letter opened by the processor"),
    "processor_answered": _("The processor answered"),
    "processor_ask_withdrawn": _("Letter to the processor taken back"),
    "closed": _("Closed"),
    "reminded": _("Reminder mailed"),
    "colleague_reminded": _("Colleague reminded"),
    "staff_reminded": _("Staff reminded"),
    "queue_taken": _("List of requests taken out as a file"),
    "away_changed": _("Days away and stand-in changed"),
    "view_shared": _("View of the queue shared"),
    "joined": _("Handled together with an earlier request from now on"),
    "joined_by": _("A later request is handled together with this one"),
    "parted": _("Handled on its own again"),
    "parted_by": _("A later request is handled on its own again"),
    "hold_placed": _("Held back from the purge"),
    "hold_released": _("No longer held back from the purge"),
    "papers_emptied": _("Notes on the identity removed"),
    "staff_added": _("Member of staff added"),
    "staff_invited": _("Invited to the staff"),
    "staff_invited_again": _("Invited to the staff again"),
    "staff_invitation_sent": _("Invitation mailed"),
    "staff_invitation_taken_back": _("Invitation taken back"),
    "staff_joined": _("Joined the staff"),
    "staff_changed": _("Role of a member of staff changed"),
    "staff_ended": _("Membership ended"),
    "sign_on_set": _("Single sign-on set up"),
    "sign_on_removed": _("Single sign-on removed"),
    "staff_linked": _("Known to single sign-on"),
    "staff_placed": _("Role given by single sign-on"),
    "staff_put_out": _("In no group any more: access ended"),
    "staff_signed_out": _("Signed out by the single sign-on"),
    "staff_recovered": _("Second factors reset by command"),
    "factor_added": _("Second factor added"),
    "factor_renamed": _("Second factor renamed"),
    "factor_removed": _("Second factor removed"),
    "recovery_codes_made": _("New recovery codes made"),
    "recovery_code_used": _("Recovery code used"),
    "account_changed": _("Name or language changed"),
    "password_changed": _("Password changed"),
    "browsers_ended": _("Signed out everywhere else"),
    "security_set": _("Rules of signing in changed"),
    "company_founded": _("Company set up"),
    "setup_saved": _("Setting up: saved"),
    "company_changed": _("Settings of the company changed"),
    "register_published": _("Register version published"),
    "register_draft_saved": _("Draft of a register saved"),
    "register_draft_put_away": _("Draft of a register put away"),
    "register_taken_back": _("Register version taken back before its day"),
    "register_in_force": _("Register version came into force"),
    "connection_set": _("Connection set"),
    "connection_tried": _("Connection tried out"),
    "connection_checked": _("Connection checked"),
    "connection_paused": _("Connection paused: its credentials are refused"),
    "connection_resumed": _("Connection works again"),
    "connection_removed": _("Connection removed"),
    "ledger_looked": _("System looked through for what had been erased"),
    "returned_found": _("Somebody whose data was erased is there again"),
    "returned_erasing": _("To be erased again"),
    "returned_left": _("Left, having come again"),
    "returned_failed": _("Could not be erased again"),
    "erased_again": _("Erased again"),
    "suppressed_again": _("Prohibitions written again after an import"),
    "wording_saved": _("Letter template saved"),
    "campaign_checked": _("List of a campaign checked"),
    "processor_reminded": _("Processor reminded"),
    "processor_contact_set": _("Address of a processor set"),
    "processor_contact_removed": _("Address of a processor removed"),
    "mail_withheld": _("Mail not sent: three a day at most"),
    "digest_written": _("Reminders mailed to staff"),
    "case_purged": _("Case file removed"),
    "template_saved": _("Template of a message saved"),
    "template_removed": _("Template of a message removed"),
}
ERRORS = {
    "company_name": _("Write the name of the company"),
    "slug_form": _("Write small letters, digits and hyphens, such as record-shop"),
    "slug_reserved": _("%(given)s is an address of the portal itself. Choose another"),
    "slug_taken": _("%(given)s is another company's here. %(free)s is to be had"),
    "not_a_colour": _("Write a colour like this: #1f4f46"),
    "language_unsaid": _("The register does not say everything in this language yet. Write it there first"),
    "unknown_country": _("Choose a country of the EU or the EEA"),
    "unknown_region": _("%(given)s is no region that the calendar knows. Leave it empty, or write its code"),
    "unknown_zone": _("There is no such time zone. Write one like %(example)s, or leave it empty"),
    "within_a_month": _("Choose at most %(most)s days"),
    "logo_kind": _("This is no picture that can be shown here. Choose a PNG, JPEG, SVG, WebP or GIF"),
    "logo_large": _("The picture is larger than 2 MB. Save it smaller and choose it again"),
    "logo_broken": _("This picture cannot be drawn. Save it anew, with nothing in it that lies in another file"),
    "logo_shape": _(
        "The picture is too flat or too steep. It may be twelve times as wide as high, or twice as high as wide"
    ),
    "domain_form": _("%(given)s is no host name. Write it like privacy.example.org"),
    "domain_taken": _("%(given)s is used here already. Choose another host name"),
    "languages_missing": _("Choose at least one language"),
    "email_empty": _("Write your email address"),
    "email_too_long": _("This address is too long. Check it and write it again"),
    "email_line_break": _("Write the address on one line, without line breaks"),
    "email_several": _("Write one address only"),
    "email_encoded": _("Write the address as it is, not in an encoded form"),
    "email_malformed": _("This is not an email address. It should look like name@example.org"),
    "code_old": _("This code has grown old. Ask for a new one"),
    "wrong_code": _("That is not the code. Check it and try again"),
    "file_too_large": _("The file is too large. It may be at most %(limit)s"),
    "file_type": _("Files of this type are not taken. Send a PDF, an image, a text or a spreadsheet"),
    "file_empty": _("The file is empty"),
    "campaign_empty": _("The file is empty"),
    "campaign_unreadable": _("This is no list in CSV that can be read. Save it as CSV in UTF-8 and choose it again"),
    "too_many_files": _("At most five files at once"),
    "consent_how": _("Choose how it was given"),
    "note_missing": _("Write what shows the consent"),
    "consent_ahead": _("This day has not come yet"),
    "consent_older": _("The objection is younger than this consent, so that it holds"),
    "nothing_stopped": _("Nothing of this is stopped any more"),
    "empty": _("Write something first"),
    "ground_missing": _("Choose a ground"),
    "reason_missing": _("Write the reason"),
    "reasons_short": _("Write the reason in at least %(least)s characters"),
    "lifts_soon": _("Choose a day that is at least %(least)s days away"),
    "not_handling": _("Choose a colleague who handles requests"),
    "too_long": _("Write at most %(most)s characters"),
    "not_reading": _("Choose a colleague who may see this request"),
    "place_empty": _("Nothing is known for %(name)s here. Write it yourself, or take it out"),
    "template_place_unknown": _("No value is called %(name)s. Write one of those below, or use round brackets"),
    "too_many_templates": _("There are %(most)s templates already. Remove one first"),
    "note_too_long": _("Write at most %(limit)s characters"),
    "place_unknown": _("There is no such table or address in this letter: %(name)s"),
    "place_twice": _("A table or address can stand in one place only: %(name)s"),
    "wording_place_unknown": _("No value is called %(name)s here. Write %(instead)s, or use round brackets"),
    "wording_no_places": _("No value can be put in here, so %(name)s would stay as it is. Use round brackets"),
    "wording_place_missing": _("The law wants this in the letter: write %(name)s where the value is to stand"),
    "wording_heading_empty": _("A heading cannot be left empty. Write one of your own, or: %(text)s"),
    "wording_empty": _("The law wants this said. Say it in your own words, or write: %(text)s"),
    "nothing_chosen": _("Choose at least one record"),
    "too_many_chosen": _("Choose at most 500 records at once"),
    "mask_missing": _("Tick the parts to leave out, but not all of them"),
    "words_left": _("Something that was to be left out still stands in the package"),
    "not_looked": _("Look first at what the machine could not decide about the package"),
    "hidden_missing": _("“%(word)s” does not stand in this record. Write it as it stands there"),
    "hidden_short": _("A word to leave out has at least three letters"),
    "mask_one": _("Parts are left out of one record at a time"),
    "outcome_unknown": _("Choose what came of it"),
    "findings_missing": _("Write down what was found"),
    "findings_without_found": _("You wrote down something found: choose that outcome"),
    "owner_unknown": _("Choose one of the customers listed"),
    "choice_missing": _("Decide about this"),
    "cells_missing": _("Tick the values that are to be changed"),
    "value_missing": _("Write what is to stand there"),
    "law_keeps": _("A law keeps all of this. It cannot be erased yet"),
    "law_grants": _("The law leaves no choice here: it has to be granted"),
}
_COUNTER_ERRORS = {
    "rights_empty": _("Choose at least one thing"),
    "name_empty": _("Write the name"),
    "day_future": _("This day is still to come"),
    "time_future": _("This time is still to come"),
    "day_too_old": _("This day is more than a year ago. Check it"),
    "day_before": _("This is before the request came"),
    "identity_code": _("Take the identity number out. It is never noted here"),
    "email_needed": _("Write the email address that the answer came from"),
    "seen_nothing": _("Choose what you have seen"),
    "seen_unknown": _("Choose what you have seen"),
    "channel_unknown": _("Choose how it came"),
    "correction_missing": _("Write how it should be"),
    "category_missing": _("Choose which data it is about"),
    "letter_dead": _("Reference and code do not fit together, or the code has ended. Check both and try again"),
}
_TELLING_ERRORS = {
    "day_missing": _("Write the day on which they were told"),
    "how_missing": _("Choose how they were told"),
    "names_missing": _("Write the name of each one to whom the data had really gone"),
}
_WEIGHING_ERRORS = {
    "money": _("Write an amount such as 35 or 35.50"),
    "number": _("Write a whole number"),
    "number_range": _("This number is too small or too large"),
    "fee_nothing": _("Nothing is left to pay. Write the time, the copies or the postage"),
    "payment_missing": _("Write how the fee is paid: an account with its reference, or a place"),
    "no_earlier_copy": _("No copy of the same has been given before, so the first one is free of charge"),
    "burden_unknown": _("A further copy may cost something, but it is not refused for that"),
    "balance_grounds": _("Write which grounds you have, and be concrete"),
    "balance_situation": _("Write what the person tells of their own situation"),
    "balance_outweighs": _("Write why your grounds weigh more"),
    "balance_milder": _("Write which milder ways were considered"),
    "balance_claim": _("Choose what the claim needs the data for"),
    "balance_which": _("Write which claim it is"),
    "more_missing": _("Write why more is given than is proposed"),
}
_IDENTITY_ERRORS = {
    "never_asked": _("Never ask for a personal identity code or a signature"),
    "means_unfit": _("Choose what fits: a large amount of data is cleared up by asking what is meant, a doubt is not"),
    "copies_off": _("A copy of a document may not be asked for at this company"),
    "premises_none": _("There are no premises to call in at"),
    "question_missing": _("Write what you ask"),
    "contact_missing": _("Write the number or the address as it stands on file"),
    "compared_missing": _("Write what there is on file to compare the copy with"),
    "address_protected": _("The address is protected: nothing goes there"),
    "copy_missing": _("Choose the file"),
    "code_empty": _("Write the code"),
    "code_ended": _("That was the fifth wrong code. It has ended"),
    "choose_doubt": _("Choose why"),
    "representing_unknown": _("Choose as what you ask for somebody else"),
}
_PROCESSOR_ERRORS = {
    "day_missing_done": _("Write the day on which it was done"),
    "day_before_asked": _("This is before it was asked. Write the day on which it was done after that"),
    "language_unknown": _("Choose a language"),
}
_TEAM_ERRORS = {
    "name_missing": _("Write the name"),
    "unknown_role": _("Choose a role"),
    "unknown_language": _("Choose a language"),
    "categories_missing": _("Choose at least one category for this role"),
    "categories_without_scope": _("Only the role with a limit has categories. Untick them, or choose that role"),
    "category_unknown": _("The register does not know one of these categories. Choose again"),
    "register_unknown": _("The notice does not have one of these registers. Choose again"),
    "password_length": _("The password needs at least %(least)s characters"),
    "passwords_differ": _("The two passwords differ. Write the same twice"),
    "already_staff": _("Whoever has this address is a member already"),
    "last_owner": _("This is the last one in charge. Put somebody else in charge first"),
}
_REGISTER_ERRORS = {
    "draft_changed": _("Somebody changed the draft meanwhile. Look at it and press again"),
    "version_changed": _("A version was published since this draft was begun. Bring it into the draft first"),
    "version_ahead": _("A version waits for its day. Choose a day after it, or take it back first"),
    "version_holds": _("Its day has come: it is in force"),
    "register_same": _("It says what is published already"),
    "register_held": _("It cannot be published so. Read why, and change the draft"),
    "register_unfinished": _("Something has to be written first. It is named on this page"),
    "register_other": _("This belongs to another register"),
    "register_invalid": _("This cannot be used as a register"),
    "register_day": _("Choose the day"),
    "day_passed": _("Choose a day that comes"),
    "day_far": _("Choose a day within a year"),
    "not_sure": _("Read what it takes away, and tick that you know it"),
}
ERRORS |= _REGISTER_ERRORS
ERRORS |= _TEAM_ERRORS | _PROCESSOR_ERRORS | _COUNTER_ERRORS | _TELLING_ERRORS | _WEIGHING_ERRORS | _IDENTITY_ERRORS
_UNKNOWN_ERROR = _("Check what you wrote")


def say_right(right: Right) -> str:
    """A right in the person's words."""
    return gettext(RIGHTS[right])


def say_term(right: Right) -> str:
    """A right by its term of the field."""
    return gettext(RIGHT_TERMS[right])


def say_stage(status: Status) -> str:
    """Where a request stands, for staff."""
    return gettext(STAGES[status])


def say_person_stage(status: Status) -> str:
    """Where a request stands, for its person."""
    return gettext(PERSON_STAGES[status])


def say_resolution(resolution: Resolution) -> str:
    """How a request ended."""
    return gettext(RESOLUTIONS[resolution])


def say_step(state: str, outcome: str | None) -> tuple[str, str, str]:
    """A step's word, tone and icon. Only a complete search is said to have found nothing."""
    finished = StepState(state) is StepState.DONE and outcome in OUTCOMES
    word, tone, icon = OUTCOMES[outcome] if finished and outcome else STEP_STATES[StepState(state)]
    return gettext(word), tone, icon


def say_telling(state: str, outcome: str | None) -> tuple[str, str, str]:
    """What came of telling a recipient: word, tone and icon."""
    if StepState(state) is StepState.BY_HAND:
        word, tone, icon = TO_TELL
        return gettext(word), tone, icon
    return say_step(state, outcome)


def say_how(how: How) -> str:
    """By which way a recipient was told."""
    return gettext(HOWS[how])


def say_news(news: News) -> str:
    """What a recipient is told of."""
    return gettext(NEWS[news])


def say_event(kind: str) -> str:
    """What happened."""
    return gettext(EVENTS.get(kind, kind))


def say_error(code: str, **details: object) -> str:
    """What is wrong and what to do."""
    return say(ERRORS.get(code, _UNKNOWN_ERROR), **details)


FILTERS = {
    "said_right": say_right,
    "said_term": say_term,
    "said_stage": say_stage,
    "said_person_stage": say_person_stage,
    "said_resolution": say_resolution,
    "said_event": say_event,
    "said_how": say_how,
    "said_news": say_news,
}
