import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LiveEvents } from './controllers.js';
import { errorText, shortId, title } from './format.js';
import { icons } from './icons.js';
import { href } from './route.js';
import { base, controls } from './styles.js';
import { isEnding, labelOf } from './task-model.js';
import { toasts } from './toasts.js';
import './status-mark.js';

const STAY = 7000;
const MOST = 4;
const MOST_APART = 2;

/** What has just ended, told in passing at the edge of the page. */
class ToastStack extends LitElement {
  static properties = { items: { state: true } };

  static styles = [
    base,
    controls,
    css`
      :host {
        position: fixed;
        right: var(--s4);
        bottom: var(--s4);
        z-index: 4;
        width: min(23rem, calc(100vw - 2 * var(--s4)));
      }
      :host([raised]) {
        bottom: 6rem;
      }
      .stack {
        display: grid;
        gap: var(--s2);
      }
      .toast {
        display: flex;
        align-items: center;
        gap: var(--s3);
        padding: var(--s2) var(--s2) var(--s2) var(--s4);
        border: 1px solid var(--rule);
        border-radius: var(--round-l);
        background: var(--sheet);
        box-shadow: var(--shadow);
        animation: arrive 180ms ease-out;
      }
      p {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      @keyframes arrive {
        from {
          opacity: 0;
          transform: translateY(0.5rem);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .toast {
          animation: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.items = [];
    this.nextKey = 0;
    this.onToast = ({ detail }) => this.#show(detail);
    new LiveEvents(this, (event) => isEnding(event) && this.#ended(event));
  }

  connectedCallback() {
    super.connectedCallback();
    toasts.addEventListener('toast', this.onToast);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    toasts.removeEventListener('toast', this.onToast);
  }

  render() {
    return html`<div class="stack" role="status" aria-live="polite">
      ${repeat(
        this.items,
        (item) => item.key,
        (item) => html`<div
          class="toast"
          @pointerenter=${() => this.#hold(item)}
          @pointerleave=${() => this.#release(item)}
          @focusin=${() => this.#hold(item)}
          @focusout=${() => this.#release(item)}
        >
          ${item.status ? html`<status-mark bare .status=${item.status}></status-mark>` : nothing}
          <p>${item.text}</p>
          ${item.href ? html`<a href=${item.href}>Show</a>` : nothing}
          <button class="plain" aria-label="Dismiss" @click=${() => this.#drop(item)}>${icons.close}</button>
        </div>`,
      )}
    </div>`;
  }

  /** Many endings of one kind become one toast that counts. */
  #ended({ eventType, taskId, type, data }) {
    const same = this.items.filter((item) => item.ends && item.status === eventType);
    const ends = same.reduce((sum, item) => sum + item.ends, 1);
    const told = labelOf(eventType).toLowerCase();
    if (ends > MOST_APART) {
      same.forEach((item) => this.#drop(item));
      const text = `${ends} tasks ${told}`;
      this.#show({ status: eventType, ends, text, href: href.tasks(eventType) });
      return;
    }
    const name = type ? title(type) : `Task ${shortId(taskId)}`;
    const reason = eventType === 'failed' ? errorText(data?.error) : '';
    const text = `${name} ${told}${reason && `: ${reason}`}`;
    this.#show({ status: eventType, ends: 1, text, href: href.task(taskId) });
  }

  #show(toast) {
    const item = { ...toast, key: this.nextKey++ };
    this.items = [...this.items, item].slice(-MOST);
    this.#release(item);
  }

  #hold(item) {
    clearTimeout(item.timer);
  }

  #release(item) {
    clearTimeout(item.timer);
    item.timer = setTimeout(() => this.#drop(item), STAY);
  }

  #drop(item) {
    clearTimeout(item.timer);
    this.items = this.items.filter((other) => other.key !== item.key);
  }
}

customElements.define('toast-stack', ToastStack);
