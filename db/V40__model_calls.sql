-- A record of each call of a language model, for operators.
create table model_call (
  -- Ascending by the time at which the call ended.
  id             uuid        primary key,
  tenant         text        not null,
  user_id        text        not null,
  task_id        uuid,
  attempt        integer,
  chat_id        text,
  agent          text,
  agent_version  integer,
  -- By its configured name, and by its name at the provider.
  model          text        not null,
  provider       text        not null,
  provider_model text        not null,
  outcome        text        not null,
  error          text,
  ending         text,
  tokens_in      bigint      not null,
  tokens_out     bigint      not null,
  tokens_cached  bigint      not null,
  cost           numeric     not null,
  begun_at       timestamptz not null,
  first_piece_ms bigint,
  duration_ms    bigint      not null,
  -- JSON: what was sent and what came back. Null if it is not kept, or its task was deleted.
  contents       text,
  created_at     timestamptz not null default now()
);
create index model_call_of_tenant on model_call (tenant, id);
create index model_call_of_task on model_call (task_id, id) where task_id is not null;
create index model_call_of_chat on model_call (tenant, chat_id, id) where chat_id is not null;
create index model_call_by_time on model_call (created_at);
