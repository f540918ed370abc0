import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api } from './api.js';
import { LiveEvents, Ticker } from './controllers.js';
import { age } from './format.js';
import { icons } from './icons.js';
import { href } from './route.js';
import { base, controls, page } from './styles.js';
import { isEnding } from './task-model.js';
import './chat-conversation.js';

const NEW = 'new';

/** All chats, and the one that is open. */
class ChatView extends LitElement {
  static properties = {
    chatId: {},
    chats: { state: true },
    trouble: { state: true },
  };

  static styles = [
    base,
    controls,
    page,
    css`
      :host {
        display: grid;
        grid-template-columns: 17rem minmax(0, 1fr);
        height: 100vh;
        height: 100dvh;
      }
      .chats {
        display: flex;
        flex-direction: column;
        min-height: 0;
        border-right: 1px solid var(--rule);
      }
      .chats > header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: var(--s4) var(--s3) var(--s3) var(--s5);
      }
      h2 {
        font-size: var(--text-l);
      }
      ol {
        flex: 1;
        overflow-y: auto;
        padding: 0 var(--s2) var(--s4);
      }
      li a {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 var(--s2);
        padding: var(--s2) var(--s3);
        border-radius: var(--round);
        color: inherit;
        text-decoration: none;
      }
      li a:hover {
        background: var(--hover);
      }
      li a[aria-current] {
        background: var(--idle-soft);
      }
      li span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .title {
        font-weight: 520;
      }
      .last {
        grid-column: 1 / -1;
      }
      .last,
      time {
        color: var(--ink-3);
        font-size: var(--text-s);
        line-height: 1.6;
      }
      .none {
        padding: var(--s2) var(--s5);
        color: var(--ink-3);
      }
      @media (max-width: 46rem) {
        :host {
          grid-template-columns: minmax(0, 1fr);
          height: calc(100dvh - 3.25rem);
        }
        :host([open]) .chats,
        :host(:not([open])) chat-conversation {
          display: none;
        }
        .chats {
          border-right: 0;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.chats = null;
    new Ticker(this, () => this.chats?.length);
    new LiveEvents(
      this,
      (event) => event.chatId && (event.eventType === 'queued' || isEnding(event)) && this.#soon(),
      () => this.#load(),
    );
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  willUpdate(changed) {
    if (changed.has('chatId')) this.toggleAttribute('open', Boolean(this.chatId));
  }

  render() {
    const open = this.chatId === NEW ? null : this.chatId;
    const chat = this.chats?.find((c) => c.id === open);
    return html`<h1 class="visually-hidden">Chats</h1>
      <div class="chats">
        <header>
          <h2>Chats</h2>
          <a class="button" href=${href.chat(NEW)}>${icons.plus}New chat</a>
        </header>
        ${this.trouble ? html`<p class="trouble" role="alert">${this.trouble}</p>` : nothing}
        ${this.chats?.length ? this.#list(open) : this.chats ? html`<p class="none">Your chats will be listed here. Start one: the agent works in the background and keeps its answer for you.</p>` : nothing}
      </div>
      <chat-conversation
        .chatId=${open}
        .chatTitle=${titleOf(chat)}
        @asked=${() => this.#load()}
      ></chat-conversation>`;
  }

  #list(open) {
    return html`<ol aria-label="Chats">
      ${repeat(
        this.chats,
        (chat) => chat.id,
        (chat) => html`<li>
          <a href=${href.chat(chat.id)} aria-current=${chat.id === open ? 'page' : nothing}>
            <span class="title">${titleOf(chat) || 'Chat'}</span>
            <time class="number">${chat.updatedAt ? age(chat.updatedAt) : ''}</time>
            <span class="last">${lastOf(chat)}</span>
          </a>
        </li>`,
      )}
    </ol>`;
  }

  #soon() {
    this.timer ||= setTimeout(() => {
      this.timer = 0;
      this.#load();
    }, 600);
  }

  async #load() {
    try {
      const chats = await api.chats();
      this.chats = chats.sort((a, b) => (b.updatedAt ?? '').localeCompare(a.updatedAt ?? ''));
      this.trouble = '';
    } catch (error) {
      this.trouble = error.message;
    }
  }
}

const lastOf = (chat) => (chat.lastMessage ?? '').replaceAll(/[*`]+/g, '');
const titleOf = (chat) => (chat ? chat.title || lastOf(chat) : '');

customElements.define('chat-view', ChatView);
