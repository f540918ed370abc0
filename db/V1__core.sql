-- The heart. `task` is one narrow row per task; input, output and partial text go to TOAST beyond
-- 512 bytes, so an update of the status does not copy them.

create table task (
  id               uuid primary key,
  tenant           text        not null,
  user_id          text        not null,
  workspace_id     text,
  chat_id          text,
  type             text        not null,
  queue            text        not null,
  status           text        not null check (status in
                     ('queued', 'processing', 'input_required', 'completed', 'failed', 'cancelled')),
  waits            text        check (waits in ('ready', 'scheduled', 'retry')),
  priority         smallint    not null check (priority between 0 and 9),
  rank_at          timestamptz not null,
  due_at           timestamptz,
  released_at      timestamptz,
  attempt          integer     not null default 0,
  failures         integer     not null default 0,
  crashes          integer     not null default 0,
  max_attempts     integer     not null,
  timeout_ms       bigint      not null,
  backoff_ms       bigint      not null,
  worker           uuid,
  node             text,
  event_seq        integer     not null default 1,
  progress         smallint    not null default 0,
  cancel_requested boolean     not null default false,
  created_at       timestamptz not null default now(),
  started_at       timestamptz,
  finished_at      timestamptz,
  progress_text    text,
  correlation_id   text,
  callback_url     text,
  tags             text,
  metadata         text,
  input            text,
  partial          text,
  output           text,
  error            text,
  question         text,
  answer           text
) with (fillfactor = 70, toast_tuple_target = 512, autovacuum_vacuum_scale_factor = 0.05);

-- What may be released, in order; what waits for its time; what was released and not yet claimed;
-- what runs. Finished tasks stand in none of them.
create index task_ready on task (queue, rank_at) where status = 'queued' and waits = 'ready' and released_at is null;
create index task_due on task (due_at) where status = 'queued' and waits in ('scheduled', 'retry');
create index task_released on task (queue, released_at) where status = 'queued' and released_at is not null;
create index task_running on task (worker) where status = 'processing';

-- What people ask for: newest first, by owner, by chat, by correlation id.
create index task_owner on task (tenant, user_id, id);
create index task_chat on task (tenant, chat_id, id) where chat_id is not null;
create index task_correlation on task (tenant, correlation_id) where correlation_id is not null;

-- The history from its second event on; the first, that it was accepted, is the task's own row.
-- No foreign key: its check would cost each event a locked read of the task row.
create table task_event (
  task_id uuid        not null,
  seq     integer     not null,
  kind    text        not null,
  at      timestamptz not null,
  attempt integer     not null,
  data    text,
  primary key (task_id, seq)
);

create table chat (
  id         text        not null,
  tenant     text        not null,
  user_id    text        not null,
  created_at timestamptz not null default now(),
  primary key (tenant, id)
);

create table message (
  id         uuid        primary key,
  tenant     text        not null,
  user_id    text        not null,
  chat_id    text        not null,
  role       text        not null check (role in ('user', 'assistant', 'tool', 'system')),
  status     text        not null check (status in ('pending', 'streaming', 'completed', 'failed')),
  task_id    uuid,
  content    text        not null,
  created_at timestamptz not null default now()
);
create index message_chat on message (tenant, chat_id, id);
create index message_task on message (task_id) where task_id is not null;

-- One row per worker process; the process also holds the advisory lock `lock_key` while it lives.
create table worker (
  id           uuid        primary key,
  node         text        not null,
  lock_key     bigint      not null,
  started_at   timestamptz not null default now(),
  heartbeat_at timestamptz not null default now()
);

-- API tokens are kept as SHA-256 only.
create table api_token (
  id         uuid        primary key,
  token_hash bytea       not null unique,
  tenant     text        not null,
  user_id    text        not null,
  role       text        not null check (role in ('user', 'operator', 'admin')),
  name       text        not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz
);
