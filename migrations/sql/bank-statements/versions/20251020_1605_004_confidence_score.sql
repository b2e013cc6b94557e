--@ revision: 004_confidence_score
--@ revises: 003_touch_preferences
--@ message: Score the confidence of an analysis
--@ created: 2025-10-20T16:05:00Z

--@ upgrade
ALTER TABLE analyses ADD COLUMN confidence_score numeric(4, 3);

UPDATE analyses
SET confidence_score = CASE confidence
  WHEN 'high' THEN 0.900
  WHEN 'medium' THEN 0.600
  ELSE 0.300
END;

ALTER TABLE analyses
  ALTER COLUMN confidence_score SET NOT NULL,
  ADD CONSTRAINT ck_analyses_confidence_score CHECK (confidence_score BETWEEN 0 AND 1);

--@ downgrade
ALTER TABLE analyses DROP COLUMN confidence_score;
