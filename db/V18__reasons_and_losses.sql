-- Why a task failed or was cancelled, as a code that does not change with the words of its error.
alter table task add column reason text;

update task set reason = case
    when status = 'cancelled' then 'cancelled'
    when error like 'timed out after %' then 'timed_out'
    when error like 'its attempts ended the worker process %' then 'crash_limit'
    when error like 'not started by %' then 'not_started_in_time'
    when error like 'not answered by %' then 'approval_expired'
    when error like 'needs task %' then 'dependency_failed'
    when error like 'input does not fit type %' then 'invalid_input'
    when error like 'no handler for type %' then 'no_handler'
    when error like 'its output has %' or error like 'its result cannot be stored%'
      then 'invalid_output'
    else 'handler_error' end
  where status in ('failed', 'cancelled');

update task_event e set data = (e.data::jsonb || '{"reason":"timed_out"}')::text
  from task t
  where t.id = e.task_id and t.queue = 'voice_messages' and t.failures > 0
    and e.kind in ('retrying', 'failed') and e.data like '{"error":"timed out after %';

-- Which process a worker is, as far as those on the same host can see; that it ended in order; and
-- since when the others take it for lost. Its row is kept for a while: it may come back.
alter table worker
  add column host text,
  add column pid bigint,
  add column process_start bigint,
  add column ended boolean not null default false,
  add column lost_at timestamptz;

-- The attempts that were under way when their worker was lost. Charged is what counts as a crash.
create table worker_loss (
  worker  uuid        not null,
  task_id uuid        not null,
  attempt integer     not null,
  charged boolean     not null,
  lost_at timestamptz not null default now(),
  primary key (worker, task_id, attempt)
);
create index worker_loss_task on worker_loss (task_id) where charged;
create index worker_loss_time on worker_loss (lost_at);
