-- How long a tenant's finished tasks are kept, where that is not as the settings say. Type `*`: of
-- every type.
create table retention (
  tenant  text   not null,
  type    text   not null,
  keep_ms bigint not null check (keep_ms > 0),
  primary key (tenant, type)
);
