-- The database as it was made by hand, before there were migrations. One that was made
-- from this file is told so with `stamp 1a5e0f3c7b92`.

CREATE TABLE contracts (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  number      varchar(40) NOT NULL UNIQUE,
  customer    text NOT NULL,
  fax         varchar(40),
  signed_on   date NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_contracts_fax ON contracts (fax);

CREATE TABLE extractions (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  contract_id   uuid NOT NULL,
  status        varchar(20) NOT NULL DEFAULT 'pending',
  fields        jsonb NOT NULL DEFAULT '{}',
  extracted_at  timestamptz NOT NULL DEFAULT now()
);
