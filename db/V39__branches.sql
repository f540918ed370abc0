-- A chat or a task that was gone back in: what came before that point is shared with the branch
-- that it comes from.
create table branch (
  id             uuid        primary key,
  tenant         text        not null,
  user_id        text        not null,
  chat_id        text,
  -- The branch of the same chat that it comes from; null for the first one, which has no row.
  parent         uuid,
  -- The first message of that one which is not shared; null if all are.
  before_message uuid,
  -- The task that began it, and the one it was made from.
  task_id        uuid        not null,
  from_task      uuid        not null,
  from_step      text,
  created_at     timestamptz not null default clock_timestamp()
);
create index branch_of_chat on branch (tenant, user_id, chat_id, created_at)
  where chat_id is not null;
create index branch_of_task on branch (task_id);
alter table message add column branch_id uuid;
