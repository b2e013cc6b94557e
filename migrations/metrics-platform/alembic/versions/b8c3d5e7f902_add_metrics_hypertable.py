"""add metrics hypertable

Revision ID: b8c3d5e7f902
Revises: a7b2c4d6e8f1
Create Date: 2025-11-14 16:27:40

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = 'b8c3d5e7f902'
down_revision = 'a7b2c4d6e8f1'
branch_labels = None
depends_on = None


def upgrade():
    """Apply schema changes"""
    # Create regular table first
    op.create_table(
        'metrics',
        sa.Column('time', sa.DateTime(timezone=True), primary_key=True),
        sa.Column('value', sa.Float()),
    )

    # Convert to hypertable where TimescaleDB is installed (raw SQL required)
    op.execute("""
        DO $$
        BEGIN
            IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
                PERFORM create_hypertable(
                    'metrics',
                    'time',
                    if_not_exists => TRUE
                );
            END IF;
        END
        $$
    """)


def downgrade():
    """Rollback schema changes"""
    # Drop hypertable (regular DROP TABLE works)
    op.drop_table('metrics')
