"""Add email index

Revision ID: 0005
Revises: 0004
Create Date: 2024-04-22 12:10:00.000000

"""
import os

from alembic import op

# revision identifiers, used by Alembic.
revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In production users must not wait for the index
    if os.getenv("ENVIRONMENT") == "production":
        op.execute("CREATE INDEX CONCURRENTLY idx_users_email ON users(email)")
    else:
        op.create_index('idx_users_email', 'users', ['email'])


def downgrade() -> None:
    op.drop_index('idx_users_email', table_name='users')
