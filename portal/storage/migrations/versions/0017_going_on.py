"""Steps that go on once new settings work, and the consent of whoever asks for marketing again."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column("connection", sa.Column("revived", sa.Integer(), nullable=True))
    op.create_table(
        "consent_anew",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("mark", sa.LargeBinary(16), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("how", sa.String(20), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", sa.String(32), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consent_anew"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_consent_anew_controller_id"),
    )
    op.create_index("ix_consent_anew_mark", "consent_anew", ["controller_id", "mark"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("consent_anew")
    op.execute(sa.text("DELETE FROM suppression WHERE channel LIKE '+%'"))
    with op.batch_alter_table("connection") as table:
        table.drop_column("revived")
