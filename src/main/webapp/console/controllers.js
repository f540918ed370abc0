import { api } from './api.js';
import { live } from './live.js';

/** Small companions of components: they start and stop with their host. */

/** Hears task events, and hears when some may have been missed. */
export class LiveEvents {
  #onTask;
  #onResumed;

  constructor(host, onTask, onResumed = () => {}) {
    this.#onTask = ({ detail }) => onTask(detail);
    this.#onResumed = () => onResumed();
    host.addController(this);
  }

  hostConnected() {
    live.addEventListener('task', this.#onTask);
    live.addEventListener('resumed', this.#onResumed);
  }

  hostDisconnected() {
    live.removeEventListener('task', this.#onTask);
    live.removeEventListener('resumed', this.#onResumed);
  }
}

/** Draws the host anew each second while `wanted()` says that times on it are moving. */
export class Ticker {
  #timer = 0;

  constructor(host, wanted) {
    this.host = host;
    this.wanted = wanted;
    host.addController(this);
  }

  hostConnected() {
    this.#timer = setInterval(() => {
      if (!document.hidden && this.wanted()) this.host.requestUpdate();
    }, 1000);
  }

  hostDisconnected() {
    clearInterval(this.#timer);
  }
}

/**
 * One task's history from its first event on: what happened by HTTP, what happens by socket. Each
 * event reaches `onEvent` once, in order. It listens before it reads, so nothing falls in between.
 */
export class History {
  #unwatch = () => {};
  #onEvent;
  #early = [];
  #hear = ({ detail }) => {
    if (detail.taskId !== this.taskId) return;
    if (this.#early) this.#early.push(detail);
    else this.#onEvent(detail);
  };

  constructor(taskId, onEvent) {
    this.taskId = taskId;
    this.#onEvent = onEvent;
  }

  /** @returns the events so far, or null if it was stopped meanwhile */
  async start() {
    live.addEventListener('task', this.#hear);
    const events = await api.events(this.taskId);
    if (this.stopped) return null;
    for (const event of this.#early) {
      if (event.seq === (events.at(-1)?.seq ?? 0) + 1) events.push(event);
    }
    this.#early = null;
    this.#unwatch = live.watch(this.taskId, events.at(-1)?.seq ?? 0);
    return events;
  }

  stop() {
    this.stopped = true;
    live.removeEventListener('task', this.#hear);
    this.#unwatch();
  }
}
