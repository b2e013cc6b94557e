"""Add phone to users

Revision ID: 0002
Revises: 0001
Create Date: 2024-02-12 10:30:00.000000

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Add new column
    op.add_column('users', sa.Column('phone', sa.String(20)))

    # Create index
    op.create_index('ix_users_phone', 'users', ['phone'])


def downgrade() -> None:
    # Remove index
    op.drop_index('ix_users_phone', table_name='users')

    # Remove column
    op.drop_column('users', 'phone')
