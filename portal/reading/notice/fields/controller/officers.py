"""The body that is named below a heading on the data protection officer: a firm of lawyers, a department."""

import itertools
import re

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import called
from portal.reading.notice.fields.controller.labelled import bounds
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found, Who

_DEPARTMENT = re.compile(
    r"(?:(?:the|our) )?(?:[\w&-]+ ){0,3}(?:data protection|data privacy|privacy|compliance"
    r"|information governance|legal)"
    r" (?:team|department|office|unit|group)"
    r"|(?:corporate|group) (?:data protection|data privacy|privacy)"
    r"|tietosuoja(?:tiimi|ryhmä|yksikkö|toimisto)|dataskydds(?:gruppen|teamet|enheten|funktionen|avdelningen)",
    re.I,
)
_TEAM = re.compile(
    r"(?:[\w&-]+ ){0,4}(?:team|department|dept|office|operations|services|support|care|desk|centre|center|unit|staff"
    r"|management|reception|tiimi|osasto|toimisto|palvelu|yksikkö|gruppen|teamet|enheten|avdelningen|kundtjänst)",
    re.I,
)
"""What is no person, though a label for people stands before it."""
_LINE = re.compile(r"\S[^\n]*")
_DETAILS = re.compile(r"[\s.,]*(?:$|\n|(?<=,)\s*\S+@|(?<=, )[^\n@.]{0,40}\d|\()")
_FIRST_LINES = 3


def officer(scope: Scope, controller: Who) -> Found | None:
    """The firm, or the department, with which a section on the officer begins; not the controller."""
    return next((one for section in scope.about("dpo") if (one := _body(scope, section, controller)) is not None), None)


def is_team(said: str) -> bool:
    """Whether words call a part of a house, and no person."""
    return _TEAM.fullmatch(said) is not None


def _body(scope: Scope, section: Section, controller: Who) -> Found | None:
    if section.has("controller"):
        return None
    lines = _LINE.finditer(scope.text, *bounds(section))
    for line in itertools.islice(lines, _FIRST_LINES):
        name = called.name_in(scope.text, *line.span())
        if name is None or line[0].rstrip().endswith(":"):
            continue
        if _is_controller(name, controller):
            continue
        firm = next(names.firms(scope.text, *line.span()), None)
        if firm is not None and firm.start == line.start() and _DETAILS.match(scope.text, firm.end, line.end()):
            return firm
        whole = found(scope.text, *line.span())
        return whole if whole is not None and _DEPARTMENT.fullmatch(whole.text) else None
    return None


def _is_controller(name: Found, controller: Who) -> bool:
    own = controller.name.text.strip(". ").casefold() if controller.name is not None else ""
    return bool(own) and name.text.strip(". ").casefold() == own
