--@ revision: 002_user_preferences
--@ revises: 001_initial
--@ message: Add user preferences
--@ created: 2025-09-22T13:40:00Z

--@ upgrade
CREATE TABLE user_preferences (
  id                   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id              uuid NOT NULL,
  currency             char(3) NOT NULL DEFAULT 'EUR',
  language             varchar(5) NOT NULL DEFAULT 'en',
  notify_by_email      boolean NOT NULL DEFAULT true,
  created_at           timestamptz NOT NULL DEFAULT now(),
  updated_at           timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT uq_user_preferences_user_id UNIQUE (user_id)
);

-- Everybody who has used the service so far starts with the defaults.
INSERT INTO user_preferences (user_id, currency)
SELECT DISTINCT ON (user_id) user_id, currency
FROM analyses
ORDER BY user_id, created_at DESC;

--@ downgrade
DROP TABLE user_preferences;
