--@ revision: 001_initial
--@ revises:
--@ message: Initial schema
--@ created: 2025-09-03T08:15:00Z

--@ upgrade
CREATE TABLE analyses (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id          uuid NOT NULL,
  statement_name   text NOT NULL,
  detected_salary  numeric(12, 2),
  currency         char(3) NOT NULL DEFAULT 'EUR',
  confidence       varchar(10) NOT NULL,
  evidence         jsonb NOT NULL DEFAULT '{}',
  created_at       timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ck_analyses_confidence CHECK (confidence IN ('high', 'medium', 'low'))
);

CREATE INDEX ix_analyses_user_id ON analyses (user_id);
CREATE INDEX ix_analyses_confidence ON analyses (confidence);
CREATE INDEX ix_analyses_detected_salary ON analyses (detected_salary);
CREATE INDEX ix_analyses_created_at ON analyses (created_at);

COMMENT ON TABLE analyses IS 'Salary analysis results';

CREATE TABLE audit_logs (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id      uuid,
  analysis_id  bigint,
  action       varchar(50) NOT NULL,
  status       varchar(20) NOT NULL,
  details      jsonb,
  created_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT fk_audit_logs_analysis_id
    FOREIGN KEY (analysis_id) REFERENCES analyses (id) ON DELETE SET NULL,
  CONSTRAINT ck_audit_logs_status CHECK (status IN ('success', 'failed', 'pending'))
);

CREATE INDEX ix_audit_logs_user_id ON audit_logs (user_id);
CREATE INDEX ix_audit_logs_analysis_id ON audit_logs (analysis_id);
CREATE INDEX ix_audit_logs_action ON audit_logs (action);
CREATE INDEX ix_audit_logs_status ON audit_logs (status);
CREATE INDEX ix_audit_logs_created_at ON audit_logs (created_at);

COMMENT ON TABLE audit_logs IS 'API operation audit trail';

--@ downgrade
DROP TABLE audit_logs;
DROP TABLE analyses;
