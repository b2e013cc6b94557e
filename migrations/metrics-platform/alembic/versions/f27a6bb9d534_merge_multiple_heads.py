"""merge multiple heads

Revision ID: f27a6bb9d534
Revises: b8c3d5e7f902, e16f59a8c423
Create Date: 2025-11-20 09:15:02

"""

# revision identifiers, used by Alembic.
revision = 'f27a6bb9d534'
down_revision = ('b8c3d5e7f902', 'e16f59a8c423')
branch_labels = None
depends_on = None


def upgrade():
    """Apply schema changes"""


def downgrade():
    """Rollback schema changes"""
