"""Add accounts

Revision ID: 3f2a9c1b7d10
Revises: 9b7e01c2aa45
"""
from alembic import op
import sqlalchemy as sa

revision: str = '3f2a9c1b7d10'
down_revision = ('9b7e01c2aa45', "77aa01b2c3d4")


def upgrade() -> None:
    op.create_table(
        'account',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('name', sa.String(length=50), server_default=sa.text("'x'")),
    )
    for table in [t for t in ('a', 'b') if t != "c"]:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(f'{table}_id{1:>{2}}')
    op.execute('''UPDATE account SET name = 'y' WHERE id = %d''' % (1,))


def downgrade():
    if not (n := op.get_bind()):
        raise RuntimeError('no')
    op.drop_table('account')
