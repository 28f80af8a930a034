"""What is used where: systems, data, purposes and recipients of the register in force, as a picture with its tables."""

from flask import Blueprint
from werkzeug.wrappers import Response

from portal import words
from portal.domain.may import may_read_registers, may_read_settings
from portal.papers import use_map
from portal.web import guards, members
from portal.web.pages import page

bp = Blueprint("staff_map", __name__)


@bp.get("/staff/<controller>/map")
@members.staff_page(may_read_registers)
def show() -> Response:
    """The picture, the data by its places, and the systems by what lies in them."""
    made = use_map.use_map(guards.register(), words.language())
    return page(
        "staff/map.html", map=made, picture=use_map.draw(made), titles=[one.title for one in made.groups],
        may_connect=may_read_settings(members.viewer()),
    )  # fmt: skip
