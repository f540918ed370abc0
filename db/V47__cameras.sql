-- Cameras of users; zones and thresholds are JSON text.
create table camera (
  id           uuid        primary key,
  tenant       text        not null,
  user_id      text        not null,
  name         text        not null,
  snapshot_url text,
  interval_ms  bigint,
  zones        text        not null,
  thresholds   text        not null,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  -- When it is polled next; null for a camera that sends its frames.
  next_at      timestamptz,
  failures     int         not null default 0,
  error        text,
  last_sha256  text,
  repeats      int         not null default 0,
  seen_at      timestamptz,
  -- What goes on: motion, dark, blurred, frozen, silent.
  states       text[]      not null default '{}'
);
create index camera_owner on camera (tenant, user_id, id);
create index camera_next on camera (next_at) where next_at is not null;

create table camera_frame (
  id          uuid        primary key,
  camera_id   uuid        not null references camera on delete cascade,
  taken_at    timestamptz not null,
  received_at timestamptz not null default now(),
  status      text        not null check (status in ('waiting', 'analysed', 'failed')),
  task_id     uuid        not null unique,
  file_key    text        not null,
  media_type  text        not null,
  bytes       bigint      not null,
  width       int         not null,
  height      int         not null,
  result      text,
  error       text
);
create index camera_frame_newest on camera_frame (camera_id, id);
create index camera_frame_received on camera_frame (received_at);
-- One at a time, whatever the nodes do.
create unique index camera_frame_waiting on camera_frame (camera_id) where status = 'waiting';

-- What a camera usually sees; the version guards against two analyses at once.
create table camera_baseline (
  camera_id uuid  primary key references camera on delete cascade,
  version   int   not null,
  data      bytea not null
);
alter table camera_baseline alter column data set storage external;

create table camera_event (
  id        bigint      generated always as identity primary key,
  camera_id uuid        not null references camera on delete cascade,
  at        timestamptz not null default now(),
  kind      text        not null,
  frame_id  uuid
);
create index camera_event_newest on camera_event (camera_id, id);

-- A device's token is one camera's and ends with it.
alter table api_token add column camera_id uuid references camera on delete cascade;
create index api_token_camera on api_token (camera_id) where camera_id is not null;
alter table api_token drop constraint api_token_role_check;
alter table api_token add constraint api_token_role_check
  check (role in ('device', 'user', 'operator', 'tenant_admin', 'admin')
    and (role = 'device') = (camera_id is not null));
