import { LitElement, css, html } from 'lit';
import { api } from './api.js';
import { live } from './live.js';
import { currentRoute } from './route.js';
import { applyTheme } from './side-nav.js';
import { base } from './styles.js';
import './sign-in.js';
import './chat-view.js';
import './document-list.js';
import './notification-list.js';
import './task-list.js';
import './task-detail.js';
import './toast-stack.js';

const TITLES = { chats: 'Chats', documents: 'Documents', tasks: 'Tasks', notifications: 'Notifications' };

/** The whole page: the sign-in card, or the navigation with one view. */
class WaybillApp extends LitElement {
  static properties = { route: { state: true }, reason: { state: true } };

  static styles = [
    base,
    css`
      .frame {
        display: grid;
        grid-template-columns: 13.5rem minmax(0, 1fr);
        min-height: 100vh;
      }
      .frame > header {
        position: sticky;
        top: 0;
        height: 100vh;
        border-right: 1px solid var(--rule);
      }
      .skip {
        position: absolute;
        left: var(--s4);
        top: -4rem;
        z-index: 3;
        padding: var(--s2) var(--s4);
        border-radius: var(--round);
        background: var(--accent);
        color: var(--on-accent);
      }
      .skip:focus {
        top: var(--s4);
      }
      main:focus {
        outline: none;
      }
      @media (max-width: 46rem) {
        .frame {
          grid-template-columns: minmax(0, 1fr);
          grid-template-rows: auto 1fr;
        }
        .frame > header {
          z-index: 2;
          height: auto;
          border-right: 0;
          border-bottom: 1px solid var(--rule);
          background: var(--paper);
        }
      }
    `,
  ];

  constructor() {
    super();
    applyTheme();
    this.route = currentRoute();
    this.reason = '';
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', () => this.#moved());
    api.addEventListener('session', ({ reason }) => this.#session(reason));
    this.#session();
  }

  render() {
    if (!api.token) return html`<sign-in .reason=${this.reason}></sign-in>`;
    return html`<div class="frame">
        <header>
          <a class="skip" href="#main" @click=${this.#skip}>Skip to the content</a>
          <side-nav .view=${this.route.view}></side-nav>
        </header>
        <main id="main" tabindex="-1">${this.#view()}</main>
      </div>
      <toast-stack ?raised=${this.route.view === 'chats'}></toast-stack>`;
  }

  updated() {
    document.title = api.token ? `${TITLES[this.route.view]} · Waybill` : 'Sign in · Waybill';
  }

  #view() {
    const { view, id, params } = this.route;
    if (view === 'chats') return html`<chat-view .chatId=${id}></chat-view>`;
    if (view === 'documents') return html`<document-list></document-list>`;
    if (view === 'notifications') return html`<notification-list></notification-list>`;
    if (id) return html`<task-detail .taskId=${id}></task-detail>`;
    return html`<task-list .status=${params.get('status') ?? ''}></task-list>`;
  }

  /** After a move the keyboard starts at the new content, as it would on a new page. */
  async #moved() {
    const before = this.route;
    this.route = currentRoute();
    await this.updateComplete;
    if (before.view !== this.route.view || before.id !== this.route.id) {
      scrollTo(0, 0);
      this.renderRoot.querySelector('main')?.focus({ preventScroll: true });
    }
  }

  #skip(event) {
    event.preventDefault();
    this.renderRoot.querySelector('main').focus();
  }

  #session(reason = '') {
    this.reason = reason;
    if (api.token) live.start(api.token);
    else live.stop();
    this.requestUpdate();
  }
}

customElements.define('waybill-app', WaybillApp);
