import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api } from './api.js';
import { bell } from './bell.js';
import { Ticker } from './controllers.js';
import { age, moment } from './format.js';
import { icons } from './icons.js';
import { live } from './live.js';
import { href } from './route.js';
import { base, controls, page } from './styles.js';
import { attempt } from './toasts.js';
import './empty-state.js';
import './status-mark.js';

const statusOf = (notification) => notification.event.replace(/^task\./, '');

/** What ended while one was away, took long, or asks, and what happened at cameras. */
class NotificationList extends LitElement {
  static properties = { items: { state: true }, cursor: { state: true }, trouble: { state: true } };

  static styles = [
    base,
    controls,
    page,
    css`
      .actions {
        display: flex;
        gap: var(--s2);
      }
      li {
        display: grid;
        grid-template-columns: 8.5rem minmax(0, 1fr) auto auto;
        align-items: center;
        gap: var(--s3);
        padding: var(--s2);
        border-bottom: 1px solid var(--rule);
      }
      li.unread a {
        font-weight: 620;
      }
      a {
        color: var(--ink);
        overflow-wrap: anywhere;
      }
      @media (max-width: 46rem) {
        li {
          grid-template-columns: minmax(0, 1fr) auto auto;
        }
        li a {
          grid-area: 2 / 1 / auto / 4;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.items = null;
    this.cursor = null;
    this.trouble = '';
    this.onNews = () => this.#load();
    new Ticker(this, () => this.items?.length);
  }

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('notification', this.onNews);
    live.addEventListener('resumed', this.onNews);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('notification', this.onNews);
    live.removeEventListener('resumed', this.onNews);
  }

  render() {
    const { items, trouble } = this;
    return html`<div class="page">
      <header>
        <div>
          <h1>Notifications</h1>
          <p>Tasks that ended while you were away, took long, or need your input, and events of cameras.</p>
        </div>
        ${items?.length ? this.#actions(items) : nothing}
      </header>
      ${trouble ? html`<p class="trouble" role="alert">${trouble}</p>` : nothing}
      ${items === null ? nothing : items.length ? this.#list(items) : this.#empty()}
      ${this.cursor
        ? html`<div class="more"><button @click=${() => this.#load(this.cursor)}>Show more</button></div>`
        : nothing}
    </div>`;
  }

  #actions(items) {
    return html`<div class="actions">
      <button ?disabled=${items.every((each) => each.read)} @click=${this.#readAll}>Mark all as read</button>
      <button @click=${this.#clear}>Delete all</button>
    </div>`;
  }

  #list(items) {
    const now = Date.now();
    return html`<ul aria-label="Notifications">
      ${repeat(
        items,
        (each) => each.id,
        (each) => html`<li class=${each.read ? '' : 'unread'}>
          ${each.taskId
            ? html`<status-mark .status=${statusOf(each)}></status-mark>
                <a href=${href.task(each.taskId)} @click=${() => this.#read(each)}>${each.text}</a>`
            : html`<span class="quiet">Camera</span><span>${each.text}</span>`}
          <span class="quiet number" title=${moment(each.createdAt)}>${age(each.createdAt, now)}</span>
          <button class="plain" title="Delete" aria-label="Delete: ${each.text}" @click=${() => this.#remove(each)}>
            ${icons.close}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  #empty() {
    return html`<empty-state heading="Nothing new">
      <p>Tasks that end while this page is closed, take long, or have a question will be listed here.</p>
    </empty-state>`;
  }

  async #load(cursor = null) {
    try {
      const { items, nextCursor, unread } = await api.notifications({ cursor });
      this.items = cursor ? [...this.items, ...items] : items;
      this.cursor = nextCursor;
      this.trouble = '';
      bell.become(unread);
    } catch (error) {
      this.trouble = error.message;
    }
  }

  #read(notification) {
    if (!notification.read) attempt(() => api.readNotification(notification.id).then(() => bell.look()));
  }

  #readAll() {
    attempt(() => api.readNotifications().then(() => this.#load()));
  }

  #remove(notification) {
    attempt(() => api.removeNotification(notification.id).then(() => this.#load()));
  }

  #clear() {
    attempt(() => api.removeNotifications().then(() => this.#load()));
  }
}

customElements.define('notification-list', NotificationList);
