"""What is said where single sign-on did not let somebody in, and where its settings cannot be used."""

from portal.words import gettext
from portal.words import marked as _

REFUSALS = {
    "sso_no_group": _("Your account is in no group that opens these requests. Ask whoever looks after your accounts."),
    "sso_not_invited": _("You are no member here yet. Ask the person in charge of the register to invite you."),
    "sso_unverified": _("The provider has not confirmed your email address, so we cannot know you by it."),
    "sso_other_subject": _(
        "Another account of the provider is known here by your address. Ask the person in charge of the register."
    ),
    "sso_elsewhere": _(
        "There is an account with your address already. Ask to be invited, and join signed in with its password first."
    ),
    "sso_ended": _("Your access has ended. Ask the person in charge of the register."),
    "sso_disabled": _("This account is closed. Ask the person in charge of the register."),
    "sso_invited_other": _("The invitation went to another address. Open it signed in to the provider with that one."),
    "sso_state": _("This sign-in was begun in another browser, is used up, or is older than ten minutes. Begin anew."),
    "link_dead": _("The invitation works no more. Ask whoever invited you to send it again."),
    "sso_none": _("There is no single sign-on here. Sign in with your password."),
    "provider_said_no": _("The provider did not let you in, or you stopped there."),
}
_TROUBLES = {
    "token_nonce": _("What the provider sent does not belong to this sign-in. Begin anew."),
    "token_expired": _("What the provider sent has expired. Look at the clocks of both machines."),
    "token_time": _("What the provider sent is dated in the future. Look at the clocks of both machines."),
    "token_audience": _("What the provider sent is meant for another service than this one."),
    "token_issuer": _("What the provider sent comes from another issuer than the one that is set."),
    "issuer_other": _("The provider calls itself by another issuer than the one that is set."),
    "token_signature": _("The signature of what the provider sent cannot be believed."),
    "token_subject": _("The provider spoke of two different people. Begin anew."),
    "token_missing": _("The provider sent no proof of who you are (id_token)."),
    "client_refused": _("The provider does not know our client id and secret. Look at the settings."),
    "grant_void": _("The provider does not take this sign-in: it was used before, or took too long. Begin anew."),
    "provider_incomplete": _("The provider does not publish all the addresses that are needed, or not with https."),
    "provider_without_pkce": _("The provider does not know PKCE with S256, which is needed."),
    "not_json": _("The provider answered with something that is no answer of a provider."),
    "address_refused": _("This address may not be reached from here. The operator has to allow it."),
    "not_https": _("The provider is to be reached by https."),
    "bad_url": _("This is no address of a provider."),
    "name_unknown": _("There is no machine of that name."),
    "system_away": _("The provider does not answer. Try again in a moment, or sign in with your password."),
    "slow": _("The provider took too long. Try again in a moment, or sign in with your password."),
    "tls_failed": _("The provider's certificate cannot be trusted."),
    "sso_not_installed": _("Single sign-on is not installed here. The operator installs the extra `sso`."),
}
_ANY = _("The provider did not answer as it should. Try again in a moment, or sign in with your password.")
COMPLAINTS = {
    "sso_name": _("Write what the button says, in at most 60 characters"),
    "sso_issuer": _("Write the issuer's address, like https://login.example.org"),
    "sso_client": _("Write the client id that the provider gave"),
    "sso_domain": _("%(given)s is no domain of addresses. Write it like example.org"),
    "sso_many_places": _("Write at most %(most)s lines"),
    "sso_line": _(
        "Write each line as group = role, or group = scoped: category, category, and @ register, register at the end"
        " where it is of some registers. Not so: %(given)s"
    ),
    "sso_line_role": _("There is no role %(given)s. The roles stand beside the field"),
    "categories_missing": _("A group of the role scoped needs at least one category of the register"),
    "category_unknown": _("The register does not know the category %(given)s"),
    "categories_without_scope": _("Only the role scoped takes categories"),
    "register_unknown": _("The notice does not have the register %(given)s"),
    "registers_without_requests": _("The role administrator takes no registers: it sees nothing of a request"),
}


def say(code: str) -> str:
    """Why somebody was not let in, and what to do."""
    return gettext(REFUSALS.get(code) or _TROUBLES.get(code) or _ANY)


def complain(code: str, **details: object) -> str:
    """What is wrong with the settings."""
    return gettext(COMPLAINTS.get(code) or _TROUBLES.get(code) or _ANY) % details
