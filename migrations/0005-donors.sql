-- breaking: no
-- why: donors of holders (mass data in segments), and the budget of questions that protects them

-- what a holder's numbers are drawn with: an import or a withdrawal that touches donors starts the next release
create table collection.donor_release (
  holder text primary key,
  release int not null,
  -- day in Asia/Tokyo on which it began: "now" of its protected numbers
  day date not null,
  at timestamptz(3) not null default now()
);

-- immutable files of donors: DATA/segments/<sha256>.parquet. What was said before stays; later segments add to it
create table collection.donor_segment (
  holder text not null,
  kind text not null check (kind in ('donor', 'death', 'diagnosis', 'measurement', 'specimen', 'data', 'consent')),
  since int not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  rows int not null,
  bytes bigint not null,
  primary key (holder, kind, since)
);
create index donor_segment_file on collection.donor_segment (sha256);

-- in none of the answers from the release on, whatever day is asked for
create table collection.donor_withdrawal (
  holder text not null,
  donor text not null,
  reported date not null,
  since int not null,
  primary key (holder, donor)
);

-- files that were taken: the very same bytes again say nothing new
create table collection.donor_input (
  holder text not null,
  digest text not null,
  since int not null,
  read int not null,
  primary key (holder, digest)
);

create schema discovery;
-- new questions of a person to a holder: the budget, and the log
create table discovery.question (
  person text not null,
  holder text not null,
  release int not null,
  as_of text not null,
  question text not null,
  asked jsonb not null,
  at timestamptz(3) not null,
  primary key (person, holder, release, as_of, question)
);
create index question_budget on discovery.question (person, holder, at);
