-- breaking: no
-- why: the ground: settings, sources of imported rows, publications, outbox, audit chain, people

create schema if not exists kernel;

-- one row a setting of the installation: its identity, secrets (salted per installation), demonstration mark
create table kernel.setting (
  name text primary key,
  value jsonb not null
);

-- Whatever comes in comes from a source, and a source has releases. A row of a source's tables is live at release r when
-- since <= r and (until is null or until > r): an import writes rows of release + 1 in small batches, unseen, and goes live
-- by this one row. What was said before stays (docs/decisions/0003).
create table kernel.source (
  id text primary key,
  format text not null,
  holder text,
  release int not null default 0,
  released_at timestamptz(3),
  about jsonb not null default '{}',
  busy uuid
);

-- what may be found: search and graph read these and nothing else of a feature
create table kernel.publication (
  id uuid primary key,
  source text not null references kernel.source,
  key text not null,
  since int not null,
  until int,
  hash text not null,
  iri text not null,
  kind text not null,
  audience text[] not null,
  doc jsonb not null
);
create unique index publication_version on kernel.publication (source, key, since);
create index publication_closed on kernel.publication (source, until) where until is not null;
create index publication_since on kernel.publication (source, since, id);
create index publication_iri on kernel.publication (iri);

create view kernel.live_publication as
  select p.* from kernel.publication p join kernel.source s on s.id = p.source
  where p.since <= s.release and (p.until is null or p.until > s.release);

-- read by (xid, id) below the oldest running transaction: an id alone skips a late commit for ever
create table kernel.outbox (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  topic text not null,
  payload jsonb not null,
  at timestamptz(3) not null default now()
);
create index outbox_order on kernel.outbox (xid, id);

-- what was done, by whom. The payload may be erased (privacy); its salted digest stays and is sealed into the chain.
create table kernel.audit (
  id uuid primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz(3) not null default now(),
  actor text not null,
  action text not null,
  subject text not null,
  payload jsonb,
  salt text,
  digest text not null,
  -- place and hash in the chain, set once by the sealing job
  seq bigint unique,
  hash text
);
create index audit_unsealed on kernel.audit (at, id) where seq is null;

-- the answer to a creating request that was sent twice with one Idempotency-Key
create table kernel.idempotency (
  actor text not null,
  key text not null,
  request text not null,
  status int,
  body jsonb,
  at timestamptz(3) not null default now(),
  primary key (actor, key)
);

-- one run of an import
create table kernel.import (
  id uuid primary key,
  source text,
  format text not null,
  holder text,
  dry_run boolean not null,
  on_error text not null check (on_error in ('refuse', 'skip')),
  state text not null check (state in ('queued', 'reading', 'ready', 'live', 'unchanged', 'refused', 'cancelled', 'failed', 'interrupted')),
  files jsonb not null,
  by text not null,
  progress jsonb not null default '{}',
  report jsonb,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3)
);
create index import_created on kernel.import (created_at desc);
create table kernel.import_fault (
  import uuid not null references kernel.import on delete cascade,
  seq int not null,
  fault jsonb not null,
  primary key (import, seq)
);
