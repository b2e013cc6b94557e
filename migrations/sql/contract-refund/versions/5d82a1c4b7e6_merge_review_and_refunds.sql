--@ revision: 5d82a1c4b7e6
--@ revises: 3e71b5a2d8c4, 4b60c7f9e213
--@ message: Merge review and refunds
--@ created: 2025-09-29T10:00:00Z

--@ upgrade

--@ downgrade
