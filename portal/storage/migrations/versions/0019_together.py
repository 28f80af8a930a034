"""Several at one request: drafts, mentions, who has it open; templates of messages; who knows the first steps."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def _of_request(name: str, *columns: sa.schema.SchemaItem) -> None:
    """A table of rows of one request."""
    op.create_table(
        name,
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("request_id", sa.String(32), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name=f"fk_{name}_controller_id"),
        sa.ForeignKeyConstraint(
            ["controller_id", "request_id"],
            ["subject_request.controller_id", "subject_request.id"],
            name=f"fk_{name}_controller_id_request_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index(f"ix_{name}_request_id", name, ["request_id"])


def upgrade() -> None:
    """Add the tables and the column."""
    op.add_column("membership", sa.Column("introduced_at", sa.DateTime(), nullable=True))
    _of_request(
        "draft",
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("window", sa.String(40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("category", sa.String(80), nullable=False),
        sa.UniqueConstraint("request_id", "staff_id", name="uq_draft_request_id_staff_id"),
    )
    _of_request(
        "draft_file",
        sa.Column("draft_id", sa.String(32), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("category", sa.String(80), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_draft_file_draft_id", ondelete="CASCADE"),
    )
    op.create_index("ix_draft_file_draft_id", "draft_file", ["draft_id"])
    _of_request(
        "mention",
        sa.Column("message_id", sa.String(32), nullable=False),
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("fault", sa.String(80), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("category", sa.String(80), nullable=False),
        sa.UniqueConstraint("message_id", "staff_id", name="uq_mention_message_id_staff_id"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_mention_message_id", ondelete="CASCADE"),
    )
    op.create_index("ix_mention_waiting", "mention", ["controller_id", "staff_id", "seen_at"])
    _of_request(
        "presence",
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("request_id", "staff_id", name="uq_presence_request_id_staff_id"),
    )
    op.create_index("ix_presence_over", "presence", ["controller_id", "expires_at"])
    op.create_table(
        "message_template",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("actor", sa.String(60), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_message_template"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_message_template_controller_id"),
    )
    op.create_index("ix_message_template_kind", "message_template", ["controller_id", "removed_at"])


def downgrade() -> None:
    """Take them away again."""
    for name in ("message_template", "presence", "mention", "draft_file", "draft"):
        op.drop_table(name)
    with op.batch_alter_table("membership") as table:
        table.drop_column("introduced_at")
