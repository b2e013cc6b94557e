"""drop first_name from users

The second half of renaming first_name to full_name.

Revision ID: e16f59a8c423
Revises: d05e48f7b312
Create Date: 2025-11-19 07:31:18

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = 'e16f59a8c423'
down_revision = 'd05e48f7b312'
branch_labels = None
depends_on = None


def upgrade():
    """Apply schema changes"""
    op.drop_column('users', 'first_name')


def downgrade():
    """Rollback schema changes"""
    op.add_column('users', sa.Column('first_name', sa.String(255)))
    op.execute("UPDATE users SET first_name = full_name")
