-- Cameras: events reach webhooks and notifications, schedules, questions about frames.

alter table camera
  -- Instead of an interval.
  add column cron            text,
  add column time_zone       text,
  -- From then on the camera is silent, unless a picture comes before.
  add column silent_at       timestamptz,
  add column question        text,
  add column ask             text   not null default 'motion' check (ask in ('motion', 'every')),
  add column notify_events   text[] not null
    default '{silent_started,dark_started,frozen_started,motion_started}',
  add column notify_quiet_ms bigint not null default 900000;

update camera set silent_at = greatest(coalesce(seen_at, created_at), updated_at)
  + 3 * interval_ms * interval '1 millisecond'
where interval_ms is not null;

create index camera_silent on camera (silent_at)
  where silent_at is not null and not 'silent' = any (states);

-- Whether a model is still to be asked about it: one frame of a camera at a time.
alter table camera_frame add column asks boolean not null default false;
create unique index camera_frame_asks on camera_frame (camera_id) where asks;

-- When a camera's owner was last notified of a kind of event.
create table camera_notified (
  camera_id uuid        not null references camera on delete cascade,
  kind      text        not null,
  at        timestamptz not null,
  primary key (camera_id, kind)
);

-- Such as camera.motion_started; `kinds` are those of tasks.
alter table webhook add column camera_events text[] not null default '{}';

-- A delivery is of a task or of a camera. The body of the latter is written with it: what it tells
-- of does not change, and the camera may be gone when it is sent.
alter table delivery
  alter column task_id drop not null,
  add column camera_id uuid,
  add constraint delivery_subject check ((task_id is null) <> (camera_id is null));

alter table notification
  alter column task_id drop not null,
  alter column type drop not null,
  alter column duration_ms drop not null,
  add column camera_id   uuid,
  add column camera_name text,
  add column frame_id    uuid,
  add constraint notification_subject check ((task_id is null) <> (camera_id is null)),
  drop constraint notification_reason_check,
  add constraint notification_reason_check check (reason in ('away', 'long', 'input', 'camera'));

-- In the transaction of the event itself, as for the events of tasks.
create function note_camera_events() returns trigger language plpgsql as $$
begin
  insert into delivery (id, hook_id, tenant, user_id, camera_id, seq, kind, at, body)
  select next_id(), w.id, w.tenant, w.user_id, c.id, 0, 'camera.' || n.kind, n.at,
    jsonb_strip_nulls(jsonb_build_object(
      'type', 'camera.event',
      'camera', jsonb_build_object('id', c.id, 'name', c.name),
      'event', n.kind,
      'at', to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'frameId', n.frame_id,
      'boxes', f.result::jsonb -> 'boxes'))
  from news n
    join camera c on c.id = n.camera_id
    join webhook w on w.tenant = c.tenant
    left join camera_frame f on f.id = n.frame_id
  where w.enabled and 'camera.' || n.kind = any (w.camera_events)
    and (w.all_users or w.user_id = c.user_id);

  with due as (
    insert into camera_notified as m (camera_id, kind, at)
    select distinct c.id, n.kind, now()
    from news n join camera c on c.id = n.camera_id
    where n.kind = any (c.notify_events)
    on conflict (camera_id, kind) do update set at = excluded.at
      where m.at <= excluded.at - interval '1 millisecond'
        * (select c.notify_quiet_ms from camera c where c.id = m.camera_id)
    returning camera_id, kind
  )
  insert into notification (id, tenant, user_id, camera_id, camera_name, frame_id, kind, reason,
    mail_due)
  select next_id(), c.tenant, c.user_id, c.id, c.name, n.frame_id, 'camera.' || n.kind, 'camera',
    case when s.email is not null and not exists (
      select from presence p where p.tenant = c.tenant and p.user_id = c.user_id
        and p.here and p.seen_at > now() - interval '15 seconds')
    then now() end
  from due d
    join camera c on c.id = d.camera_id
    join (select distinct on (camera_id, kind) camera_id, kind, frame_id from news
      order by camera_id, kind, id desc) n on n.camera_id = d.camera_id and n.kind = d.kind
    left join notification_settings s on s.tenant = c.tenant and s.user_id = c.user_id;
  return null;
end $$;

create trigger camera_event_told after insert on camera_event
  referencing new table as news for each statement execute function note_camera_events();
