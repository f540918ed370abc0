-- How good the result of a task was, as somebody or a program says later.
create table task_score (
  task_id       uuid             not null,
  name          text             not null,
  user_id       text             not null,
  tenant        text             not null,
  value         double precision not null,
  comment       text,
  agent         text,
  agent_version int,
  at            timestamptz      not null default now(),
  primary key (task_id, name, user_id)
);
create index task_score_of_agent on task_score (tenant, agent, agent_version, name) where agent is not null;
