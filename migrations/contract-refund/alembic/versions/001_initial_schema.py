"""Initial schema

What schema.sql made: there is nothing left to do, the database is stamped with it.

Revision ID: 1a5e0f3c7b92
Revises:
Create Date: 2025-08-11 07:00:00.000000

"""

# revision identifiers, used by Alembic.
revision = '1a5e0f3c7b92'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
