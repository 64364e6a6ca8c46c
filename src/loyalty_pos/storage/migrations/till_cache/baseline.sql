CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE feed (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  cursor TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  projected INTEGER NOT NULL,
  server_us INTEGER NOT NULL
) STRICT;
CREATE TABLE article (
  id TEXT PRIMARY KEY,
  row BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE article_name (
  name TEXT NOT NULL,
  article_id TEXT NOT NULL,
  PRIMARY KEY (name, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_name_by_article ON article_name (article_id);
CREATE TABLE quick_key (
  page TEXT NOT NULL,
  position INTEGER NOT NULL,
  article_id TEXT NOT NULL,
  PRIMARY KEY (page, position, article_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE barcode (
  code TEXT PRIMARY KEY,
  article_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX barcode_by_article ON barcode (article_id);
CREATE TABLE card (
  key INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  state TEXT NOT NULL,
  last4 TEXT NOT NULL,
  discount_bp INTEGER NOT NULL
) STRICT;
CREATE INDEX card_by_account ON card (account);
CREATE TABLE phone (
  key INTEGER PRIMARY KEY,
  account INTEGER NOT NULL
) STRICT;
CREATE TABLE account (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  row BLOB NOT NULL
) STRICT;
CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  row BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE bundle (
  serial INTEGER PRIMARY KEY,
  from_us INTEGER NOT NULL,
  forgotten INTEGER NOT NULL,
  row BLOB NOT NULL
) STRICT;
CREATE TABLE bundle_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  serial INTEGER NOT NULL
) STRICT;
CREATE TABLE voucher (key INTEGER PRIMARY KEY, row BLOB NOT NULL) STRICT;
CREATE TABLE subscriber (
  key INTEGER NOT NULL,
  partner TEXT NOT NULL,
  PRIMARY KEY (key, partner)
) STRICT, WITHOUT ROWID;
CREATE TABLE phone_key (
  card INTEGER PRIMARY KEY,
  public_key BLOB NOT NULL,
  until_minutes INTEGER NOT NULL
) STRICT;
CREATE TABLE device (id TEXT PRIMARY KEY, row BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE returned (id TEXT PRIMARY KEY, row BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE forgotten (
  number TEXT PRIMARY KEY,
  row BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE member_voucher (
  key INTEGER PRIMARY KEY,
  account TEXT NOT NULL
) STRICT;
CREATE INDEX member_voucher_account ON member_voucher (account);
INSERT INTO alembic_version VALUES ('0008');
INSERT INTO feed VALUES (1, '', '', 0, 0);
INSERT INTO bundle_head VALUES (1, 0);
