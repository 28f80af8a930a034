"""Invitations to the staff, and the identity providers that they may come by."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and to memberships whether a password reaches them."""
    op.add_column("membership", sa.Column("sso_only", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "invitation",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("email_mark", sa.LargeBinary(16), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("fault", sa.String(80), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_invitation_controller_id"),
    )
    op.create_index("ix_invitation_controller_id", "invitation", ["controller_id", "created_at"])
    op.create_table(
        "sign_on",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("issuer", sa.String(500), nullable=False),
        sa.Column("client_id", sa.String(200), nullable=False),
        sa.Column("scopes", sa.String(200), nullable=False),
        sa.Column("groups_claim", sa.String(100), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("domains", sa.JSON(), nullable=False),
        sa.Column("passwords", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_on"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_sign_on_controller_id"),
        sa.UniqueConstraint("controller_id", name="uq_sign_on_controller_id"),
    )
    op.create_table(
        "staff_identity",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("mark", sa.LargeBinary(16), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("out_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_staff_identity"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_staff_identity_controller_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_staff_identity_staff_id"),
        sa.UniqueConstraint("controller_id", "mark", name="uq_staff_identity_controller_id_mark"),
        sa.UniqueConstraint("controller_id", "staff_id", name="uq_staff_identity_controller_id_staff_id"),
    )
    op.create_index("ix_staff_identity_staff_id", "staff_identity", ["staff_id"])
    op.create_table(
        "sso_session",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("controller_id", sa.String(32), nullable=False),
        sa.Column("identity_id", sa.String(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sso_session"),
        sa.ForeignKeyConstraint(["id"], ["staff_session.id"], name="fk_sso_session_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["controller_id"], ["controller.id"], name="fk_sso_session_controller_id"),
        sa.ForeignKeyConstraint(["identity_id"], ["staff_identity.id"], name="fk_sso_session_identity_id"),
    )
    op.create_index("ix_sso_session_controller_id", "sso_session", ["controller_id"])
    op.create_index("ix_sso_session_identity_id", "sso_session", ["identity_id"])


def downgrade() -> None:
    """Take it away again."""
    for table in ("sso_session", "staff_identity", "sign_on", "invitation"):
        op.drop_table(table)
    op.drop_column("membership", "sso_only")
