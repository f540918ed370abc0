import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api } from './api.js';
import { LiveEvents } from './controllers.js';
import { icons } from './icons.js';
import { newId } from './ids.js';
import { href } from './route.js';
import { base, controls, page } from './styles.js';
import './chat-message.js';

const IDEAS = [
  'What is 18 % of 2,450?',
  'Which day is it in 90 days?',
  'How many days are between 1 May and 24 December?',
];

/** One chat: what was said, and where one says more. A chat without id is a new one. */
class ChatConversation extends LitElement {
  static properties = {
    chatId: {},
    chatTitle: {},
    messages: { state: true },
    trouble: { state: true },
    busy: { state: true },
  };

  static styles = [
    base,
    controls,
    page,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        height: 100%;
      }
      .said {
        flex: 1;
        min-height: 0;
        overflow-y: auto;
        padding: var(--s6) var(--s5);
        scrollbar-gutter: stable both-edges;
      }
      .column {
        display: grid;
        gap: var(--s5);
        width: min(44rem, 100%);
        margin: 0 auto;
      }
      .head {
        display: flex;
        align-items: center;
        gap: var(--s2);
        padding: var(--s3) var(--s5);
        border-bottom: 1px solid var(--rule);
      }
      .head h2 {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .back {
        display: none;
        color: var(--ink-2);
      }
      form {
        padding: 0 var(--s5) var(--s5);
      }
      .composer {
        display: flex;
        align-items: flex-end;
        gap: var(--s2);
        width: min(44rem, 100%);
        margin: 0 auto;
        padding: var(--s2);
        border: 1px solid var(--field);
        border-radius: var(--round-l);
        background: var(--sheet);
      }
      .composer:focus-within {
        border-color: var(--accent);
        box-shadow: 0 0 0 1px var(--accent);
      }
      textarea {
        min-height: 2.25rem;
        max-height: 12rem;
        padding: 0.45rem var(--s2);
        border: 0;
        background: none;
        resize: none;
        field-sizing: content;
      }
      textarea:focus {
        outline: none;
      }
      .composer button {
        width: 2.25rem;
        min-height: 2.25rem;
        padding: 0;
      }
      .welcome {
        gap: var(--s4);
        margin-top: 12vh;
      }
      .welcome h3 {
        font-size: var(--text-xl);
        letter-spacing: -0.015em;
      }
      .welcome p {
        color: var(--ink-2);
      }
      .ideas {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
      }
      .ideas button {
        white-space: normal;
        text-align: start;
      }
      @media (max-width: 46rem) {
        .said,
        .head,
        form {
          padding-left: var(--s4);
          padding-right: var(--s4);
        }
        .back {
          display: flex;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.messages = [];
    new LiveEvents(
      this,
      (event) => event.eventType === 'queued' && this.#soon(event),
      () => this.#load(),
    );
  }

  willUpdate(changed) {
    if (changed.has('chatId')) this.#open();
  }

  render() {
    return html`<div class="head">
        <a class="back" href=${href.chats} aria-label="All chats">${icons.back}</a>
        <h2>${this.chatId ? this.chatTitle || 'Chat' : 'New chat'}</h2>
      </div>
      <div class="said" role="region" aria-label="Conversation" tabindex="0" @settled=${() => this.#load()}>
        <div class="column">
          ${this.trouble ? html`<p class="trouble" role="alert">${this.trouble}</p>` : nothing}
          ${this.chatId ? nothing : this.#welcome()}
          ${repeat(
            this.messages,
            (message) => message.id,
            (message) => html`<chat-message .message=${message}></chat-message>`,
          )}
        </div>
      </div>
      <form @submit=${this.#submit}>
        <div class="composer">
          <textarea
            name="message"
            rows="1"
            aria-label="Message"
            placeholder="Ask the agent"
            @keydown=${this.#keyed}
          ></textarea>
          <button class="primary" aria-label="Send" title="Send" ?disabled=${this.busy}>${icons.send}</button>
        </div>
      </form>`;
  }

  updated() {
    if (this.atEnd) this.#toEnd();
  }

  firstUpdated() {
    const said = this.renderRoot.querySelector('.said');
    said.addEventListener('scroll', () => {
      this.atEnd = said.scrollHeight - said.scrollTop - said.clientHeight < 60;
    });
    this.growth = new ResizeObserver(() => this.atEnd && this.#toEnd());
    this.growth.observe(this.renderRoot.querySelector('.column'));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  #welcome() {
    return html`<div class="column welcome">
      <h3>What should the agent do?</h3>
      <p>
        Ask, and leave if you like: the answer is worked on in the background and waits here for
        you.
      </p>
      <div class="ideas">
        ${IDEAS.map((idea) => html`<button @click=${() => this.#suggest(idea)}>${idea}</button>`)}
      </div>
    </div>`;
  }

  #suggest(idea) {
    const field = this.#field();
    field.value = idea;
    field.focus();
  }

  #field() {
    return this.renderRoot.querySelector('textarea');
  }

  #keyed(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  }

  async #submit(event) {
    event.preventDefault();
    const field = this.#field();
    const message = field.value.trim();
    if (!message || this.busy) return;
    this.busy = true;
    this.trouble = '';
    try {
      const { chatId } = await api.ask(this.chatId ?? newId(), message);
      field.value = '';
      this.atEnd = true;
      this.dispatchEvent(new Event('asked'));
      if (chatId === this.chatId) await this.#load();
      else location.hash = href.chat(chatId);
    } catch (error) {
      this.trouble = error.message;
    } finally {
      this.busy = false;
    }
  }

  async #open() {
    this.messages = [];
    this.trouble = '';
    this.atEnd = true;
    if (this.chatId) await this.#load();
  }

  async #load() {
    const id = this.chatId;
    if (!id) return;
    try {
      const messages = await api.messages(id);
      if (id !== this.chatId) return;
      this.messages = messages.sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
      this.trouble = '';
    } catch (error) {
      if (id === this.chatId) this.trouble = error.status === 404 ? 'Chat not found.' : error.message;
    }
  }

  /** Somebody, perhaps in another window, started something; it may belong here. */
  #soon({ taskId, chatId }) {
    if (chatId !== this.chatId) return;
    if (this.messages.some((m) => m.taskId === taskId && m.status === 'pending')) return;
    this.timer ||= setTimeout(() => {
      this.timer = 0;
      this.#load();
    }, 400);
  }

  #toEnd() {
    const said = this.renderRoot.querySelector('.said');
    said.scrollTop = said.scrollHeight;
  }
}

customElements.define('chat-conversation', ChatConversation);
