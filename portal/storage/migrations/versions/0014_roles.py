"""A membership may be limited to some of the controller's registers, by their keys."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody is limited to registers yet."""
    op.add_column("membership", sa.Column("registers", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """A limit that cannot be held any more would widen: whoever has one loses their membership."""
    op.execute(sa.text("DELETE FROM membership WHERE registers IS NOT NULL"))
    with op.batch_alter_table("membership") as batch:
        batch.drop_column("registers")
