"""Drop fax from contracts

Revision ID: 5d82a1c4b7e6
Revises: 4b60c7f9e213
Create Date: 2025-10-01 08:21:10.003418

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = '5d82a1c4b7e6'
down_revision = '4b60c7f9e213'
branch_labels = None
depends_on = None


def upgrade():
    op.drop_index('idx_contracts_fax', table_name='contracts')
    op.drop_column('contracts', 'fax')
    op.create_index('idx_contracts_signed_on', 'contracts', ['signed_on'])


def downgrade():
    op.drop_index('idx_contracts_signed_on', table_name='contracts')
    op.add_column('contracts', sa.Column('fax', sa.String(40), nullable=True))
    op.create_index('idx_contracts_fax', 'contracts', ['fax'])
