-- Who shares the nodes of this database.
CREATE TABLE tenant (
  name TEXT PRIMARY KEY,
  priority INTEGER NOT NULL,
  tokens_per_minute BIGINT,             -- null: no limit
  nano_usd_per_day BIGINT,              -- null: no limit
  created_millis BIGINT NOT NULL
);

-- Keys by their SHA-256; the keys themselves are nowhere.
CREATE TABLE tenant_key (
  sha256 TEXT PRIMARY KEY,
  tenant TEXT NOT NULL REFERENCES tenant (name),
  created_millis BIGINT NOT NULL,
  revoked_millis BIGINT                 -- null: it holds
);

-- Every attempt that a ledger has settled, once.
CREATE TABLE attempt (
  id TEXT PRIMARY KEY,
  node TEXT NOT NULL,
  tenant TEXT NOT NULL,
  day TEXT NOT NULL,                    -- of UTC, on which it began
  backend TEXT NOT NULL,
  model TEXT NOT NULL,
  ending TEXT NOT NULL,                 -- served, failed, cancelled, unknown
  tokens TEXT NOT NULL,                 -- counted, estimated
  prompt_tokens BIGINT NOT NULL,
  cached_prompt_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  nano_usd BIGINT NOT NULL,
  joules DOUBLE PRECISION NOT NULL,
  ended_millis BIGINT NOT NULL
);
CREATE INDEX attempt_ended ON attempt (ended_millis);

-- The same summed up, so that limits are read at once however many attempts there were.
CREATE TABLE usage_sum (
  node TEXT NOT NULL,
  tenant TEXT NOT NULL,
  day TEXT NOT NULL,
  tokens TEXT NOT NULL,                 -- counted, estimated, unknown
  attempts BIGINT NOT NULL,
  prompt_tokens BIGINT NOT NULL,
  cached_prompt_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  nano_usd BIGINT NOT NULL,
  joules DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (day, tenant, node, tokens)
);

-- How far each node's ledger has been read.
CREATE TABLE ledger_end (
  node TEXT NOT NULL,
  day TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  PRIMARY KEY (node, day)
);
