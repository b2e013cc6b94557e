--@ revision: 003_touch_preferences
--@ revises: 002_user_preferences
--@ message: Keep updated_at of user preferences current
--@ created: 2025-10-06T09:30:00Z

--@ upgrade
CREATE FUNCTION touch_updated_at () RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END;
$$;

CREATE TRIGGER tr_user_preferences_touch
BEFORE UPDATE ON user_preferences
FOR EACH ROW
WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION touch_updated_at ();

--@ downgrade
DROP TRIGGER tr_user_preferences_touch ON user_preferences;
DROP FUNCTION touch_updated_at ();
