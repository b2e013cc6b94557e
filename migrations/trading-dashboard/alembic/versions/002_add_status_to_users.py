"""Add status to users

Revision ID: 002_status
Revises: 001_initial_schema
Create Date: 2025-07-14 11:32:05.118240

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy import text

# revision identifiers, used by Alembic.
revision = '002_status'
down_revision = '001_initial_schema'
branch_labels = None
depends_on = None


def upgrade():
    # Schema change
    op.add_column('users', sa.Column('status', sa.String(20)))

    # Data migration
    connection = op.get_bind()
    connection.execute(
        text("UPDATE users SET status = 'active' WHERE status IS NULL")
    )


def downgrade():
    op.drop_column('users', 'status')
