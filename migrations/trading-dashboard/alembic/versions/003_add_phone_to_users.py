"""Add phone to users

Revision ID: 003_phone
Revises: 002_status
Create Date: 2025-08-05 17:20:48.402913

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = '003_phone'
down_revision = '002_status'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('users', sa.Column('phone', sa.String(20), nullable=True))


def downgrade():
    op.drop_column('users', 'phone')
