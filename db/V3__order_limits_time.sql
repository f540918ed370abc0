-- Order, limits, time and composition. What few tasks have is null in most rows and costs them a bit.

alter table task
  add column start_by            timestamptz,
  add column backoff_factor      real    not null default 2,
  add column backoff_limit_ms    bigint,
  add column backoff_jitter      real    not null default 0.5,
  -- Tasks of one order key run one after the other, in the order of their ids.
  add column order_key           text,
  -- At most `concurrency_limit` tasks of one concurrency key are admitted at once.
  add column concurrency_key     text,
  add column concurrency_limit   integer,
  -- Starts of tasks of one rate key are counted together; its rule is in `limit_rule`.
  add column rate_key            text,
  -- Ids as text: EclipseLink cannot read a uuid that is null.
  add column parent_id           text,
  add column replay_of           text,
  add column schedule_id         text,
  -- Somebody wants to know when this task ends: a dependent, or a parent.
  add column followed            boolean not null default false,
  -- A failed task that is no dead letter any more: replayed or cleared.
  add column dismissed_at        timestamptz,
  add column question_expires_at timestamptz;

alter table task drop constraint task_waits_check;
alter table task add constraint task_waits_check
  check (waits in ('ready', 'scheduled', 'retry', 'rate', 'dependencies', 'gate'));

-- In line, by whose turn it is, then by rank; what waits for its time; what waits for others.
drop index task_ready;
create index task_ready on task (queue, tenant, user_id, rank_at, id)
  where status = 'queued' and waits = 'ready' and released_at is null;
drop index task_due;
create index task_due on task (due_at) where status = 'queued' and waits in ('scheduled', 'retry', 'rate');
create index task_start_by on task (start_by) where status = 'queued' and start_by is not null;
create index task_blocked on task (waits, id) where status = 'queued' and waits in ('dependencies', 'gate');
-- At the gates, and whom they have let through.
create index task_order_gate on task (order_key, id)
  where order_key is not null and status = 'queued' and waits = 'gate';
create index task_order_held on task (order_key)
  where order_key is not null and (status in ('processing', 'input_required')
    or status = 'queued' and waits in ('ready', 'retry', 'rate'));
create index task_key_gate on task (concurrency_key, rank_at, id)
  where concurrency_key is not null and status = 'queued' and waits = 'gate';
create index task_key_held on task (concurrency_key)
  where concurrency_key is not null and (status = 'processing' or status = 'queued' and waits = 'ready');

create index task_parent on task (parent_id) where parent_id is not null;
create index task_question_expires on task (question_expires_at)
  where status = 'input_required' and question_expires_at is not null;
create index task_dead on task (tenant, id) where status = 'failed' and dismissed_at is null;
-- `task_id` waits until `needs_id` has succeeded, or ended in any way.
create table task_dependency (
  task_id  uuid not null,
  needs_id uuid not null,
  mode     text not null check (mode in ('success', 'end')),
  primary key (task_id, needs_id)
);
create index task_dependency_needs on task_dependency (needs_id);

-- Results of steps that an attempt has finished; a later attempt gets them back.
create table checkpoint (
  task_id uuid        not null,
  step    text        not null,
  attempt integer     not null,
  result  text,
  at      timestamptz not null default now(),
  primary key (task_id, step)
);

-- "The same again" by a key that the caller chose. kind `request`: the Idempotency-Key of a call,
-- kind `unique`: the key of a unique task.
create table task_key (
  tenant      text        not null,
  kind        text        not null check (kind in ('request', 'unique')),
  key         text        not null,
  fingerprint bytea       not null,
  task_id     uuid        not null,
  expires_at  timestamptz not null,
  primary key (tenant, kind, key)
);
create index task_key_expires on task_key (expires_at);

-- What operators decide. A limit of scope `queue` counts all tenants; `tenant`, `user` and `key`
-- count within one tenant, `rate` is for rate keys such as `tool/mail`. Name `*` stands for each.
create table limit_rule (
  scope          text    not null check (scope in ('queue', 'tenant', 'user', 'key', 'rate')),
  tenant         text    not null,
  name           text    not null,
  concurrency    integer check (concurrency >= 0),
  waiting        integer check (waiting >= 0),
  rate           integer check (rate > 0),
  rate_period_ms bigint  check (rate_period_ms > 0),
  on_excess      text    not null default 'wait' check (on_excess in ('wait', 'reject')),
  weight         real    not null default 1 check (weight > 0),
  primary key (scope, tenant, name)
);

-- Nothing of a paused queue or tenant is released. Queue `*` or tenant `*`: all of them.
create table pause (
  queue     text        not null,
  tenant    text        not null,
  by_user   text        not null,
  paused_at timestamptz not null default now(),
  primary key (queue, tenant)
);

-- Token buckets of bucket4j.
create table token_bucket (
  id    bigint primary key,
  state bytea
);
