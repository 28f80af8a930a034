"""PostgreSQL keeps no samples of the wrapped keys: its statistics would hold a key that was purged from the table."""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forget the samples that there are, which giving a column its type anew does, and take no more."""
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE data_key ALTER COLUMN wrapped TYPE bytea")
        op.execute("ALTER TABLE data_key ALTER COLUMN wrapped SET STATISTICS 0")


def downgrade() -> None:
    """Let it take samples again."""
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE data_key ALTER COLUMN wrapped SET STATISTICS -1")
