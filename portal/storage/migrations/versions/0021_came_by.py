"""A session by single sign-on holds the controller that it reaches; an invitation may be limited to registers."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and fill that of the sessions that are open."""
    op.add_column("invitation", sa.Column("registers", sa.JSON(none_as_null=True), nullable=True))
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
    """What is limited and cannot be held to it any more would widen: it goes."""
    op.execute(sa.text("DELETE FROM invitation WHERE registers IS NOT NULL"))
    with op.batch_alter_table("invitation") as batch:
        batch.drop_column("registers")
    op.execute(
        sa.text(
            "DELETE FROM staff_session WHERE controller_id IS NOT NULL"
            " AND id NOT IN (SELECT sso_session.id FROM sso_session)"
        )
    )
    with op.batch_alter_table("staff_session") as batch:
        batch.drop_column("controller_id")
