--@ revision: 1a5e0f3c7b92
--@ revises:
--@ message: Initial schema
--@ created: 2025-08-11T07:00:00Z

--@ upgrade
CREATE TABLE contracts (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  number      varchar(40) NOT NULL UNIQUE,
  customer    text NOT NULL,
  signed_on   date NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE extractions (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  contract_id   uuid NOT NULL,
  status        varchar(20) NOT NULL DEFAULT 'pending',
  fields        jsonb NOT NULL DEFAULT '{}',
  extracted_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT fk_extractions_contract_id FOREIGN KEY (contract_id) REFERENCES contracts (id),
  CONSTRAINT ck_extractions_status CHECK (status IN ('pending', 'done', 'rejected'))
);

--@ downgrade
DROP TABLE extractions;
DROP TABLE contracts;
