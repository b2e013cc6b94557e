--@ revision: 006_audit_retention
--@ revises: 005_audit_user_time
--@ message: Say how long audit logs are kept
--@ created: 2025-11-14T08:50:00Z

--@ upgrade
CREATE TABLE audit_retention (
  action     varchar(50) PRIMARY KEY,
  keep_days  integer NOT NULL,
  CONSTRAINT ck_audit_retention_keep_days CHECK (keep_days > 0)
);

-- Production keeps what the auditors ask for, ten years; elsewhere a month will do.
--@ when ENVIRONMENT = production
INSERT INTO audit_retention (action, keep_days)
VALUES ('analysis.create', 3650), ('analysis.delete', 3650), ('login', 365);
--@ else
INSERT INTO audit_retention (action, keep_days)
VALUES ('analysis.create', 30), ('analysis.delete', 30), ('login', 30);
--@ end

--@ downgrade
DROP TABLE audit_retention;
