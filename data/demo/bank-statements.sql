-- Rows for a database of the sample bank-statements at its first revision.
-- psql variable: analyses, how many.  The same number makes the same rows.

SELECT setseed(0.20251120);

-- People, their employers and what they earn.
CREATE TEMPORARY TABLE people AS
SELECT
  md5('person ' || n)::uuid AS user_id,
  (ARRAY['Nordlicht Energie AG', 'Hansa Logistik GmbH', 'Stadtwerke Lindau', 'Kaiser & Partner mbB',
         'Weber Maschinenbau KG', 'Alpenblick Kliniken', 'Rheintal Software GmbH',
         'Bäckerei Schüßler', 'Delta Versicherung AG', 'Universität Tübingen'])[1 + n % 10] AS employer,
  round((2100 + 4200 * random() ^ 2)::numeric, 2) AS salary,
  CASE WHEN n % 17 = 0 THEN 'CHF' ELSE 'EUR' END AS currency
FROM generate_series(1, greatest(:analyses / 12, 1)) AS n;

INSERT INTO analyses
  (user_id, statement_name, detected_salary, currency, confidence, evidence, created_at)
SELECT
  user_id,
  format('Kontoauszug_%s_%s.pdf', to_char(month, 'YYYY-MM'), left(user_id::text, 8)),
  CASE WHEN doubt < 0.93 THEN salary END,
  currency,
  CASE WHEN doubt < 0.7 THEN 'high' WHEN doubt < 0.93 THEN 'medium' ELSE 'low' END,
  jsonb_build_object(
    'employer', employer,
    'booked_on', to_char(month + interval '27 days', 'YYYY-MM-DD'),
    'purpose', 'Lohn/Gehalt ' || to_char(month, 'MM/YYYY'),
    'iban_suffix', right(abs(hashtext(user_id::text))::text, 4)),
  month + interval '30 days' + random() * interval '9 hours'
FROM (
  SELECT people.*, month, random() AS doubt
  FROM people, generate_series('2024-10-01'::timestamptz, '2025-09-01', '1 month') AS month
) AS statements
ORDER BY month, user_id;

INSERT INTO audit_logs (user_id, analysis_id, action, status, details, created_at)
SELECT
  user_id,
  id,
  action,
  CASE
    WHEN action = 'analysis.create' AND confidence = 'low' THEN 'failed'
    WHEN random() < 0.01 THEN 'pending'
    ELSE 'success'
  END,
  jsonb_build_object('client', (ARRAY['web', 'ios', 'android'])[1 + id % 3], 'ms', (40 + 900 * random())::int),
  analyses.created_at + step * interval '13 seconds'
FROM analyses,
  unnest(ARRAY['login', 'statement.upload', 'analysis.create', 'analysis.view'])
    WITH ORDINALITY AS steps (action, step)
ORDER BY analyses.created_at, step;

ANALYZE analyses, audit_logs;
