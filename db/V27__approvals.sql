-- What a person has to agree to before it is done: one call of a tool of one task.
create table approval (
  id          uuid        primary key,
  task_id     uuid        not null,
  call_id     text        not null,
  tenant      text        not null,
  user_id     text        not null,
  chat_id     text,
  tool        text        not null,
  arguments   text        not null,
  digest      text        not null,
  text        text        not null,
  state       text        not null default 'open' check (state in ('open', 'approved', 'refused')),
  for_chat    boolean     not null default false,
  reason      text,
  asked_at    timestamptz not null default now(),
  expires_at  timestamptz not null,
  decided_at  timestamptz,
  decided_by  text,
  -- What was approved has begun: it does not expire any more.
  begun_at    timestamptz,
  -- The task has ended without it: the same call would be asked for again.
  closed_at   timestamptz
);
create unique index approval_of_call on approval (task_id, call_id) where closed_at is null;
create index approval_of_user on approval (tenant, user_id, id);
create index approval_of_tenant on approval (tenant, id);
create index approval_for_chat on approval (tenant, user_id, chat_id, tool) where for_chat;
