"""Verify the users of the company

Revision ID: 0003
Revises: 0002
Create Date: 2024-03-04 08:00:00.000000

"""
from alembic import op

# revision identifiers, used by Alembic.
revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Update existing data
    op.execute("UPDATE users SET is_verified = true WHERE email LIKE '%@company.com'")


def downgrade() -> None:
    # Revert data changes
    op.execute("UPDATE users SET is_verified = false WHERE email LIKE '%@company.com'")
