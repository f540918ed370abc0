-- Agents of a tenant: versions never change, and one row says which of them counts.
create table agent_version (
  tenant     text        not null,
  name       text        not null,
  version    int         not null,
  definition text        not null,
  created_at timestamptz not null default now(),
  created_by text        not null,
  primary key (tenant, name, version)
);
create table agent (
  tenant     text        not null,
  name       text        not null,
  -- 0: the one that a file brings.
  current    int         not null,
  previous   int         not null default 0,
  -- Tried by so many of a hundred new chats.
  candidate  int,
  share      int         not null default 0 check (share between 0 and 100),
  changed_at timestamptz not null default now(),
  primary key (tenant, name)
);
-- Who answered, as fields and not as part of the text.
alter table message add agent text, add agent_version int, add model text;
