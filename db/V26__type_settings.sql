-- What administrators have set for task types, and the types that they have made; null where nothing is set.
create table type_settings (
  name          text        primary key,
  queue         text,
  description   text,
  timeout_ms    bigint      check (timeout_ms > 0),
  max_attempts  integer     check (max_attempts > 0),
  backoff_ms    bigint      check (backoff_ms >= 0),
  priority      integer     check (priority between 0 and 9),
  retention_ms  bigint      check (retention_ms > 0),
  input_schema  text,
  output_schema text,
  by_user       text        not null,
  changed_at    timestamptz not null default now(),
  version       integer     not null
);
