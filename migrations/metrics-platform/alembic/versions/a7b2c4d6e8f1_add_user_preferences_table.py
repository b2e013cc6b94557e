"""add user_preferences table

Revision ID: a7b2c4d6e8f1
Revises: c93d27e5a1f0
Create Date: 2025-11-13 10:44:09

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = 'a7b2c4d6e8f1'
down_revision = 'c93d27e5a1f0'
branch_labels = None
depends_on = None


def upgrade():
    """Apply schema changes"""
    op.create_table(
        'user_preferences',
        sa.Column('id', sa.BigInteger(), primary_key=True),
        sa.Column('user_id', sa.String(100), nullable=False),
        sa.Column('theme', sa.String(20), default='light'),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()')),
    )
    op.create_index('idx_user_prefs_user_id', 'user_preferences', ['user_id'])


def downgrade():
    """Rollback schema changes"""
    op.drop_index('idx_user_prefs_user_id')
    op.drop_table('user_preferences')
