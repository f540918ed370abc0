-- Tasks whose agent reads what is said while it works.
create table steerable (
  task_id uuid primary key
);
-- What was said meanwhile; the turn before which the agent read it.
create table steering (
  id      uuid primary key,
  task_id uuid not null,
  text    text not null,
  turn    int
);
create index steering_of_task on steering (task_id);
