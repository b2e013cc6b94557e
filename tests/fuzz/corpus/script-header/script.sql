-- Copyright
/* a /* b */ c */
--@ revision: 3f2a9c1b7d10
--@ revises: 9b7e01c2aa45, 77aa
--@ message: Add user preferences
--@ created: 2026-11-20T14:30:00Z
--@ labels: billing
--@ depends on: 77aa01b2c3d4

--@ upgrade
SELECT 1;
