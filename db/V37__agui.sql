-- Which run of a front end has answered which question. Removed with its task.
create table agui_resume (
  task_id     uuid        not null,
  attempt     int         not null,
  tenant      text        not null,
  user_id     text        not null,
  run_id      text        not null,
  fingerprint bytea       not null,
  created_at  timestamptz not null default now(),
  primary key (task_id, attempt)
);
create index agui_resume_of_run on agui_resume (tenant, user_id, run_id);
