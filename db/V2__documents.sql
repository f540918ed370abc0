-- Uploaded documents. `status` follows the attempts that index them; only `ready` ones are searched,
-- and they become ready in the transaction that stores their chunks. `attempt` fences: an older
-- attempt that wakes up late changes nothing.

create table document (
  id         uuid        primary key,
  tenant     text        not null,
  user_id    text        not null,
  name       text        not null,
  media_type text        not null,
  bytes      bigint      not null,
  sha256     text        not null,
  file_key   text        not null,
  status     text        not null check (status in ('queued', 'processing', 'ready', 'failed')),
  attempt    integer     not null default 0,
  revision   integer     not null default 0,
  pages      integer,
  chunks     integer,
  error      text,
  task_id    uuid        not null,
  created_at timestamptz not null default now()
);
create index document_owner on document (tenant, user_id, id);

-- A chunk is the unit of search. `embedding` is a unit vector: a scale (float) and 384 bytes.
-- Words are kept as English and as German stems, since one document may hold both.
create table chunk (
  document_id uuid    not null references document on delete cascade,
  no          integer not null,
  page        integer not null,
  text        text    not null,
  embedding   bytea   not null,
  tsv         tsvector not null generated always as
                (to_tsvector('english', text) || to_tsvector('german', text)) stored,
  primary key (document_id, no)
);
create index chunk_words on chunk using gin (tsv);
alter table chunk alter column embedding set storage plain;
