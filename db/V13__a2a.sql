-- Tasks of conversations in the order of their last change, as the agent-to-agent protocol lists them.
create index task_conversation on task
  (tenant, user_id, (coalesce(finished_at, started_at, created_at)) desc, id desc)
  where chat_id is not null;

-- What was said to a task later: answers to its questions. Removed with their task.
create table a2a_turn (
  task_id    uuid        not null,
  message_id text        not null,
  content    text        not null,
  created_at timestamptz not null default now(),
  primary key (task_id, message_id)
);
