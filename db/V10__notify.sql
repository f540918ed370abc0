-- Webhooks, their deliveries, and the notification centre.

-- A standing wish to be told of events of a user's tasks, or of all of a tenant's.
create table webhook (
  id               uuid        primary key,
  tenant           text        not null,
  user_id          text        not null,
  url              text        not null,
  description      text,
  all_users        boolean     not null,
  kinds            text[]      not null,
  types            text[],
  queues           text[],
  tags             text[],
  secret           text        not null,
  old_secret       text,
  old_secret_until timestamptz,
  enabled          boolean     not null default true,
  disabled_because text,
  created_at       timestamptz not null default now()
);
create index webhook_owner on webhook (tenant, user_id, id);

-- Signs what goes to the `callbackUrl` of a user's tasks; made when it is first needed.
create table webhook_secret (
  tenant           text not null,
  user_id          text not null,
  secret           text not null,
  old_secret       text,
  old_secret_until timestamptz,
  primary key (tenant, user_id)
);

-- A wish that is bound to one task: its `callbackUrl`, or what a door keeps for its clients.
create table task_hook (
  id         uuid        primary key,
  task_id    uuid        not null,
  tenant     text        not null,
  user_id    text        not null,
  format     text        not null,
  key        text        not null,
  url        text        not null,
  kinds      text[]      not null,
  headers    text        not null,
  note       text,
  created_at timestamptz not null default now(),
  unique (task_id, format, key)
);
create index task_hook_age on task_hook (created_at);

-- One message to one receiver. Its id is the message's, over all tries.
create table delivery (
  id           uuid        primary key,
  hook_id      uuid        not null,
  tenant       text        not null,
  user_id      text        not null,
  task_id      uuid        not null,
  seq          integer     not null,
  kind         text        not null,
  at           timestamptz not null,
  tries        integer     not null default 0,
  next_try_at  timestamptz not null default now(),
  -- Kept from the first try that failed, so that every further one says the same.
  body         text,
  http_status  integer,
  error        text,
  tried_at     timestamptz,
  delivered_at timestamptz,
  given_up_at  timestamptz
);
create index delivery_open on delivery (next_try_at) where delivered_at is null and given_up_at is null;
create index delivery_hook on delivery (hook_id, id);
create index delivery_owner on delivery (tenant, user_id, id);
create index delivery_task on delivery (task_id);

-- Ids that sort by time, as the application makes them.
create function next_id() returns uuid language sql volatile as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
    from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

-- In the transaction of the event itself: neither is there without the other, whoever dies. Where
-- nobody listens, a statement that writes events costs one look at an empty table, and each event
-- one look into an empty index.
create function note_deliveries() returns trigger language plpgsql as $$
begin
  if exists (select from webhook where enabled) then
    insert into delivery (id, hook_id, tenant, user_id, task_id, seq, kind, at)
    select next_id(), w.id, w.tenant, w.user_id, t.id, n.seq, n.kind, n.at
    from news n
      join task t on t.id = n.task_id
      join webhook w on w.tenant = t.tenant
    where w.enabled and n.kind = any (w.kinds)
      and (w.all_users or w.user_id = t.user_id)
      and (w.types is null or t.type = any (w.types))
      and (w.queues is null or t.queue = any (w.queues))
      and (w.tags is null or t.tags::jsonb ?| w.tags);
  end if;
  insert into delivery (id, hook_id, tenant, user_id, task_id, seq, kind, at)
  select next_id(), h.id, h.tenant, h.user_id, h.task_id, n.seq, n.kind, n.at
  from news n cross join lateral (
    select * from task_hook h where h.task_id = n.task_id offset 0) h
  where n.kind = any (h.kinds);
  return null;
end $$;

create trigger task_event_told after insert on task_event
  referencing new table as news for each statement execute function note_deliveries();

create function note_callback() returns trigger language plpgsql as $$
begin
  insert into task_hook (id, task_id, tenant, user_id, format, key, url, kinds, headers)
  values (next_id(), new.id, new.tenant, new.user_id, 'task', 'callbackUrl', new.callback_url,
    array['completed', 'failed', 'cancelled'], '{}');
  return null;
end $$;

create trigger task_callback after insert on task
  for each row when (new.callback_url is not null) execute function note_callback();

-- What a user finds who comes back.
create table notification (
  id          uuid        primary key,
  tenant      text        not null,
  user_id     text        not null,
  task_id     uuid        not null,
  kind        text        not null,
  reason      text        not null check (reason in ('away', 'long', 'input')),
  type        text        not null,
  chat_id     text,
  duration_ms bigint      not null,
  created_at  timestamptz not null default now(),
  read_at     timestamptz,
  -- An e-mail is wanted, and neither sent nor given up.
  mail_due    timestamptz,
  mail_tries  integer     not null default 0,
  mailed_at   timestamptz,
  mail_error  text
);
create index notification_owner on notification (tenant, user_id, id);
create index notification_unread on notification (tenant, user_id, id) where read_at is null;
create index notification_mail on notification (mail_due) where mail_due is not null;

create table notification_settings (
  tenant          text not null,
  user_id         text not null,
  email           text,
  min_duration_ms bigint,
  primary key (tenant, user_id)
);

-- Which users are connected to which node, or have been: people, who may leave and come back.
create table presence (
  tenant  text        not null,
  user_id text        not null,
  node    text        not null,
  here    boolean     not null,
  seen_at timestamptz not null default now(),
  primary key (tenant, user_id, node)
);
