import { api } from './api.js';
import { live } from './live.js';

/** How many notifications are unread, for whoever shows it. Fires `change`. */
class Bell extends EventTarget {
  unread = 0;

  constructor() {
    super();
    live.addEventListener('resumed', () => this.look());
    live.addEventListener('notification', () => this.become(this.unread + 1));
  }

  /** Asks the server; if it does not answer, the count stays. */
  async look() {
    const page = await api.notifications({ unread: true, limit: 1 }).catch(() => null);
    if (page) this.become(page.unread);
  }

  become(unread) {
    this.unread = Math.max(0, unread);
    this.dispatchEvent(new Event('change'));
  }
}

export const bell = new Bell();
