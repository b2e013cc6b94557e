"""baseline existing database schema

The database as of 2025-11-09. The manual SQL migrations (001-029) are already applied.

Revision ID: b80c16c4db24
Revises:
Create Date: 2025-11-09 08:43:07

"""

# revision identifiers, used by Alembic.
revision = 'b80c16c4db24'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    """Apply schema changes"""


def downgrade():
    """Rollback schema changes"""
