-- breaking: no
-- why: organisations, persons, their roles, sessions and tokens

create schema people;

create table people.organisation (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name jsonb not null,
  url text,
  country text,
  version int not null default 1,
  created_at timestamptz(3) not null default now()
);

create table people.person (
  id uuid primary key,
  -- who the provider says it is; null until the first sign-in of somebody who was granted a role by mail address
  issuer text,
  subject text,
  -- only an address that the provider has verified, or that a role was granted to; it belongs to who proved it last
  email text,
  name text,
  created_at timestamptz(3) not null default now(),
  unique (issuer, subject),
  check ((issuer is null) = (subject is null))
);
create unique index person_email on people.person (lower(email)) where email is not null;

create table people.grant (
  person uuid not null references people.person on delete cascade,
  role text not null check (role in ('operator', 'administrator', 'curator', 'member')),
  organisation text references people.organisation,
  by text not null,
  at timestamptz(3) not null default now(),
  check ((role = 'operator') = (organisation is null))
);
create unique index grant_once on people.grant (person, role, coalesce(organisation, ''));
create index grant_organisation on people.grant (organisation);

-- a cookie is `id.key`, both random; only their fingerprints are kept
create table people.session (
  id text primary key,
  key text not null,
  person uuid not null references people.person on delete cascade,
  csrf text not null,
  -- the key before the last rotation; it ends a little after the new one was first used (confirmed_at)
  previous text,
  rotated_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  -- given back to the provider at sign-out
  id_token text
);
create index session_person on people.session (person);
create index session_expiry on people.session (expires_at);

create table people.token (
  id uuid primary key,
  fingerprint text not null unique,
  person uuid not null references people.person on delete cascade,
  label text not null,
  scopes text[] not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create index token_person on people.token (person);

-- a basket of someone signed in; others keep theirs in the browser
create table people.keepsake (
  person uuid not null references people.person on delete cascade,
  name text not null,
  value jsonb not null,
  version int not null default 1,
  at timestamptz(3) not null default now(),
  primary key (person, name)
);
