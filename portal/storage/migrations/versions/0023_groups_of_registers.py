"""A group of a provider may be limited to registers, and what a group limited is known apart from what people did."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what was limited before, people limited."""
    op.add_column("staff_identity", sa.Column("limited", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """A line that is limited and cannot be held to it any more would widen: it goes."""
    connection = op.get_bind()
    for made, places in connection.execute(sa.text("SELECT id, places FROM sign_on")).all():
        lines = json.loads(places) if isinstance(places, str) else places
        kept = [line for line in lines if line.get("registers") is None]
        connection.execute(
            sa.text("UPDATE sign_on SET places = :places WHERE id = :made"), {"places": json.dumps(kept), "made": made}
        )
    op.drop_column("staff_identity", "limited")
