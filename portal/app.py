"""create_app: registers every face, nothing else."""

from pathlib import Path

from flask import Flask

from portal import code_words, logs, rights_words, words
from portal.demo import mailbox_pages
from portal.public import answer, ask, asked, assets, case, inquiry, letter, notice, unsubscribe
from portal.settings import Settings, load_settings
from portal.staff import (
    accounts,
    assignment,
    campaigns,
    case_files,
    collided,
    company,
    connections,
    decision,
    dossier,
    enter,
    extension,
    file_looks,
    findings,
    founding,
    identity,
    inquiries,
    joining,
    letters,
    logo,
    message_templates,
    messages,
    objections,
    own_account,
    post,
    presence,
    processors,
    queue,
    queue_choices,
    queue_more,
    queue_views,
    record,
    register_draft,
    register_publishing,
    registers,
    reports,
    restriction,
    returned,
    safeguards,
    second,
    security,
    setup,
    sign_on,
    sso,
    team,
    telling,
    timeline,
    together,
    unfounded,
    use_map,
    wordings,
)
from portal.staff import notice as staff_notice
from portal.staff import request as staff_request
from portal.storage.database import Store
from portal.storage.opening import open_store
from portal.web import guards, incoming, limits, members, outside, pages, problems
from portal.web import sso as web_sso

PUBLIC = (assets.bp, ask.bp, case.bp, answer.bp, letter.bp, inquiry.bp, asked.bp, notice.bp, unsubscribe.bp)
STAFF = (
    accounts.bp,
    queue.bp,
    queue_choices.bp,
    queue_more.bp,
    queue_views.bp,
    staff_request.bp,
    findings.bp,
    decision.bp,
    dossier.bp,
    assignment.bp,
    extension.bp,
    restriction.bp,
    telling.bp,
    together.bp,
    unfounded.bp,
    enter.bp,
    identity.bp,
    inquiries.bp,
    post.bp,
    letters.bp,
    case_files.bp,
    wordings.bp,
    processors.bp,
    connections.bp,
    returned.bp,
    safeguards.bp,
    campaigns.bp,
    team.bp,
    joining.bp,
    reports.bp,
    registers.bp,
    register_draft.bp,
    register_publishing.bp,
    objections.bp,
    messages.bp,
    message_templates.bp,
    presence.bp,
    timeline.bp,
    file_looks.bp,
    collided.bp,
    second.bp,
    own_account.bp,
    security.bp,
    sso.bp,
    sign_on.bp,
    staff_notice.bp,
    record.bp,
    use_map.bp,
    founding.bp,
    setup.bp,
    company.bp,
    logo.bp,
)


def create_app(settings: Settings | None = None, store: Store | None = None) -> Flask:
    """The portal as a WSGI application.

    Raises:
        Misconfigured: outside demo mode a secret is missing, known to everybody or too short.
    """
    settings = settings or load_settings()
    settings.require_safe()
    logs.configure()
    app = Flask("portal", static_folder=str(words.static_folder()), template_folder=str(words.templates_folder()))
    app.config.update(_config(settings))
    incoming.receive(app, settings.proxies)
    app.extensions["portal.settings"] = settings
    app.extensions["portal.store"] = store or open_store(settings)
    words.equip(app.jinja_env)
    app.jinja_env.filters.update(code_words.FILTERS)
    app.jinja_env.filters.update(rights_words.FILTERS)
    limits.limiter.init_app(app)
    pages.htmx.init_app(app)
    outside.protect(app)
    members.sign_in.init_app(app)
    app.url_value_preprocessor(guards.load_controller)
    app.url_defaults(guards.put_controller)
    app.context_processor(pages.shared_context)
    app.context_processor(web_sso.context)
    problems.handle(app)
    for blueprint in (*PUBLIC, *STAFF, *([mailbox_pages.bp] if settings.demo else [])):
        app.register_blueprint(blueprint)
    return app


def _config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SECRET_KEY_FALLBACKS": list(settings.retired_secret_keys),
        "SESSION_COOKIE_NAME": "__Host-portal" if settings.secure_cookies else "portal",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "PERMANENT_SESSION_LIFETIME": 60 * 60 * 24 * 120,
        "MAX_CONTENT_LENGTH": settings.upload_limit_bytes + 512 * 1024,
        "MAX_FORM_MEMORY_SIZE": 512 * 1024,
        "MAX_FORM_PARTS": 200,
        "WTF_CSRF_TIME_LIMIT": 60 * 60 * 24,
        "RATELIMIT_ENABLED": True,
        "SEND_FILE_MAX_AGE_DEFAULT": 3600,
        "PORTAL_MAILBOX_FOLDER": str(Path(settings.data_dir) / "mailbox"),
    }
