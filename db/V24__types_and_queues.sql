-- Which types a worker runs; null of one whose version does not say so.
alter table worker add column types text[];

-- What administrators have set for queues; null where nothing is set.
create table queue_settings (
  name                 text        primary key,
  concurrency_per_node integer     check (concurrency_per_node between 1 and 1000),
  tenant_share         integer     check (tenant_share between 1 and 100),
  retention_ms         bigint      check (retention_ms > 0),
  by_user              text        not null,
  changed_at           timestamptz not null default now(),
  version              integer     not null
);
