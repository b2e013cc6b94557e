--@ revision: 3f2a9c1b7d10
--@ revises: 9b7e01c2aa45
--@ message: Add user preferences

--@ upgrade
-- why
CREATE TABLE user_preferences (id bigint PRIMARY KEY, name text DEFAULT 'a;b''c', "we;ird" text);
COMMENT ON TABLE user_preferences IS $$what; they $1 prefer$$;

--@ autocommit
CREATE INDEX CONCURRENTLY idx_users_email ON users (email);
--@ end

--@ when ENVIRONMENT = production
ALTER TYPE mood ADD VALUE 'so-so';
--@ else
/* nested /* comment; */ */ SELECT E'\'', 1.5e-3, U&'\0041' UESCAPE '!', B'01', $tag$;$tag$;
--@ end

--@ downgrade
DROP TABLE user_preferences
