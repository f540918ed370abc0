-- Jobs of pipelines are known by a name that is made of their task's id: its second of creation and
-- its last eight digits. Found by the latter; tasks of other types are not in this index.
create index task_job on task (right(id::text, 8)) where type = 'pipeline';

-- Files that belong to a task and go with it, one of a kind.
create table task_file (
  task_id    uuid        not null,
  kind       text        not null,
  name       text        not null,
  media_type text        not null,
  bytes      bigint      not null,
  file_key   text        not null,
  created_at timestamptz not null default now(),
  primary key (task_id, kind)
);
