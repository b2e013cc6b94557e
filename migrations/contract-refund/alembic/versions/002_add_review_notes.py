"""Add review_notes to extractions

Revision ID: 3e71b5a2d8c4
Revises: 1a5e0f3c7b92
Create Date: 2025-08-19 09:12:44.120355

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = '3e71b5a2d8c4'
down_revision = '1a5e0f3c7b92'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('extractions',
        sa.Column('review_notes', sa.String(length=500), nullable=True))


def downgrade():
    op.drop_column('extractions', 'review_notes')
