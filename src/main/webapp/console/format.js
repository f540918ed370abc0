/** How times, sizes and ids are written. Ages are measured by this machine's clock. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (n) => String(n).padStart(2, '0');

export const millis = (iso) => Date.parse(iso);

/** A length of time: `240 ms`, `3.4 s`, `2 min 05 s`, `1 h 04 min`, `3 d 2 h`. */
export function span(ms) {
  const t = Math.max(0, Math.round(ms));
  if (t < SECOND) return `${t} ms`;
  if (t < 10 * SECOND) return `${(t / SECOND).toFixed(1)} s`;
  if (t < MINUTE) return `${Math.floor(t / SECOND)} s`;
  if (t < HOUR) return `${Math.floor(t / MINUTE)} min ${two(Math.floor((t % MINUTE) / SECOND))} s`;
  if (t < DAY) return `${Math.floor(t / HOUR)} h ${two(Math.floor((t % HOUR) / MINUTE))} min`;
  return `${Math.floor(t / DAY)} d ${Math.floor((t % DAY) / HOUR)} h`;
}

/** How long ago: `now`, `12 s`, `4 min`, `3 h`, `2 d`. */
export function age(iso, now = Date.now()) {
  const t = now - millis(iso);
  if (t < SECOND) return 'now';
  if (t < MINUTE) return `${Math.floor(t / SECOND)} s`;
  if (t < HOUR) return `${Math.floor(t / MINUTE)} min`;
  if (t < DAY) return `${Math.floor(t / HOUR)} h`;
  return `${Math.floor(t / DAY)} d`;
}

/** What remains until then, in whole units: `in 8 s`. */
export function until(iso, now = Date.now()) {
  const t = millis(iso) - now;
  return t <= 0 ? 'any moment' : `in ${age(iso, 2 * millis(iso) - now)}`;
}

const clock = { timeStyle: 'medium', hourCycle: 'h23' };
const clockOf = new Intl.DateTimeFormat(undefined, clock);
const dayOf = new Intl.DateTimeFormat(undefined, { ...clock, dateStyle: 'medium' });

/** The time of day; with the date if it is not today. */
export function moment(iso) {
  const then = new Date(iso);
  const today = then.toDateString() === new Date().toDateString();
  return (today ? clockOf : dayOf).format(then);
}

export function bytes(n) {
  if (n == null) return '';
  if (n < 1000) return `${n} B`;
  const units = ['kB', 'MB', 'GB'];
  let size = n / 1000;
  while (size >= 1000 && units.length > 1) {
    size /= 1000;
    units.shift();
  }
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[0]}`;
}

/** The tail of an id: UUIDv7 begins with the time, so its end tells tasks apart. */
export const shortId = (id) => id.slice(-8);

/** `chat_message` as people say it. */
export const words = (name) => name.replaceAll('_', ' ');

/** The same at the start of a line: `Chat message`. */
export const title = (name) => name.charAt(0).toUpperCase() + words(name).slice(1);

/** The text of an error, whether the API gives a sentence or an object. */
export function errorText(error) {
  if (error == null) return '';
  return typeof error === 'string' ? error : (error.message ?? error.detail ?? JSON.stringify(error));
}

export const percent = (n) => `${Math.round(n)} %`;
