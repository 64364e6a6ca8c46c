CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE identity (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  incarnation TEXT NOT NULL,
  place TEXT NOT NULL
) STRICT;
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  fact_id TEXT NOT NULL UNIQUE,
  id TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  hlc INTEGER NOT NULL,
  wall_us INTEGER NOT NULL,
  zone TEXT NOT NULL,
  schema INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  cashier_id TEXT NOT NULL,
  bundle TEXT NOT NULL,
  lease_epoch INTEGER NOT NULL,
  person_id TEXT NOT NULL,
  sealed TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TABLE watermark (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  stored INTEGER NOT NULL
) STRICT;
CREATE TABLE sale (
  code TEXT PRIMARY KEY,
  sale_id TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES event
) STRICT, WITHOUT ROWID;
CREATE TABLE undone (
  sale_id TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES event,
  kind TEXT NOT NULL CHECK (kind IN ('return', 'void')),
  PRIMARY KEY (sale_id, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX a_sale_is_voided_once ON undone (sale_id) WHERE kind = 'void';
CREATE TABLE returned_line (
  sale_id TEXT NOT NULL,
  line_id INTEGER NOT NULL,
  sold_milli INTEGER NOT NULL,
  returned_milli INTEGER NOT NULL CHECK (returned_milli BETWEEN 0 AND sold_milli),
  PRIMARY KEY (sale_id, line_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE account_event (
  account_id TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES event,
  PRIMARY KEY (account_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE shift (
  shift_id TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  is_open INTEGER UNIQUE CHECK (is_open = 1),
  first_seq INTEGER NOT NULL REFERENCES event,
  last_number INTEGER NOT NULL DEFAULT 0,
  sales INTEGER NOT NULL DEFAULT 0,
  returns INTEGER NOT NULL DEFAULT 0,
  voids INTEGER NOT NULL DEFAULT 0,
  sold_minor INTEGER NOT NULL DEFAULT 0,
  returned_minor INTEGER NOT NULL DEFAULT 0,
  voided_minor INTEGER NOT NULL DEFAULT 0,
  cash_minor INTEGER NOT NULL DEFAULT 0,
  card_minor INTEGER NOT NULL DEFAULT 0,
  certificate_minor INTEGER NOT NULL DEFAULT 0,
  discount_minor INTEGER NOT NULL DEFAULT 0,
  points_money_minor INTEGER NOT NULL DEFAULT 0,
  redeemed INTEGER NOT NULL DEFAULT 0,
  accrued INTEGER NOT NULL DEFAULT 0,
  points_back INTEGER NOT NULL DEFAULT 0,
  accrued_back INTEGER NOT NULL DEFAULT 0,
  cash_in_minor INTEGER NOT NULL DEFAULT 0,
  cash_out_minor INTEGER NOT NULL DEFAULT 0,
  float_minor INTEGER NOT NULL DEFAULT 0
, certificates_sold_minor INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE issued_card (
  card_key INTEGER PRIMARY KEY,
  phone_key INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  name TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES event
) STRICT;
CREATE INDEX issued_card_by_phone ON issued_card (phone_key) WHERE phone_key <> 0;
CREATE INDEX issued_card_by_account ON issued_card (account_id);
CREATE TABLE person_key (
  person_id TEXT PRIMARY KEY,
  key BLOB NOT NULL,
  wrapped TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE pin_failure (
  staff_id TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE open_receipt (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  text TEXT NOT NULL
) STRICT;
CREATE TABLE print_job (
  number INTEGER PRIMARY KEY,
  job TEXT NOT NULL
) STRICT;
CREATE TABLE voucher_event (
  key INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES event,
  PRIMARY KEY (key, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE clock_watch (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  high_us INTEGER NOT NULL,
  offset_us INTEGER NOT NULL,
  doubt TEXT NOT NULL,
  since_us INTEGER NOT NULL,
  unsaid TEXT NOT NULL
) STRICT;
CREATE TABLE shown_code (
  card INTEGER PRIMARY KEY,
  counter INTEGER NOT NULL,
  step INTEGER NOT NULL
) STRICT;
CREATE TABLE lease (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch INTEGER NOT NULL,
  risk INTEGER NOT NULL CHECK (risk >= 0),
  risk_limit INTEGER NOT NULL,
  floor_limit INTEGER NOT NULL,
  redeemed_seq INTEGER NOT NULL
) STRICT;
CREATE TABLE lease_paper (
  one INTEGER PRIMARY KEY REFERENCES lease,
  lease BLOB NOT NULL,
  signature TEXT NOT NULL
) STRICT;
CREATE TABLE lease_used (
  account_id TEXT PRIMARY KEY,
  by_grant INTEGER NOT NULL CHECK (by_grant >= 0),
  by_floor INTEGER NOT NULL CHECK (by_floor >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE cache_file (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  name TEXT NOT NULL
) STRICT;
CREATE TABLE beside (
  key TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'return')),
  state TEXT NOT NULL CHECK (state IN ('told', 'done', 'cancelled')),
  at_us INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX beside_waits ON beside (at_us) WHERE state = 'told';
CREATE TABLE beside_paper (
  paper TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES event,
  sale_id TEXT NOT NULL,
  PRIMARY KEY (paper, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE pack (
  seq INTEGER PRIMARY KEY REFERENCES event,
  first TEXT NOT NULL UNIQUE,
  last TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size > 0)
) STRICT;
CREATE TABLE pack_card (
  number TEXT PRIMARY KEY,
  pack INTEGER NOT NULL REFERENCES pack,
  state TEXT NOT NULL CHECK (state IN ('issued', 'spoiled', 'left'))
) STRICT, WITHOUT ROWID;
CREATE INDEX pack_card_by_pack ON pack_card (pack, state);
INSERT INTO alembic_version VALUES ('0008');
INSERT INTO watermark VALUES (1, 0);
INSERT INTO lease VALUES (1, 0, 0, 0, 0, 0);
INSERT INTO cache_file VALUES (1, 'cache.db');
