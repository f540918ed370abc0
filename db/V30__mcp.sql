-- Keys with which nodes sign what passes through clients; all nodes of a database share them.
create table signing_key (
  name text primary key,
  key bytea not null,
  created_at timestamptz not null default now()
);
