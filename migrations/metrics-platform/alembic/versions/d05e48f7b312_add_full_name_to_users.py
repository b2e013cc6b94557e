"""add full_name to users

The first half of renaming first_name: both columns are there until the code is deployed.

Revision ID: d05e48f7b312
Revises: c93d27e5a1f0
Create Date: 2025-11-12 14:02:55

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = 'd05e48f7b312'
down_revision = 'c93d27e5a1f0'
branch_labels = None
depends_on = None


def upgrade():
    """Apply schema changes"""
    op.add_column('users', sa.Column('full_name', sa.String(255)))
    # Copy data
    op.execute("UPDATE users SET full_name = first_name")


def downgrade():
    """Rollback schema changes"""
    op.drop_column('users', 'full_name')
