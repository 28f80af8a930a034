"""What is counted of requests, by day and by month, and which requests changed since they were counted."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add three tables and a column; every request that stands waits to be counted."""
    op.add_column("subject_request", sa.Column("to_count", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_index("ix_subject_request_count", "subject_request", ["controller_id", "to_count", "id"])
    op.create_table(
        "report_case",
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("request_id", sa.String(32), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("request_id", name="pk_report_case"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_report_case_controller_id"),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"], ["subject_request.controller_id", "subject_request.id"],
            name="fk_report_case_controller_id_request_id", ondelete="CASCADE",
        ),
    )  # fmt: skip
    op.create_table(
        "report_scope",
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("controller_id", "scope", name="pk_report_scope"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_report_scope_controller_id"),
    )
    op.create_table(
        "report_count",
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("grain", sa.String(1), nullable=False),
        sa.Column("measure", sa.String(12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("controller_id", "scope", "grain", "measure", "day", "key", name="pk_report_count"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_report_count_controller_id"),
    )


def downgrade() -> None:
    """Take them away again."""
    for name in ("report_count", "report_scope", "report_case"):
        op.drop_table(name)
    op.drop_index("ix_subject_request_count", "subject_request")
    with op.batch_alter_table("subject_request") as table:
        table.drop_column("to_count")
