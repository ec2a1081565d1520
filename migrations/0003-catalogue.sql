-- breaking: no
-- why: the first rooms. Each main table has the columns of a versioned row (source, key, since, until, hash; see 0001)

create schema terms;
create table terms.term (
  id uuid primary key,
  source text not null references kernel.source,
  key text not null,
  since int not null,
  until int,
  hash text not null,
  vocabulary text not null,
  curie text not null,
  notation text,
  obsolete boolean not null,
  label_en text,
  label_ja text,
  kana text,
  parents text[] not null,
  -- same and nearly the same concepts elsewhere, for the graph: kind and CURIE
  mappings jsonb not null,
  record jsonb not null
);
create unique index term_version on terms.term (source, key, since);
create index term_closed on terms.term (source, until) where until is not null;
create index term_since on terms.term (source, since);
create index term_curie on terms.term (curie);

-- names as they are looked up: folded (width, case, kana, marks), compared byte by byte
create table terms.label (
  record uuid not null references terms.term on delete cascade,
  folded text collate "C" not null,
  text text not null,
  lang text not null,
  kind text not null
);
create index label_folded on terms.label (folded);
create index label_record on terms.label (record);

create table terms.override (
  id uuid primary key,
  curie text not null,
  lang text not null check (lang in ('en', 'ja', 'ja-Hira')),
  text text not null,
  folded text collate "C" not null,
  reason text not null,
  by text not null,
  at timestamptz(3) not null default now(),
  withdrawn_at timestamptz(3)
);
create index override_curie on terms.override (curie) where withdrawn_at is null;
create index override_folded on terms.override (folded) where withdrawn_at is null;

create schema collection;
create table collection.entry (
  id uuid primary key,
  source text not null references kernel.source,
  key text not null,
  since int not null,
  until int,
  hash text not null,
  iri text not null,
  kind text not null check (kind in ('holder', 'biobank', 'collection', 'dataset')),
  holder text not null,
  local_id text not null,
  -- addresses of what it is part of
  belongs_to text[] not null,
  audience text[] not null,
  record jsonb not null
);
create unique index entry_version on collection.entry (source, key, since);
create index entry_closed on collection.entry (source, until) where until is not null;
create index entry_since on collection.entry (source, since);
create index entry_iri on collection.entry (iri);
create index entry_belongs on collection.entry using gin (belongs_to);

create schema bank;
create table bank.line (
  id uuid primary key,
  source text not null references kernel.source,
  key text not null,
  since int not null,
  until int,
  hash text not null,
  accession text not null,
  name text not null,
  -- folded without any mark: names that look alike, which is a proposal and never a merge
  alike text collate "C" not null,
  parents text[] not null,
  audience text[] not null,
  record jsonb not null
);
create unique index line_version on bank.line (source, key, since);
create index line_closed on bank.line (source, until) where until is not null;
create index line_since on bank.line (source, since);
create index line_accession on bank.line (accession);
create index line_alike on bank.line (alike);
create index line_parents on bank.line using gin (parents);

-- a line exists once; several banks hold deposits of it
create table bank.deposit (
  record uuid not null references bank.line on delete cascade,
  bank text not null,
  catalogue text not null,
  status text not null check (status in ('offered', 'discontinued', 'probably-discontinued')),
  url text
);
create index deposit_record on bank.deposit (record);
create index deposit_catalogue on bank.deposit (bank, catalogue);

-- diseases of lines as concepts, with the name the source gives
create table bank.disease (
  record uuid not null references bank.line on delete cascade,
  curie text not null,
  label text not null
);
create index disease_record on bank.disease (record);
create index disease_curie on bank.disease (curie);
