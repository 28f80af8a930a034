"""A company's logo: what its pages call it, and the picture."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the name and the table."""
    op.add_column("controller", sa.Column("logo", sa.String(40), nullable=False, server_default=sa.text("''")))
    op.create_table(
        "logo",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_logo"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_logo_controller_id"),
        sa.UniqueConstraint("controller_id", name="uq_logo_controller_id"),
    )


def downgrade() -> None:
    """Take both away again."""
    op.drop_table("logo")
    op.drop_column("controller", "logo")
