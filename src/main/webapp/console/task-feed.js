import { api } from './api.js';
import { LiveEvents } from './controllers.js';
import { after } from './task-model.js';

const SETTLE = 250;
const ONE_BY_ONE = 4;
const REREAD = 15_000;

/**
 * The tasks of a list, newest first, kept current by events. An event moves its row at once; what
 * the event does not tell (why it waits, its output) is read soon after, in one call if many rows
 * moved, so that a busy system does not turn into a storm of requests.
 */
export class TaskFeed {
  items = null;
  nextCursor = null;
  trouble = '';

  #host;
  #status;
  #dirty = new Set();
  #timer = 0;
  #reread = 0;
  #load = 0;
  #loading = 0;

  constructor(host) {
    this.#host = host;
    host.addController(this);
    new LiveEvents(
      host,
      (event) => this.#moved(event),
      () => this.reload(),
    );
  }

  /** Operators also see the tasks of others, of which no events come; hence read again at times. */
  hostConnected() {
    this.#reread = setInterval(() => !document.hidden && this.reload(), REREAD);
  }

  hostDisconnected() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    clearInterval(this.#reread);
  }

  /** Shows the tasks of one status, or all of them. */
  async show(status) {
    this.#status = status;
    this.items = null;
    this.nextCursor = null;
    await this.reload();
  }

  async reload() {
    const load = ++this.#load;
    await this.#guarded(async () => {
      const page = await api.tasks({ status: this.#status });
      if (load !== this.#load) return;
      const known = new Set(page.items.map((task) => task.id));
      const end = page.items.at(-1)?.id ?? '';
      const older = this.nextCursor ? (this.items ?? []).filter((t) => !known.has(t.id) && t.id < end) : [];
      this.items = [...page.items, ...older];
      if (!older.length) this.nextCursor = page.nextCursor;
    });
  }

  async more() {
    const load = this.#load;
    await this.#guarded(async () => {
      const page = await api.tasks({ status: this.#status, cursor: this.nextCursor });
      if (load !== this.#load) return;
      const known = new Set(this.items.map((task) => task.id));
      this.items = [...this.items, ...page.items.filter((task) => !known.has(task.id))];
      this.nextCursor = page.nextCursor;
    });
  }

  #moved(event) {
    if (event.eventType === 'partial') return;
    const known = this.items?.some((task) => task.id === event.taskId);
    if (known) {
      this.items = this.items.map((task) => (task.id === event.taskId ? after(task, event) : task));
      this.#host.requestUpdate();
    }
    if (event.eventType === 'progress' && known) return;
    this.#dirty.add(event.taskId);
    this.#timer ||= setTimeout(() => this.#settle(), SETTLE);
  }

  async #settle() {
    this.#timer = 0;
    if (this.#loading) {
      // A page on its way may be older than the event; look again when it is here.
      this.#timer = setTimeout(() => this.#settle(), SETTLE);
      return;
    }
    const ids = [...this.#dirty];
    this.#dirty.clear();
    if (ids.length > ONE_BY_ONE) {
      await this.reload();
      return;
    }
    await Promise.all(ids.map((id) => this.#refresh(id)));
  }

  async #refresh(id) {
    const task = await api.task(id).catch(() => null);
    if (!this.items) return;
    const others = this.items.filter((t) => t.id !== id);
    const fits = task && (!this.#status || task.status === this.#status);
    const place = others.findIndex((t) => t.id < id);
    if (!fits) this.items = others;
    else if (place >= 0) this.items = others.toSpliced(place, 0, task);
    else if (!this.nextCursor || others.length < this.items.length) this.items = [...others, task];
    this.#host.requestUpdate();
  }

  async #guarded(action) {
    this.#loading++;
    try {
      await action();
      this.trouble = '';
    } catch (error) {
      this.trouble = error.message;
    }
    this.#loading--;
    this.#host.requestUpdate();
  }
}
