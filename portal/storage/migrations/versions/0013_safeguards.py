"""An erasure waits before it begins, and a second person approves: what a controller has set, and what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("controller", sa.Column("undo_hours", sa.Integer(), nullable=False, server_default="24"))
    op.add_column("controller", sa.Column("second_person", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("subject_request", sa.Column("undo_until", sa.DateTime(), nullable=True))
    op.add_column("subject_request", sa.Column("second_after", sa.String(60), nullable=True))
    op.create_table(
        "approval",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("request_id", sa.String(32), nullable=False),
        sa.Column("category", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_approval"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_approval_controller_id"),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"], ["subject_request.controller_id", "subject_request.id"],
            name="fk_approval_controller_id_request_id", ondelete="CASCADE",
        ),
    )  # fmt: skip
    op.create_index("ix_approval_request_id", "approval", ["request_id"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("approval")
    with op.batch_alter_table("subject_request") as table:
        table.drop_column("second_after")
        table.drop_column("undo_until")
    with op.batch_alter_table("controller") as table:
        table.drop_column("second_person")
        table.drop_column("undo_hours")
