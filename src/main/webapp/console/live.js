/**
 * The one socket to `/ws/tasks`. It asks for all events of the caller's tasks, and follows watched
 * tasks without gap: their events are handed on in order of `seq`, each once, also across a
 * reconnect. History comes over HTTP; the socket brings news only.
 *
 * Fires `task` (detail: the event), `notification` (detail: it), `state` (see `Live.state`), and `resumed` whenever it begins to
 * listen: what happened before to tasks that are not watched has to be read.
 */

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const PING_EVERY = 25_000;
const REFUSED = 1008;

class Live extends EventTarget {
  /** `off`, `connecting`, `live` or `waiting` (for the next try). */
  state = 'off';

  #token = null;
  #socket = null;
  #tries = 0;
  #timer = 0;
  #ping = 0;
  #heard = false;
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
    this.#tries = 0;
    this.#watched.clear();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#become('off');
  }

  /** Follows a task from the event after number `after`; returns how to stop. */
  watch(taskId, after) {
    const watch = this.#watched.get(taskId) ?? { seq: after, users: 0 };
    watch.users++;
    this.#watched.set(taskId, watch);
    if (watch.users === 1) this.#send({ action: 'subscribe', taskId, after: watch.seq });
    return () => {
      if (--watch.users > 0 || this.#watched.get(taskId) !== watch) return;
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
    socket.onclose = ({ code }) => socket === this.#socket && this.#closed(code);
  }

  #opened() {
    this.#send({ action: 'subscribe', scope: 'mine' });
    for (const [taskId, { seq }] of this.#watched) {
      this.#send({ action: 'subscribe', taskId, after: seq });
    }
    this.#heard = true;
    this.#ping = setInterval(() => this.#check(), PING_EVERY);
    this.#become('live');
  }

  /** A connection that died without a word is noticed by its silence. */
  #check() {
    if (!this.#heard) {
      this.#socket.close();
      this.#closed();
      return;
    }
    this.#heard = false;
    this.#send({ action: 'ping' });
  }

  #closed(code) {
    clearInterval(this.#ping);
    this.#socket = null;
    const patience = code === REFUSED ? LONGEST_PAUSE : FIRST_PAUSE * 2 ** this.#tries++;
    const pause = Math.min(LONGEST_PAUSE, patience);
    this.#timer = setTimeout(() => this.#connect(), pause * (0.7 + 0.6 * Math.random()));
    this.#become('waiting');
  }

  #received(event) {
    this.#tries = 0;
    this.#heard = true;
    if (event.eventType === 'missed' || (event.eventType === 'subscribed' && event.scope)) {
      this.dispatchEvent(new Event('resumed'));
    }
    if (event.eventType === 'notification') {
      this.dispatchEvent(new CustomEvent('notification', { detail: event.data }));
    }
    if (!event.taskId || !event.seq) return;
    const watch = this.#watched.get(event.taskId);
    if (watch && !this.#isNext(event, watch)) return;
    this.#deliver(event);
  }

  /** Drops what has been seen; where events are missing, asks for them, once. */
  #isNext(event, watch) {
    if (event.seq <= watch.seq) return false;
    if (event.seq > watch.seq + 1 && watch.askedAfter !== watch.seq) {
      watch.askedAfter = watch.seq;
      this.#send({ action: 'subscribe', taskId: event.taskId, after: watch.seq });
      return false;
    }
    watch.seq = event.seq;
    return true;
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
