"""What became of a connection last, and settings that are being tried out."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_MOMENTS = ("refused_at", "changed_at", "seen_at", "failing_at", "waits_until", "checked_at")


def upgrade() -> None:
    """Add the columns and the table."""
    for name in _MOMENTS:
        op.add_column("connection", sa.Column(name, sa.DateTime(), nullable=True))
    op.add_column("connection", sa.Column("fault", sa.String(80), nullable=True))
    op.add_column("connection", sa.Column("troubles", sa.JSON(), nullable=True))
    op.create_table(
        "connection_draft",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("system", sa.String(60), nullable=False),
        sa.Column("connector", sa.String(60), nullable=False),
        sa.Column("act", sa.String(12), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("fault", sa.String(200), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", sa.String(32), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_connection_draft"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_connection_draft_controller_id"),
    )
    op.create_index("ix_connection_draft_controller_id", "connection_draft", ["controller_id", "system"])
    op.create_index("ix_connection_draft_expires_at", "connection_draft", ["expires_at"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("connection_draft")
    with op.batch_alter_table("connection") as table:
        for name in (*_MOMENTS, "fault", "troubles"):
            table.drop_column(name)
