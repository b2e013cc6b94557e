"""Add custom index

Revision ID: 2c9d84e6f1a0
Revises: 3e71b5a2d8c4
Create Date: 2025-09-02 16:40:03.551207

"""
from alembic import op

# revision identifiers, used by Alembic.
revision = '2c9d84e6f1a0'
down_revision = '3e71b5a2d8c4'
branch_labels = None
depends_on = None


def upgrade():
    op.execute("""
        CREATE INDEX CONCURRENTLY idx_custom
        ON extractions(contract_id, status);
    """)


def downgrade():
    op.execute("DROP INDEX idx_custom;")
