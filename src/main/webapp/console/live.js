/**
 * The one socket to `/ws/tasks`. It asks for all events of the caller's tasks, and follows watched
 * tasks without gap: their events are handed on in order of `seq`, each once, also across a
 * reconnect. History comes over HTTP; the socket brings news only.
 *
 * Fires `task` (detail: the event), `state` (see {@link Live#state}) and `resumed`, when there may
 * be news that were missed for tasks that are not watched.
 */

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const PING_EVERY = 25_000;
const GAP_PATIENCE = 1_500;

class Live extends EventTarget {
  /** `off`, `connecting`, `live` or `waiting` (for the next try). */
  state = 'off';

  #token = null;
  #socket = null;
  #tries = 0;
  #timer = 0;
  #ping = 0;
  #wasLive = false;
  #watched = new Map();

  start(token) {
    this.stop();
    this.#token = token;
    this.#connect();
  }

  stop() {
    clearTimeout(this.#timer);
    clearInterval(this.#ping);
    this.#token = null;
    this.#wasLive = false;
    this.#tries = 0;
    this.#watched.clear();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#become('off');
  }

  /** Follows a task from the event after number `after`; returns how to stop. */
  watch(taskId, after) {
    const watch = this.#watched.get(taskId) ?? { seq: after, held: new Map(), users: 0, timer: 0 };
    watch.users++;
    this.#watched.set(taskId, watch);
    if (watch.users === 1) this.#send({ action: 'subscribe', taskId, after: watch.seq });
    return () => {
      if (--watch.users > 0 || this.#watched.get(taskId) !== watch) return;
      clearTimeout(watch.timer);
      this.#watched.delete(taskId);
      this.#send({ action: 'unsubscribe', taskId });
    };
  }

  /** Tries again now, as when the machine is back on the network. */
  hurry() {
    if (this.state === 'waiting') {
      clearTimeout(this.#timer);
      this.#connect();
    }
  }

  #connect() {
    const url = new URL('ws/tasks', document.baseURI);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    this.#become('connecting');
    let socket;
    try {
      socket = new WebSocket(url, ['waybill.v1', `bearer.${this.#token}`]);
    } catch {
      this.#become('off');
      return;
    }
    this.#socket = socket;
    socket.onopen = () => this.#opened();
    socket.onmessage = ({ data }) => socket === this.#socket && this.#received(JSON.parse(data));
    socket.onclose = () => socket === this.#socket && this.#closed();
  }

  #opened() {
    this.#tries = 0;
    this.#send({ action: 'subscribe', scope: 'mine' });
    for (const [taskId, { seq }] of this.#watched) {
      this.#send({ action: 'subscribe', taskId, after: seq });
    }
    this.#ping = setInterval(() => this.#send({ action: 'ping' }), PING_EVERY);
    this.#become('live');
    if (this.#wasLive) this.dispatchEvent(new Event('resumed'));
    this.#wasLive = true;
  }

  #closed() {
    clearInterval(this.#ping);
    this.#socket = null;
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#tries++);
    this.#timer = setTimeout(() => this.#connect(), pause * (0.7 + 0.6 * Math.random()));
    this.#become('waiting');
  }

  #received(event) {
    if (!event.taskId || !event.seq) return;
    const watch = this.#watched.get(event.taskId);
    if (!watch) this.#deliver(event);
    else if (event.seq > watch.seq) {
      watch.held.set(event.seq, event);
      this.#deliverHeld(event.taskId, watch);
    }
  }

  #deliverHeld(taskId, watch) {
    for (let next; (next = watch.held.get(watch.seq + 1)); ) {
      watch.held.delete(next.seq);
      watch.seq = next.seq;
      this.#deliver(next);
    }
    clearTimeout(watch.timer);
    if (watch.held.size) {
      watch.timer = setTimeout(() => this.#askAgain(taskId, watch), GAP_PATIENCE);
    }
  }

  /** The events before a held one have not come: ask for them once more, then go on without. */
  #askAgain(taskId, watch) {
    if (watch.askedFrom === watch.seq) {
      watch.seq = Math.min(...watch.held.keys()) - 1;
      this.#deliverHeld(taskId, watch);
      return;
    }
    watch.askedFrom = watch.seq;
    this.#send({ action: 'subscribe', taskId, after: watch.seq });
    watch.timer = setTimeout(() => this.#askAgain(taskId, watch), GAP_PATIENCE);
  }

  #deliver(event) {
    this.dispatchEvent(new CustomEvent('task', { detail: event }));
  }

  #send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event('state'));
  }
}

export const live = new Live();

addEventListener('online', () => live.hurry());
