--@ revision: 3e71b5a2d8c4
--@ revises: 2c9d84e6f1a0
--@ message: Add review_notes to extractions
--@ created: 2025-09-15T09:45:00Z
--@ labels: review

--@ upgrade
ALTER TABLE extractions ADD COLUMN review_notes varchar(500);

--@ downgrade
ALTER TABLE extractions DROP COLUMN review_notes;
