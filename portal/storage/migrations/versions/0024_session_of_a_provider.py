"""A session by single sign-on is found by the provider's own id of it, so that the provider may end it."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of sessions that are open the provider's id is not known."""
    op.add_column("sso_session", sa.Column("sid", sa.LargeBinary(16), nullable=True))
    op.create_index("ix_sso_session_sid", "sso_session", ["sid"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_sso_session_sid", "sso_session")
    op.drop_column("sso_session", "sid")
