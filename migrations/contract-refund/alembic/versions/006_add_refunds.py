"""Add refunds

Revision ID: 6f93e2d5c8a1
Revises: 5d82a1c4b7e6
Create Date: 2025-10-20 14:58:36.771092

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision = '6f93e2d5c8a1'
down_revision = '5d82a1c4b7e6'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'refunds',
        sa.Column('id', sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column('contract_id', postgresql.UUID(), nullable=False),
        sa.Column('amount', sa.Numeric(12, 2), nullable=False),
        sa.Column('reason', sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint('id', name='refunds_pkey'),
    )
    op.create_foreign_key(
        'fk_refunds_contract_id',
        'refunds', 'contracts',
        ['contract_id'], ['id']
    )
    op.create_foreign_key(
        'fk_extractions_contract_id',
        'extractions', 'contracts',
        ['contract_id'], ['id']
    )
    op.execute("ALTER TABLE refunds ADD CONSTRAINT ck_refunds_amount CHECK (amount > 0);")


def downgrade():
    op.drop_constraint('fk_extractions_contract_id', 'extractions', type_='foreignkey')
    op.drop_table('refunds')
