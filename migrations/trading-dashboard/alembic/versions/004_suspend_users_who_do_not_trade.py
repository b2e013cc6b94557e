"""Suspend users who do not trade

Revision ID: 004_suspend
Revises: 003_phone
Create Date: 2025-09-30 08:03:37.665501

"""
from alembic import op
from sqlalchemy import text

# revision identifiers, used by Alembic.
revision = '004_suspend'
down_revision = '003_phone'
branch_labels = None
depends_on = None


def upgrade():
    connection = op.get_bind()
    idle = connection.execute(
        text("SELECT users.id FROM users LEFT JOIN trades ON trades.user_id = users.id "
             "WHERE users.status = :status AND trades.id IS NULL ORDER BY users.id"),
        {'status': 'active'},
    ).fetchall()
    for row in idle:
        connection.execute(
            text("UPDATE users SET status = 'suspended' WHERE id = :id"),
            {'id': row.id},
        )


def downgrade():
    op.get_bind().execute(
        text("UPDATE users SET status = 'active' WHERE status = 'suspended'")
    )
