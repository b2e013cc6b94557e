"""Touch updated_at by triggers

Revision ID: 0004
Revises: 0003
Create Date: 2024-03-18 15:45:00.000000

"""
from alembic import op

# revision identifiers, used by Alembic.
revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


TABLES = ['users', 'identity_documents', 'ocr_jobs', 'audit_logs']


def upgrade() -> None:
    op.execute("""
        CREATE OR REPLACE FUNCTION update_updated_at_column()
        RETURNS TRIGGER AS $$
        BEGIN
            NEW.updated_at = CURRENT_TIMESTAMP;
            RETURN NEW;
        END;
        $$ language 'plpgsql';
    """)
    for table in TABLES:
        op.execute(f"""
            CREATE TRIGGER update_{table}_updated_at BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
        """)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.execute(f"DROP TRIGGER update_{table}_updated_at ON {table}")
    op.execute("DROP FUNCTION update_updated_at_column()")
