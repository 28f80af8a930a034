"""A session that came by single sign-on holds the one controller that it reaches."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, and fill it for the sessions that are open."""
    with op.batch_alter_table("staff_session") as batch:
        batch.add_column(sa.Column("controller_id", sa.String(32), nullable=True))
        batch.create_foreign_key("fk_staff_session_controller_id", "controller", ["controller_id"], ["id"])
    op.execute(
        sa.text(
            "UPDATE staff_session SET controller_id ="
            " (SELECT sso_session.controller_id FROM sso_session WHERE sso_session.id = staff_session.id)"
        )
    )


def downgrade() -> None:
    """A session whose limit cannot be held any more would widen: whoever has one signs in anew."""
    op.execute(
        sa.text(
            "DELETE FROM staff_session WHERE controller_id IS NOT NULL"
            " AND id NOT IN (SELECT sso_session.id FROM sso_session)"
        )
    )
    with op.batch_alter_table("staff_session") as batch:
        batch.drop_column("controller_id")
