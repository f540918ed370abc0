import { LitElement, css, html, nothing } from 'lit';
import { api } from './api.js';
import { bell } from './bell.js';
import { icons, wordmark } from './icons.js';
import { live } from './live.js';
import { href } from './route.js';
import { base, controls } from './styles.js';

const THEMES = ['auto', 'light', 'dark'];
const THEME_KEY = 'waybill.theme';

const PLACES = [
  ['chats', 'Chats', href.chats],
  ['documents', 'Documents', href.documents],
  ['tasks', 'Tasks', href.tasks()],
  ['notifications', 'Notifications', href.notifications],
];

const CONNECTION = {
  live: 'Live',
  connecting: 'Connecting…',
  waiting: 'Reconnecting…',
  off: 'Not connected',
};

export function applyTheme(theme = localStorage.getItem(THEME_KEY) ?? 'auto') {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  return theme;
}

/** Where one can go, whether the page is live, the theme, and the way out. */
class SideNav extends LitElement {
  static properties = { view: {}, theme: { state: true } };

  static styles = [
    base,
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--s5);
        height: 100%;
        padding: var(--s5) var(--s3) var(--s4);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        padding: 0 var(--s3);
        color: var(--ink);
        font-size: var(--text-l);
        font-weight: 650;
        letter-spacing: -0.01em;
        text-decoration: none;
      }
      .wordmark {
        height: 0.85rem;
        color: var(--accent);
      }
      ul {
        display: grid;
        gap: 2px;
      }
      li a {
        display: flex;
        align-items: center;
        gap: 0.65rem;
        padding: 0.45rem var(--s3);
        border-radius: var(--round);
        color: var(--ink-2);
        font-weight: 520;
        text-decoration: none;
        transition: background var(--quick);
      }
      li a:hover {
        background: var(--hover);
        color: var(--ink);
      }
      li a[aria-current] {
        background: var(--accent-soft);
        color: var(--accent);
      }
      .count {
        margin-left: auto;
        padding: 0 0.4rem;
        border-radius: 1rem;
        background: var(--accent);
        color: var(--on-accent);
        font-size: var(--text-s);
        font-variant-numeric: tabular-nums;
      }
      .foot {
        display: flex;
        align-items: center;
        gap: var(--s1);
        margin-top: auto;
        padding-left: var(--s3);
        color: var(--ink-3);
        font-size: var(--text-s);
      }
      .state {
        display: flex;
        align-items: center;
        gap: var(--s2);
        flex: 1;
      }
      .dot {
        width: 7px;
        height: 7px;
        border-radius: 50%;
        background: var(--warn);
      }
      .dot.live {
        background: var(--good);
      }
      @media (max-width: 46rem) {
        :host {
          flex-direction: row;
          align-items: center;
          gap: var(--s2);
          height: auto;
          padding: var(--s2) var(--s3);
        }
        .brand {
          padding: 0 var(--s1);
        }
        .brand span {
          display: none;
        }
        ul {
          display: flex;
        }
        li a {
          gap: 0;
          padding: 0.45rem 0.6rem;
        }
        li svg {
          display: none;
        }
        li:last-child svg {
          display: block;
        }
        li:last-child .name {
          position: absolute;
          clip-path: inset(50%);
        }
        .foot {
          margin: 0 0 0 auto;
          padding: 0;
        }
        .state span:last-child {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.theme = applyTheme();
    this.onState = () => this.requestUpdate();
  }

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('state', this.onState);
    bell.addEventListener('change', this.onState);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('state', this.onState);
    bell.removeEventListener('change', this.onState);
  }

  render() {
    return html`<a class="brand" href="#/" aria-label="Waybill">${wordmark}<span>Waybill</span></a>
      <nav aria-label="Main">
        <ul>
          ${PLACES.map(
            ([view, name, link]) =>
              html`<li>
                <a href=${link} aria-current=${this.view === view ? 'page' : nothing}>
                  ${icons[view]}<span class="name">${name}</span>${view === 'notifications' ? this.#unread() : nothing}
                </a>
              </li>`,
          )}
        </ul>
      </nav>
      <div class="foot">
        <span class="state" role="status" title=${CONNECTION[live.state]}>
          <span class="dot ${live.state}"></span><span>${CONNECTION[live.state]}</span>
        </span>
        <button class="plain" title="Theme: ${this.theme}" aria-label="Theme: ${this.theme}" @click=${this.#nextTheme}>
          ${icons[this.theme]}
        </button>
        <button class="plain" title="Sign out" aria-label="Sign out" @click=${() => api.signOut()}>
          ${icons.out}
        </button>
      </div>`;
  }

  #unread() {
    if (!bell.unread) return nothing;
    return html`<span class="count">${bell.unread}<span class="visually-hidden"> unread</span></span>`;
  }

  #nextTheme() {
    const next = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length];
    localStorage.setItem(THEME_KEY, next);
    this.theme = applyTheme(next);
  }
}

customElements.define('side-nav', SideNav);
