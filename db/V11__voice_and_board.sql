-- The figures of the voice queue are counted from its rows; only they stand in these indexes.
create index task_voice on task (tenant, user_id, status) include (started_at, finished_at, dismissed_at)
  where queue = 'voice_messages';
create index task_voice_failing on task (tenant, user_id, id)
  where queue = 'voice_messages' and failures > 0;

-- What the board shows of a user.
create index task_board on task (tenant, user_id, status, id) where queue = 'board_questions';

-- A finished question with its plan and answer; both stand in a file of the store.
create table snapshot (
  id         uuid        primary key,
  tenant     text        not null,
  user_id    text        not null,
  task_id    uuid        not null unique,
  -- The normalised question's SHA-256.
  question   bytea       not null,
  file_key   text        not null,
  -- Whether it may answer the same question: what depends on the moment may not.
  reusable   boolean     not null,
  created_at timestamptz not null default now()
);
create index snapshot_question on snapshot (tenant, user_id, question, created_at) where reusable;
