-- Schedules: what hands over a task each time that its clock says so. `next_at` is the nominal time
-- of the next firing; null while it is paused. Whoever moves it on has fired.

create table schedule (
  id           uuid        primary key,
  tenant       text        not null,
  user_id      text        not null,
  name         text        not null,
  cron         text,
  interval_ms  bigint      check (interval_ms >= 1000),
  zone         text        not null,
  -- Intervals are counted from here.
  anchor_at    timestamptz not null,
  -- The task to hand over, as JSON text, as a caller would.
  template     text        not null,
  overlap      text        not null check (overlap in ('skip', 'queue', 'cancel_running')),
  catch_up_ms  bigint      not null check (catch_up_ms >= 0),
  paused       boolean     not null,
  next_at      timestamptz,
  last_at      timestamptz,
  last_task_id text,
  skipped      bigint      not null default 0,
  skipped_at   timestamptz,
  missed       bigint      not null default 0,
  missed_at    timestamptz,
  error        text,
  created_at   timestamptz not null default now(),
  check ((cron is null) <> (interval_ms is null))
);
create index schedule_due on schedule (next_at) where next_at is not null;
create index schedule_owner on schedule (tenant, user_id, id);

-- Of these few tasks it is asked which have not ended, and all of a schedule.
create index task_schedule on task (schedule_id, id) where schedule_id is not null;
create index task_schedule_open on task (schedule_id)
  where schedule_id is not null and status in ('queued', 'processing', 'input_required');
