"""Problem codes whose page says more than its HTTP status does: title and text, as msgids."""

from portal.words import marked as _

SAID = {
    "not_open": (
        _("This page opens soon"),
        _("The company is preparing its privacy pages here. Until then, write to the company itself: that counts too."),
    ),
    "form_too_old": (
        _("This form has grown old"),
        _(
            "For your safety a form works only in the browser that opened it, and not forever. "
            "Go back, load the page again and send it once more."
        ),
    ),
    "foreign_form": (
        _("This form came from another site"),
        _("Nothing was saved. Open our page yourself and fill it in there."),
    ),
    "too_many": (
        _("Too many tries for now"),
        _("Nothing was saved by this last one. Wait a while and send it again, or write to us."),
    ),
    "no_longer_staff": (
        _("Your access has ended"),
        _("You can no longer open this company's requests. Ask the person in charge of the register."),
    ),
    "sso_guest": (
        _("This belongs to your account"),
        _("You came by your company's single sign-on, where password and second factor are looked after."),
    ),
    "fee_open": (
        _("A fee is announced and not settled"),
        _("Record that it was paid, or waive it; then the request goes on. Its last day stays the same."),
    ),
    "fee_not_agreed": (
        _("The person has not agreed to the fee"),
        _("Nothing is charged before that. Wait for it, or waive the fee."),
    ),
    "copy_first": (
        _("The copy is made first"),
        _("The person's copy is being made from what was found. Wait a moment, open the step again and save it then."),
    ),
    "undo_first": (
        _("It can still be taken back"),
        _("Nothing is changed before that time has passed. Open the request again: it says when it begins."),
    ),
    "second_first": (
        _("A second person looks first"),
        _(
            "Somebody else than the one who decided has to look at it. "
            "Ask a colleague to open the request and approve it."
        ),
    ),
    "second_is_first": (
        _("You decided it yourself"),
        _("The second person is somebody else. Ask a colleague to open the request and approve it."),
    ),
    "identity_open": (
        _("It is not known well enough who asks"),
        _("Open the request's identity page: it says what is missing, and what you can do."),
    ),
    "order": (
        _("It is not the time for that"),
        _("The request stands elsewhere now. Open it again to see what comes next."),
    ),
}
