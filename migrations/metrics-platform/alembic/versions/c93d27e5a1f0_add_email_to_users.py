"""add email to users

Revision ID: c93d27e5a1f0
Revises: b80c16c4db24
Create Date: 2025-11-10 09:20:31

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = 'c93d27e5a1f0'
down_revision = 'b80c16c4db24'
branch_labels = None
depends_on = None


def upgrade():
    """Apply schema changes"""
    op.add_column('users', sa.Column('email', sa.String(255), nullable=True))
    # Set default values if needed
    op.execute("UPDATE users SET email = username || '@example.com' WHERE email IS NULL")
    # Make NOT NULL after populating
    op.alter_column('users', 'email', nullable=False)


def downgrade():
    """Rollback schema changes"""
    op.drop_column('users', 'email')
