--@ revision: 005_audit_user_time
--@ revises: 004_confidence_score
--@ message: Find a user's audit trail in the order of time
--@ created: 2025-11-03T11:10:00Z

--@ upgrade
-- The table is written to all day: neither index may block it.
--@ autocommit
CREATE INDEX CONCURRENTLY ix_audit_logs_user_id_created_at
  ON audit_logs (user_id, created_at DESC);
DROP INDEX CONCURRENTLY ix_audit_logs_user_id;
--@ end

--@ downgrade
--@ autocommit
CREATE INDEX CONCURRENTLY ix_audit_logs_user_id ON audit_logs (user_id);
DROP INDEX CONCURRENTLY ix_audit_logs_user_id_created_at;
--@ end
