"""Where the house is set up and kept: the pages beside the requests, for whoever may open them."""

from flask import url_for

from portal.domain.may import may_handle, may_manage, may_manage_staff, may_read_registers, may_read_settings
from portal.web import members
from portal.words import gettext
from portal.words import marked as _

_PLACES = (
    (
        _("Marketing:"),
        (may_handle, _("Campaign list"), "staff_campaigns.form"),
        (may_handle, _("Marketing objections"), "staff_objections.show"),
    ),
    (
        _("Notice and registers:"),
        (may_read_registers, _("Registers"), "staff_registers.show"),
        (may_read_registers, _("Privacy notice"), "staff_notice.show"),
        (may_read_registers, _("Record of processing activities"), "staff_record.show"),
        (may_read_registers, _("What is used where"), "staff_map.show"),
    ),
    (
        _("Systems and letters:"),
        (may_read_settings, _("Connections"), "staff_connections.show"),
        (may_read_settings, _("Processors"), "staff_processors.show"),
        (may_read_settings, _("The words of your letters"), "staff_wordings.show"),
    ),
    (
        _("For the company:"),
        (may_manage, _("Company"), "staff_company.show"),
        (may_manage, _("Safeguards"), "staff_safeguards.settings"),
        (may_manage, _("Signing in"), "staff_security.show"),
        (may_manage_staff, _("Team"), "staff_team.show"),
        (may_manage_staff, _("Single sign-on"), "staff_sign_on.form"),
    ),
)


def links() -> list[tuple[str, list[tuple[str, str]]]]:
    """By what they are for: what each is called, and its address."""
    viewer = members.viewer()
    found = [
        (gettext(what), [(gettext(label), url_for(endpoint)) for may, label, endpoint in places if may(viewer)])
        for what, *places in _PLACES
    ]
    return [(what, places) for what, places in found if places]
