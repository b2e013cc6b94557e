--@ revision: 2c9d84e6f1a0
--@ revises: 1a5e0f3c7b92
--@ message: Add custom index
--@ created: 2025-08-25T12:30:00Z

--@ upgrade
--@ autocommit
CREATE INDEX CONCURRENTLY idx_custom ON extractions (contract_id, status);
--@ end

--@ downgrade
DROP INDEX idx_custom;
