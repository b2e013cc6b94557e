"""Initial schema

Revision ID: 001_initial
Revises:
Create Date: 2025-09-03 08:15:00

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision = '001_initial'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'analyses',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('user_id', postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column('statement_name', sa.Text(), nullable=False),
        sa.Column('detected_salary', sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column('currency', sa.CHAR(length=3), server_default='EUR', nullable=False),
        sa.Column('confidence', sa.String(length=10), nullable=False),
        sa.Column('evidence', postgresql.JSONB(), server_default=sa.text("'{}'"),
                  nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.func.now(),
                  nullable=False),
        sa.CheckConstraint("confidence IN ('high', 'medium', 'low')",
                           name='ck_analyses_confidence'),
        sa.PrimaryKeyConstraint('id'),
        comment='Salary analysis results',
    )
    op.create_index('ix_analyses_user_id', 'analyses', ['user_id'])
    op.create_index('ix_analyses_confidence', 'analyses', ['confidence'])
    op.create_index('ix_analyses_detected_salary', 'analyses', ['detected_salary'])
    op.create_index('ix_analyses_created_at', 'analyses', ['created_at'])

    op.create_table(
        'audit_logs',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('user_id', postgresql.UUID(as_uuid=True), nullable=True),
        sa.Column('analysis_id', sa.BigInteger(), nullable=True),
        sa.Column('action', sa.String(length=50), nullable=False),
        sa.Column('status', sa.String(length=20), nullable=False),
        sa.Column('details', postgresql.JSONB(), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.func.now(),
                  nullable=False),
        sa.CheckConstraint("status IN ('success', 'failed', 'pending')",
                           name='ck_audit_logs_status'),
        sa.ForeignKeyConstraint(['analysis_id'], ['analyses.id'],
                                name='fk_audit_logs_analysis_id', ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id'),
        comment='API operation audit trail',
    )
    for column in ('user_id', 'analysis_id', 'action', 'status', 'created_at'):
        op.create_index(f'ix_audit_logs_{column}', 'audit_logs', [column])


def downgrade() -> None:
    for column in ('created_at', 'status', 'action', 'analysis_id', 'user_id'):
        op.drop_index(f'ix_audit_logs_{column}', table_name='audit_logs')
    op.drop_table('audit_logs')
    op.drop_table('analyses')
