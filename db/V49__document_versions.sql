-- The same file of one owner is one document. Copies from before stay; the best of them counts.
alter table document
  add column tags text[] not null default '{}',
  add column is_copy boolean not null default false,
  -- How many uploads were answered with it.
  add column uploads integer not null default 1,
  -- The version that it shows, if it was replaced; and when it was last indexed, or could not be.
  add column version_id uuid,
  add column tried_at timestamptz;

update document d set is_copy = true
from (
  select id, row_number() over (
    partition by tenant, user_id, sha256, media_type
    order by status = 'ready' desc, status <> 'failed' desc, id desc) as place
  from document
) ranked
where ranked.id = d.id and ranked.place > 1;

create unique index document_content on document (tenant, user_id, sha256, media_type)
  where not is_copy;

-- Versions that wait for being indexed: until then the document is what it was before.
create table document_version (
  id          uuid        primary key,
  document_id uuid        not null references document on delete cascade,
  name        text        not null,
  media_type  text        not null,
  bytes       bigint      not null,
  sha256      text        not null,
  file_key    text        not null,
  task_id     uuid        not null,
  created_at  timestamptz not null default now()
);
create index document_version_of on document_version (document_id, id);
create index document_version_task on document_version (task_id);

-- What an answer cites, as JSON text; null if nothing.
alter table message add column citations text;
