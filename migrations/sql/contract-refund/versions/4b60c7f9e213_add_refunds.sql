--@ revision: 4b60c7f9e213
--@ revises: 2c9d84e6f1a0
--@ message: Add refunds
--@ created: 2025-09-16T14:20:00Z
--@ labels: refunds

--@ upgrade
CREATE TABLE refunds (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  extraction_id  bigint NOT NULL,
  amount         numeric(12, 2) NOT NULL,
  paid_on        date,
  CONSTRAINT fk_refunds_extraction_id
    FOREIGN KEY (extraction_id) REFERENCES extractions (id) ON DELETE CASCADE
);

CREATE INDEX idx_refunds_unpaid ON refunds (extraction_id) WHERE paid_on IS NULL;

--@ downgrade
DROP TABLE refunds;
