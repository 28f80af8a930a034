"""The queue: every request is marked anew, so that addresses and the words of messages are found too."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0012"
branch_labels = None
depends_on = None

_CONTROLLER = sa.table("controller", sa.column("id", sa.String))
_JOB = sa.table(
    "job",
    sa.column("id", sa.String),
    sa.column("lane", sa.String),
    sa.column("kind", sa.String),
    sa.column("payload", sa.JSON),
    sa.column("controller_id", sa.String),
    sa.column("created_at", sa.DateTime),
    sa.column("due_at", sa.DateTime),
    sa.column("attempts", sa.Integer),
)


def upgrade() -> None:
    """Write each controller's job."""
    connection, now = op.get_bind(), datetime.now(UTC).replace(tzinfo=None)
    for controller in connection.execute(sa.select(_CONTROLLER.c.id)).scalars().all():
        connection.execute(
            sa.insert(_JOB).values(
                id=controller, lane="slow", kind="search.mark_anew", payload={}, controller_id=controller,
                created_at=now, due_at=now, attempts=0,
            )
        )  # fmt: skip


def downgrade() -> None:
    """Take the jobs away again."""
    op.execute(sa.text("DELETE FROM job WHERE kind = 'search.mark_anew'"))
