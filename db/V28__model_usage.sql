-- What calls of language models took: a row a day for each user, agent and model.
create table model_usage (
  day           date    not null,
  tenant        text    not null,
  user_id       text    not null,
  agent         text    not null default '',
  model         text    not null,
  calls         bigint  not null,
  failed        bigint  not null,
  tokens_in     bigint  not null,
  tokens_out    bigint  not null,
  tokens_cached bigint  not null,
  cost          numeric not null,
  primary key (day, tenant, user_id, agent, model)
);
create index model_usage_of_tenant on model_usage (tenant, day);
