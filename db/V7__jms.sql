-- Messages that were no task, kept aside with the reason; and replies that producers asked for.

create table invalid_message (
  id          uuid        primary key,
  tenant      text        not null,
  source      text        not null,
  reason      text        not null,
  headers     text        not null,
  -- The body's first 64 KiB as they came; null where it was not read.
  body        bytea,
  body_bytes  bigint      not null,
  received_at timestamptz not null default now()
);
create index invalid_message_tenant on invalid_message (tenant, id);

-- Written before the task that it is about is accepted, sent after that has ended. Where the request
-- became no task, it is about the invalid message, and `body` is given.
create table reply (
  id             uuid        primary key,
  about          uuid        not null,
  destination    text        not null,
  kind           text        not null check (kind in ('queue', 'topic')),
  correlation_id text,
  body           text,
  created_at     timestamptz not null default now(),
  next_try_at    timestamptz not null default now(),
  tries          integer     not null default 0,
  error          text,
  sent_at        timestamptz,
  given_up_at    timestamptz
);
-- A request that is delivered twice gets one reply.
create unique index reply_once on reply (about, destination, correlation_id) nulls not distinct;
create index reply_open on reply (next_try_at) where sent_at is null and given_up_at is null;
create index reply_closed on reply (created_at) where sent_at is not null or given_up_at is not null;
