--@ revision: 6f93e2d5c8a1
--@ revises: 5d82a1c4b7e6
--@ message: Refund amounts are positive
--@ created: 2025-10-13T15:10:00Z

--@ upgrade
-- New rows are held to it from here on; the old ones are read without stopping writers.
ALTER TABLE refunds ADD CONSTRAINT check_refunds_amount CHECK (amount > 0) NOT VALID;
ALTER TABLE refunds VALIDATE CONSTRAINT check_refunds_amount;

--@ downgrade
ALTER TABLE refunds DROP CONSTRAINT check_refunds_amount;
