"""A notice as data for machines: what the public page says, with its languages, dates and addresses.

`static/notice-1.schema.json` is its schema, docs/notice-json.md its explanation. A field is never taken away or given
another meaning; what is new is added.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from portal import words
from portal.domain.notice_history import Held, History
from portal.domain.register import (
    CategoryUse,
    Contact,
    DataCategory,
    Part,
    Prohibition,
    Purpose,
    Recipient,
    Register,
    Source,
    Statement,
    Text,
)
from portal.papers.register_texts import authority

Data = dict[str, Any]
SCHEMA: Final = "notice-1.schema.json"


def document(register: Register, history: History, links: Mapping[str, object], schema: str) -> Data:
    """The version in force, with the times of those before it; `schema` is the address of its schema.

    A text stands under its language (fi, sv, en); a language in which it is missing is left out. What the controller's
    own notice does not say is null or an empty list; what the portal assumes of it is marked.
    """
    held = history.held[0]
    return {
        "$schema": schema,
        "languages": list(register.controller.languages),
        "version": {**_version(held), "updated": register.updated or None},
        "versions": [_version(one) for one in history.held],
        "links": links,
        "controller": _controller(register),
        "name": _text(register.name),
        "registers": [_part(one) for one in register.parts],
        "data_subjects": _text(register.people),
        "purposes": [_purpose(one) for one in register.purposes],
        "data_categories": [_category(one) for one in register.categories],
        "storage": _text(register.retention),
        "provision": _statement(register.provision),
        "sources": [_source(one) for one in register.sources],
        "recipients": [_recipient(one) for one in register.recipients],
        "disclosures": _text(register.disclosures),
        "transfers": _transfer(register),
        "security": _text(register.security),
        "rights": {
            "how": _text(register.rights),
            "stated": list(register.stated_rights),
            "prohibitions": [_prohibition(one) for one in register.prohibitions],
        },
        "automated_decisions": _statement(register.automated_decisions),
        "authority": _authority(register),
        "changes": _text(register.changes),
        "assumptions": [_text(one) for one in register.assumptions],
    }


def _version(held: Held) -> Data:
    return {
        "number": held.version.number,
        "register": held.version.register_key,
        "in_force_from": held.version.valid_from.isoformat(),
        "in_force_until": held.until.isoformat() if held.until else None,
    }


def _controller(register: Register) -> Data:
    one = register.controller
    return {
        "legal_name": one.legal_name,
        "trade_name": one.trade_name,
        "business_id": one.business_id or None,
        "address": list(one.address),
        "country": one.country,
        "website": one.website or None,
        "contact": _contact(one.contact),
        "data_protection_officer": _contact(one.officer),
        "representative": _contact(one.representative),
        "joint_controllers": _text(register.joint),
    }


def _contact(one: Contact | None) -> Data | None:
    return {"name": one.name or None, "email": one.email, "phone": one.phone or None} if one else None


def _part(one: Part) -> Data:
    return {
        "key": one.key,
        "name": _text(one.name),
        "purposes": list(one.purposes),
        "data_categories": list(one.categories),
        "assumed": one.assumed,
    }


def _purpose(one: Purpose) -> Data:
    return {
        "key": one.key,
        "name": _text(one.name),
        "assumed": one.purpose_assumed,
        "legal_basis": one.legal_basis.value if one.legal_basis else None,
        "legal_basis_assumed": one.assumed,
        "interest": _text(one.interest),
        "interest_assumed": one.interest_assumed,
        "direct_marketing": one.direct_marketing,
    }


def _category(one: DataCategory) -> Data:
    return {
        "key": one.key,
        "name": _text(one.name),
        "from_data_subject": one.from_person,
        "special_category_ground": one.special.value if one.special else None,
        "storage": [_use(use) for use in one.uses],
    }


def _use(one: CategoryUse) -> Data:
    kept = one.retention
    return {
        "purpose": one.purpose,
        "rule": kept.rule.value if kept.stated else None,
        "months": kept.months,
        "text": _text(kept.text),
        "assumed": one.assumed or kept.assumed,
    }


def _source(one: Source) -> Data:
    return {"key": one.key, "text": _text(one.text), "public": one.public, "main": one.primary}


def _recipient(one: Recipient) -> Data:
    return {
        "key": one.key,
        "name": _text(one.name),
        "kind": one.kind,
        "named": one.named,
        "purpose": _text(one.purpose),
        "purpose_assumed": one.purpose_assumed,
        "data_categories": list(one.categories),
        "data_categories_assumed": one.categories_assumed,
    }


def _transfer(register: Register) -> Data:
    one = register.transfer
    return {
        "outside_eea": one.outside_eea if one.stated else None,
        "text": _text(one.text),
        "countries": _text(one.countries),
        "safeguards": _text(one.safeguards),
        "copy": _text(one.copy),
        "remark": _text(one.remark),
    }


def _prohibition(one: Prohibition) -> Data:
    return {"key": one.key, "name": _text(one.name), "source": one.source}


def _authority(register: Register) -> Data:
    one = authority(register.controller.country, register.controller.region)
    return {
        "name": _text(one.name),
        "address": _text(one.address),
        "complaint": _text(one.complaint_link),
        "email": one.email or None,
        "phone": one.phone or None,
    }


def _statement(one: Statement | None) -> Data | None:
    return {"text": _text(one.text), "assumed": one.assumed} if one else None


def _text(one: Text | None) -> dict[str, str] | None:
    said = _said(one) if one else ()
    return dict(said) or None


def _said(one: Text) -> Iterable[tuple[str, str]]:
    each = ((code, one.in_language(code).strip()) for code in words.LANGUAGES)
    return ((code, text) for code, text in each if text)
