-- Where other agents say that a task of theirs has changed, so that the one here asks for it.
create table delegation_callback (
  id          uuid        primary key,
  task_id     uuid        not null,
  -- Of the tool call that waits, in all attempts.
  call_key    text        not null,
  token_hash  bytea       not null,
  created_at  timestamptz not null default now(),
  -- When it was called, until the task here looks.
  called_at   timestamptz
);
create index delegation_callback_call on delegation_callback (call_key);
create index delegation_callback_task on delegation_callback (task_id);
create index delegation_callback_called on delegation_callback (called_at) where called_at is not null;
