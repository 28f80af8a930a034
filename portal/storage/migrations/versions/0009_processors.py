"""Processors who are asked by a letter with a link: where they are reached, what they were asked, and what came."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and to steps the moment at which a processor was asked."""
    op.add_column("step", sa.Column("asked_at", sa.DateTime(), nullable=True))
    op.create_table(
        "processor_contact",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("system", sa.String(60), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_processor_contact"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_processor_contact_controller_id"),
        sa.UniqueConstraint("controller_id", "system", name="uq_processor_contact_controller_id_system"),
    )
    op.create_table(
        "processor_letter",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("system", sa.String(60), nullable=False),
        sa.Column("slot", sa.String(60), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_processor_letter"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_processor_letter_controller_id"),
        sa.UniqueConstraint("controller_id", "system", "slot", name="uq_processor_letter_controller_id_system_slot"),
        sa.UniqueConstraint("number", name="uq_processor_letter_number"),
    )
    op.create_index("ix_processor_letter_state", "processor_letter", ["controller_id", "state"])
    op.create_table(
        "processor_mail",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("letter_id", sa.String(32), nullable=False),
        sa.Column("stage", sa.String(12), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("fault", sa.String(80), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_processor_mail"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_processor_mail_controller_id"),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["processor_letter.id"], name="fk_processor_mail_letter_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("letter_id", "stage", name="uq_processor_mail_letter_id_stage"),
    )
    op.create_table(
        "processor_ask",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("request_id", sa.String(32), nullable=False),
        sa.Column("category", sa.String(80), nullable=False),
        sa.Column("step_id", sa.String(32), nullable=False),
        sa.Column("letter_id", sa.String(32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ending", sa.String(12), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_processor_ask"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_processor_ask_controller_id"),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name="fk_processor_ask_controller_id_request_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name="fk_processor_ask_step_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["processor_letter.id"], name="fk_processor_ask_letter_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("letter_id", "step_id", name="uq_processor_ask_letter_id_step_id"),
    )
    op.create_index("ix_processor_ask_request_id", "processor_ask", ["request_id"])
    op.create_index("ix_processor_ask_step", "processor_ask", ["step_id"])


def downgrade() -> None:
    """Take it away again."""
    for table in ("processor_ask", "processor_mail", "processor_letter", "processor_contact"):
        op.drop_table(table)
    op.drop_column("step", "asked_at")
