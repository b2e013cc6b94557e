"""Index recent extractions

Revision ID: 4b60c7f9e213
Revises: 2c9d84e6f1a0
Create Date: 2025-09-15 11:05:27.900164

"""
from alembic import op

# revision identifiers, used by Alembic.
revision = '4b60c7f9e213'
down_revision = '2c9d84e6f1a0'
branch_labels = None
depends_on = None


def upgrade():
    # Disable the transaction for this operation
    with op.get_context().autocommit_block():
        op.execute("CREATE INDEX CONCURRENTLY idx_extractions_extracted_at "
                   "ON extractions(extracted_at);")


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index('idx_extractions_extracted_at', table_name='extractions',
                      postgresql_concurrently=True)
