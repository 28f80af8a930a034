"""Saved views of the queue: kept under a name, chosen to begin with, shared by the owner, taken away."""

from dataclasses import dataclass

from flask import Blueprint, request
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired

from portal.domain.errors import Invalid
from portal.domain.may import may_choose, may_manage
from portal.domain.queue_query import Query, QueryFault, parse
from portal.office import queues
from portal.staff import queue_filters
from portal.staff.queue_filters import base, filters_of
from portal.storage.door import queue_views as door
from portal.storage.door.queue_views import MOST_SHOWN, Chosen, View
from portal.web import guards, members
from portal.web.forms import Form, UpTo
from portal.web.pages import page
from portal.words import lazy_gettext as _l
from portal.words import say

bp = Blueprint("queue_views", __name__)


class ViewForm(Form):
    """What a view is called, and who sees it."""

    name = StringField(
        _l("Name of the view"), validators=[InputRequired(_l("Write a name")), UpTo(queues.LONGEST_NAME)]
    )
    begins = BooleanField(_l("Begin with it"))
    shared = BooleanField(_l("Show it to everybody here"))


@dataclass(frozen=True, slots=True)
class ShownView:
    """A view as the queue shows it: `count` is empty where nothing is counted."""

    id: str
    name: str
    text: str
    href: str
    count: str
    here: bool
    mine: bool
    shared: bool
    begins: bool


def shown(asked: Query | None) -> tuple[list[ShownView], Chosen]:
    """Their views with their numbers; `asked` is the query that is looked at, None where nothing is counted."""
    views, chosen = door.views(guards.store(), members.viewer())
    queries = [_query(view) for view in views]
    today, zone = guards.today(), guards.controller().time_zone
    filters = [filters_of(query, today, zone) for query in queries] if asked is not None else []
    numbers = door.numbers(guards.store(), members.viewer(), filters, today) if filters else []
    counts = [f"{MOST_SHOWN}+" if number > MOST_SHOWN else str(number) for number in numbers] or [""] * len(views)
    found = [
        ShownView(
            id=view.id,
            name=view.name,
            text=query.text,
            href=queue_filters.explicit_href(query),
            count=count,
            here=query == asked,
            mine=view.mine,
            shared=view.shared,
            begins=view.id == chosen.view_id,
        )
        for view, query, count in zip(views, queries, counts, strict=True)
    ]
    return found, chosen


def first() -> str:
    """The address of the view that they begin with; empty without one."""
    if door.chosen(guards.store(), members.viewer()).view_id is None:
        return ""
    return next((view.href for view in shown(None)[0] if view.begins), "")


def _query(view: View) -> Query:
    try:
        return parse(view.text)
    except QueryFault:
        return Query()


@bp.get("/staff/<controller>/requests/views")
@members.staff_page()
def show() -> Response:
    """Every view that they see, and the one that the address would keep."""
    return _page(ViewForm(formdata=None))


@bp.post("/staff/<controller>/requests/views")
@members.staff_page(may_choose)
def save() -> Response:
    """Keep the filters of the address under a name."""
    form, asked = ViewForm(), queue_filters.asked(request.args)
    if not form.validate() or asked.fault:
        return _page(form, 422)
    try:
        queues.save_view(
            guards.store(), members.viewer(), form.name.data or "", asked.query,
            shared=bool(form.shared.data) and may_manage(members.viewer()), begins=bool(form.begins.data),
        )  # fmt: skip
    except Invalid as fault:
        most = queues.MOST_VIEWS
        form.name.errors = [
            say("You keep %(most)s views already. Take one away first.", most=most)
            if fault.code == "too_many_views"
            else say("Write a name")
        ]
        return _page(form, 422)
    return redirect(queue_filters.explicit_href(asked.query.without_words()), 303)


@bp.post("/staff/<controller>/requests/views/first")
@members.staff_page(may_choose)
def begin() -> Response:
    """Begin with another view, or with the open requests."""
    queues.begin_with(guards.store(), members.viewer(), request.form.get("view") or None)
    return redirect(f"{base()}/views", 303)


@bp.post("/staff/<controller>/requests/views/remove")
@members.staff_page(may_choose)
def remove() -> Response:
    """Take one of their own away."""
    queues.remove_view(guards.store(), members.viewer(), request.form.get("view", ""))
    return redirect(f"{base()}/views", 303)


def _page(form: ViewForm, status: int = 200) -> Response:
    asked = queue_filters.asked(request.args)
    views, _chosen = shown(None)
    return page(
        "staff/queue_views.html",
        status=status,
        page_error=status == 422,
        base=base(),
        form=form,
        views=views,
        to_save=asked.query.without_words().text if not asked.fault else "",
        drops_words=bool(asked.query.words),
        save_href=asked.href("/views"),
        may_share=may_manage(members.viewer()),
        begins_open=not any(view.begins for view in views),
    )
