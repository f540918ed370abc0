import { errorText, moment, until, words } from './format.js';

/** What a task's JSON means, and how an event changes it. */

export const STATUSES = ['queued', 'processing', 'input_required', 'completed', 'failed', 'cancelled'];

const ENDINGS = new Set(['completed', 'failed', 'cancelled']);

const LABELS = {
  queued: 'Queued',
  processing: 'Running',
  input_required: 'Needs input',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export const labelOf = (status) => LABELS[status] ?? words(status);
export const isFinal = (task) => ENDINGS.has(task.status);
export const isEnding = (event) => ENDINGS.has(event.eventType);
export const canRetry = (task) => task.status === 'failed' || task.status === 'cancelled';

/** The task as it is after this event. What an event does not say stays as it was. */
export function after(task, event) {
  const { eventType, at, data = {} } = event;
  switch (eventType) {
    case 'queued':
      return { ...task, status: 'queued', waits: data.waits ?? { reason: 'ready' }, finishedAt: null };
    case 'started':
      return {
        ...task,
        status: 'processing',
        waits: null,
        attempt: event.attempt ?? task.attempt + 1,
        startedAt: at,
        // An attempt says all of its output.
        partial: '',
      };
    case 'progress':
      return { ...task, progress: data.percent, progressText: data.text };
    case 'tool_call':
      return { ...task, progressText: `Uses ${data.tool}` };
    case 'tool_result':
      return { ...task, progressText: null };
    case 'partial':
      return { ...task, partial: (task.partial ?? '') + (data.text ?? '') };
    case 'retrying':
      return {
        ...task,
        status: 'queued',
        waits: { reason: 'retry_at', until: retryAt(event) },
        error: data.error,
        partial: '',
      };
    case 'snoozed':
      return { ...task, status: 'queued', waits: { reason: 'retry_at', until: retryAt(event) }, partial: '' };
    case 'waiting':
      return { ...task, status: 'queued', waits: { reason: 'waits_for' }, partial: '' };
    case 'input_required':
      return { ...task, status: 'input_required', question: data.question };
    case 'completed':
      return { ...task, status: 'completed', progress: 100, waits: null, finishedAt: at, error: null };
    case 'failed':
      return { ...task, status: 'failed', waits: null, finishedAt: at, error: data.error };
    case 'cancelled':
      return { ...task, status: 'cancelled', waits: null, finishedAt: at };
    default:
      return task;
  }
}

/** When a task that failed for now is tried again. */
export const retryAt = ({ at, data }) =>
  data?.retryAt ?? new Date(Date.parse(at) + (data?.delayMs ?? 0)).toISOString();

const due = (waits, now) => waits.until && Date.parse(waits.until) > now;

const WAITS = {
  ready: () => 'Ready, waiting for a worker',
  scheduled_for: (w, now) =>
    due(w, now) ? `Scheduled for ${moment(w.until)}, ${until(w.until, now)}` : WAITS.ready(),
  retry_at: (w, now) => (due(w, now) ? `Next attempt ${until(w.until, now)}` : WAITS.ready()),
  waits_for: (w) => `Waiting for ${w.tasks?.length > 1 ? `${w.tasks.length} other tasks` : 'another task'}`,
  concurrency_limit: (w) => `At its concurrency limit${w.key ? ` (${w.key})` : ''}`,
  rate_limit: (w, now) =>
    `At its rate limit${w.key ? ` (${w.key})` : ''}${due(w, now) ? `, next start ${until(w.until, now)}` : ''}`,
  queue_paused: () => 'Its queue is paused',
};

/** Why a queued task waits, as a sentence. */
export function waitText(task, now = Date.now()) {
  const waits = task.waits ?? { reason: 'ready' };
  return (WAITS[waits.reason] ?? (() => words(waits.reason)))(waits, now);
}

/** What is to be said about the task right now: why it waits, what it does, or how it ended. */
export function situation(task, now = Date.now()) {
  switch (task.status) {
    case 'queued': {
      const again = task.error ? ` · ${errorText(task.error)}` : '';
      return waitText(task, now) + again;
    }
    case 'failed':
      return errorText(task.error);
    case 'input_required':
      return task.question?.text ?? '';
    case 'completed':
    case 'cancelled':
      return '';
    default:
      return task.progressText ?? '';
  }
}

/** How long its last attempt has been running, or ran until the end; null while it waits. */
export function runtime(task, now = Date.now()) {
  if (!task.startedAt || !(isFinal(task) || task.status === 'processing')) return null;
  return (task.finishedAt ? Date.parse(task.finishedAt) : now) - Date.parse(task.startedAt);
}
