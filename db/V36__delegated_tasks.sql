-- A task of another agent that a task here has delegated to it and that has not ended, as far as is known.
create table delegated_task (
  task_id        uuid        not null,
  agent          text        not null,
  remote_id      text        not null,
  created_at     timestamptz not null default now(),
  -- When its cancellation may be tried, once the task here has ended.
  cancel_at      timestamptz not null default now(),
  tries          integer     not null default 0,
  cancelled_at   timestamptz,
  primary key (task_id, agent, remote_id)
);
