-- Printed by `npm run gen` from migrations/; change those.

create schema bank;

create table bank.deposit (
  record uuid not null,
  bank text not null,
  catalogue text not null,
  status text not null,
  url text,
  constraint deposit_status_check CHECK ((status = ANY (ARRAY['offered'::text, 'discontinued'::text, 'probably-discontinued'::text]))),
  constraint deposit_record_fkey FOREIGN KEY (record) REFERENCES bank.line(id) ON DELETE CASCADE
);
CREATE INDEX deposit_catalogue ON bank.deposit USING btree (bank, catalogue);
CREATE INDEX deposit_record ON bank.deposit USING btree (record);

create table bank.disease (
  record uuid not null,
  curie text not null,
  label text not null,
  constraint disease_record_fkey FOREIGN KEY (record) REFERENCES bank.line(id) ON DELETE CASCADE
);
CREATE INDEX disease_curie ON bank.disease USING btree (curie);
CREATE INDEX disease_record ON bank.disease USING btree (record);

create table bank.line (
  id uuid not null,
  source text not null,
  key text not null,
  since integer not null,
  until integer,
  hash text not null,
  accession text not null,
  name text not null,
  alike text collate "C" not null,
  parents text[] not null,
  audience text[] not null,
  record jsonb not null,
  constraint line_source_fkey FOREIGN KEY (source) REFERENCES kernel.source(id),
  constraint line_pkey PRIMARY KEY (id)
);
CREATE INDEX line_accession ON bank.line USING btree (accession);
CREATE INDEX line_alike ON bank.line USING btree (alike);
CREATE INDEX line_closed ON bank.line USING btree (source, until) WHERE (until IS NOT NULL);
CREATE INDEX line_parents ON bank.line USING gin (parents);
CREATE INDEX line_since ON bank.line USING btree (source, since);
CREATE UNIQUE INDEX line_version ON bank.line USING btree (source, key, since);

create schema collection;

create table collection.donor_input (
  holder text not null,
  digest text not null,
  since integer not null,
  read integer not null,
  constraint donor_input_pkey PRIMARY KEY (holder, digest)
);

create table collection.donor_release (
  holder text not null,
  release integer not null,
  day date not null,
  at timestamp(3) with time zone not null default now(),
  constraint donor_release_pkey PRIMARY KEY (holder)
);

create table collection.donor_segment (
  holder text not null,
  kind text not null,
  since integer not null,
  sha256 text not null,
  rows integer not null,
  bytes bigint not null,
  constraint donor_segment_kind_check CHECK ((kind = ANY (ARRAY['donor'::text, 'death'::text, 'diagnosis'::text, 'measurement'::text, 'specimen'::text, 'data'::text, 'consent'::text]))),
  constraint donor_segment_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint donor_segment_pkey PRIMARY KEY (holder, kind, since)
);
CREATE INDEX donor_segment_file ON collection.donor_segment USING btree (sha256);

create table collection.donor_withdrawal (
  holder text not null,
  donor text not null,
  reported date not null,
  since integer not null,
  constraint donor_withdrawal_pkey PRIMARY KEY (holder, donor)
);

create table collection.entry (
  id uuid not null,
  source text not null,
  key text not null,
  since integer not null,
  until integer,
  hash text not null,
  iri text not null,
  kind text not null,
  holder text not null,
  local_id text not null,
  belongs_to text[] not null,
  audience text[] not null,
  record jsonb not null,
  constraint entry_kind_check CHECK ((kind = ANY (ARRAY['holder'::text, 'biobank'::text, 'collection'::text, 'dataset'::text]))),
  constraint entry_source_fkey FOREIGN KEY (source) REFERENCES kernel.source(id),
  constraint entry_pkey PRIMARY KEY (id)
);
CREATE INDEX entry_belongs ON collection.entry USING gin (belongs_to);
CREATE INDEX entry_closed ON collection.entry USING btree (source, until) WHERE (until IS NOT NULL);
CREATE INDEX entry_iri ON collection.entry USING btree (iri);
CREATE INDEX entry_since ON collection.entry USING btree (source, since);
CREATE UNIQUE INDEX entry_version ON collection.entry USING btree (source, key, since);

create schema discovery;

create table discovery.question (
  person text not null,
  holder text not null,
  release integer not null,
  as_of text not null,
  question text not null,
  asked jsonb not null,
  at timestamp(3) with time zone not null,
  constraint question_pkey PRIMARY KEY (person, holder, release, as_of, question)
);
CREATE INDEX question_budget ON discovery.question USING btree (person, holder, at);

create schema kernel;

create table kernel.audit (
  id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  at timestamp(3) with time zone not null default now(),
  actor text not null,
  action text not null,
  subject text not null,
  payload jsonb,
  salt text,
  digest text not null,
  seq bigint,
  hash text,
  constraint audit_pkey PRIMARY KEY (id),
  constraint audit_seq_key UNIQUE (seq)
);
CREATE INDEX audit_unsealed ON kernel.audit USING btree (at, id) WHERE (seq IS NULL);

create table kernel.idempotency (
  actor text not null,
  key text not null,
  request text not null,
  status integer,
  body jsonb,
  at timestamp(3) with time zone not null default now(),
  constraint idempotency_pkey PRIMARY KEY (actor, key)
);

create table kernel.import (
  id uuid not null,
  source text,
  format text not null,
  holder text,
  dry_run boolean not null,
  on_error text not null,
  state text not null,
  files jsonb not null,
  by text not null,
  progress jsonb not null default '{}'::jsonb,
  report jsonb,
  created_at timestamp(3) with time zone not null default now(),
  finished_at timestamp(3) with time zone,
  constraint import_on_error_check CHECK ((on_error = ANY (ARRAY['refuse'::text, 'skip'::text]))),
  constraint import_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'reading'::text, 'ready'::text, 'live'::text, 'unchanged'::text, 'refused'::text, 'cancelled'::text, 'failed'::text, 'interrupted'::text]))),
  constraint import_pkey PRIMARY KEY (id)
);
CREATE INDEX import_created ON kernel.import USING btree (created_at DESC);

create table kernel.import_fault (
  import uuid not null,
  seq integer not null,
  fault jsonb not null,
  constraint import_fault_import_fkey FOREIGN KEY (import) REFERENCES kernel.import(id) ON DELETE CASCADE,
  constraint import_fault_pkey PRIMARY KEY (import, seq)
);

create table kernel.migration (
  name text not null,
  digest text not null,
  applied_at timestamp(3) with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);

create table kernel.outbox (
  id bigint not null generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  topic text not null,
  payload jsonb not null,
  at timestamp(3) with time zone not null default now(),
  constraint outbox_pkey PRIMARY KEY (id)
);
CREATE INDEX outbox_order ON kernel.outbox USING btree (xid, id);

create table kernel.publication (
  id uuid not null,
  source text not null,
  key text not null,
  since integer not null,
  until integer,
  hash text not null,
  iri text not null,
  kind text not null,
  audience text[] not null,
  doc jsonb not null,
  constraint publication_source_fkey FOREIGN KEY (source) REFERENCES kernel.source(id),
  constraint publication_pkey PRIMARY KEY (id)
);
CREATE INDEX publication_closed ON kernel.publication USING btree (source, until) WHERE (until IS NOT NULL);
CREATE INDEX publication_iri ON kernel.publication USING btree (iri);
CREATE INDEX publication_kind ON kernel.publication USING btree (kind, iri COLLATE "C", id);
CREATE INDEX publication_since ON kernel.publication USING btree (source, since, id);
CREATE UNIQUE INDEX publication_version ON kernel.publication USING btree (source, key, since);

create table kernel.setting (
  name text not null,
  value jsonb not null,
  constraint setting_pkey PRIMARY KEY (name)
);

create table kernel.source (
  id text not null,
  format text not null,
  holder text,
  release integer not null default 0,
  released_at timestamp(3) with time zone,
  about jsonb not null default '{}'::jsonb,
  busy uuid,
  constraint source_pkey PRIMARY KEY (id)
);

create view kernel.live_publication as
 SELECT p.id,
    p.source,
    p.key,
    p.since,
    p.until,
    p.hash,
    p.iri,
    p.kind,
    p.audience,
    p.doc
   FROM (kernel.publication p
     JOIN kernel.source s ON ((s.id = p.source)))
  WHERE ((p.since <= s.release) AND ((p.until IS NULL) OR (p.until > s.release)));

create schema people;

create table people.grant (
  person uuid not null,
  role text not null,
  organisation text,
  by text not null,
  at timestamp(3) with time zone not null default now(),
  constraint grant_check CHECK (((role = 'operator'::text) = (organisation IS NULL))),
  constraint grant_role_check CHECK ((role = ANY (ARRAY['operator'::text, 'administrator'::text, 'curator'::text, 'member'::text]))),
  constraint grant_organisation_fkey FOREIGN KEY (organisation) REFERENCES people.organisation(id),
  constraint grant_person_fkey FOREIGN KEY (person) REFERENCES people.person(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX grant_once ON people."grant" USING btree (person, role, COALESCE(organisation, ''::text));
CREATE INDEX grant_organisation ON people."grant" USING btree (organisation);

create table people.keepsake (
  person uuid not null,
  name text not null,
  value jsonb not null,
  version integer not null default 1,
  at timestamp(3) with time zone not null default now(),
  constraint keepsake_person_fkey FOREIGN KEY (person) REFERENCES people.person(id) ON DELETE CASCADE,
  constraint keepsake_pkey PRIMARY KEY (person, name)
);

create table people.organisation (
  id text not null,
  name jsonb not null,
  url text,
  country text,
  version integer not null default 1,
  created_at timestamp(3) with time zone not null default now(),
  constraint organisation_id_check CHECK ((id ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
  constraint organisation_pkey PRIMARY KEY (id)
);

create table people.person (
  id uuid not null,
  issuer text,
  subject text,
  email text,
  name text,
  created_at timestamp(3) with time zone not null default now(),
  constraint person_check CHECK (((issuer IS NULL) = (subject IS NULL))),
  constraint person_pkey PRIMARY KEY (id),
  constraint person_issuer_subject_key UNIQUE (issuer, subject)
);
CREATE UNIQUE INDEX person_email ON people.person USING btree (lower(email)) WHERE (email IS NOT NULL);

create table people.session (
  id text not null,
  key text not null,
  person uuid not null,
  csrf text not null,
  previous text,
  rotated_at timestamp(3) with time zone not null,
  confirmed_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  id_token text,
  constraint session_person_fkey FOREIGN KEY (person) REFERENCES people.person(id) ON DELETE CASCADE,
  constraint session_pkey PRIMARY KEY (id)
);
CREATE INDEX session_expiry ON people.session USING btree (expires_at);
CREATE INDEX session_person ON people.session USING btree (person);

create table people.token (
  id uuid not null,
  fingerprint text not null,
  person uuid not null,
  label text not null,
  scopes text[] not null,
  created_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone,
  constraint token_person_fkey FOREIGN KEY (person) REFERENCES people.person(id) ON DELETE CASCADE,
  constraint token_pkey PRIMARY KEY (id),
  constraint token_fingerprint_key UNIQUE (fingerprint)
);
CREATE INDEX token_person ON people.token USING btree (person);

create schema terms;

create table terms.label (
  record uuid not null,
  folded text collate "C" not null,
  text text not null,
  lang text not null,
  kind text not null,
  constraint label_record_fkey FOREIGN KEY (record) REFERENCES terms.term(id) ON DELETE CASCADE
);
CREATE INDEX label_folded ON terms.label USING btree (folded);
CREATE INDEX label_record ON terms.label USING btree (record);

create table terms.override (
  id uuid not null,
  curie text not null,
  lang text not null,
  text text not null,
  folded text collate "C" not null,
  reason text not null,
  by text not null,
  at timestamp(3) with time zone not null default now(),
  withdrawn_at timestamp(3) with time zone,
  constraint override_lang_check CHECK ((lang = ANY (ARRAY['en'::text, 'ja'::text, 'ja-Hira'::text]))),
  constraint override_pkey PRIMARY KEY (id)
);
CREATE INDEX override_curie ON terms.override USING btree (curie) WHERE (withdrawn_at IS NULL);
CREATE INDEX override_folded ON terms.override USING btree (folded) WHERE (withdrawn_at IS NULL);

create table terms.term (
  id uuid not null,
  source text not null,
  key text not null,
  since integer not null,
  until integer,
  hash text not null,
  vocabulary text not null,
  curie text not null,
  notation text,
  obsolete boolean not null,
  label_en text,
  label_ja text,
  kana text,
  parents text[] not null,
  mappings jsonb not null,
  record jsonb not null,
  constraint term_source_fkey FOREIGN KEY (source) REFERENCES kernel.source(id),
  constraint term_pkey PRIMARY KEY (id)
);
CREATE INDEX term_closed ON terms.term USING btree (source, until) WHERE (until IS NOT NULL);
CREATE INDEX term_curie ON terms.term USING btree (curie);
CREATE INDEX term_since ON terms.term USING btree (source, since);
CREATE UNIQUE INDEX term_version ON terms.term USING btree (source, key, since);
