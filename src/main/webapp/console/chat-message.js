import { LitElement, css, html, nothing } from 'lit';
import { api } from './api.js';
import { History, Ticker } from './controllers.js';
import { errorText, moment, span } from './format.js';
import { icons } from './icons.js';
import { richText } from './rich-text.js';
import { href } from './route.js';
import { base, controls } from './styles.js';
import { after, isEnding } from './task-model.js';
import { attempt } from './toasts.js';
import './answer-form.js';
import './page-dialog.js';

/**
 * One utterance. While its task is under way it follows that task and fills as the answer comes;
 * fires `settled` when the stored message is to be read again.
 */
class ChatMessage extends LitElement {
  static properties = {
    message: { attribute: false },
    task: { state: true },
  };

  static styles = [
    base,
    controls,
    css`
      article {
        display: grid;
        gap: var(--s2);
        overflow-wrap: anywhere;
      }
      .user {
        justify-items: end;
      }
      .user .text {
        max-width: 85%;
        padding: 0.55rem 0.9rem;
        border-radius: 1rem 1rem 0.25rem 1rem;
        background: var(--accent-soft);
      }
      .text {
        display: grid;
        gap: 0.7em;
        font-size: 0.95rem;
        line-height: 1.6;
      }
      .text p {
        white-space: pre-wrap;
      }
      .text pre {
        margin: 0;
        padding: var(--s3) var(--s4);
        overflow: auto;
        border: 1px solid var(--rule);
        border-radius: var(--round);
        background: var(--sunk);
        font: 0.8rem / 1.6 var(--mono);
      }
      code {
        padding: 0.1em 0.3em;
        border-radius: 4px;
        background: var(--idle-soft);
        font: 0.9em var(--mono);
      }
      .cite,
      .source {
        min-height: 1.5rem;
        min-width: 1.5rem;
        padding: 0 0.35em;
        border: 0;
        border-radius: 4px;
        background: var(--accent-soft);
        color: inherit;
        font: inherit;
        font-size: var(--text-s);
        cursor: pointer;
      }
      .cite:hover,
      .source:hover {
        text-decoration: underline;
      }
      .sources {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
        padding: 0;
        list-style: none;
      }
      .working {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s1) var(--s3);
        color: var(--ink-2);
      }
      .dots {
        display: inline-flex;
        gap: 4px;
      }
      .dots i {
        width: 6px;
        height: 6px;
        border-radius: 50%;
        background: var(--accent);
        animation: breathe 1.2s ease-in-out infinite;
      }
      .dots i:nth-child(2) {
        animation-delay: 0.15s;
      }
      .dots i:nth-child(3) {
        animation-delay: 0.3s;
      }
      @keyframes breathe {
        50% {
          opacity: 0.25;
        }
      }
      .failure {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s4);
        padding: var(--s3) var(--s4);
        border-radius: var(--round);
        background: var(--bad-soft);
        color: var(--bad);
      }
      .failure p {
        flex: 1 1 14rem;
      }
      footer {
        color: var(--ink-3);
        font-size: var(--text-s);
      }
      footer a,
      .working a {
        color: inherit;
      }
      @media (prefers-reduced-motion: reduce) {
        .dots i {
          animation: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.task = null;
    new Ticker(this, () => this.#isPending());
  }

  willUpdate(changed) {
    if (!changed.has('message')) return;
    const before = changed.get('message');
    const { id, status } = this.message;
    if (before && before.id === id && before.status === status) return;
    if (this.#isPending() && this.following === this.message.taskId) return;
    this.#follow();
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.#follow();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#unfollow();
  }

  render() {
    const { role, content, createdAt, status, agent, model } = this.message;
    if (role === 'user') {
      return html`<article class="user" aria-label="You">
        <div class="text"><p>${content}</p></div>
      </article>`;
    }
    const text = this.#text();
    return html`<article aria-label=${role === 'assistant' ? 'Agent' : role} aria-busy=${this.#isPending()}>
      ${text ? html`<div class="text">${richText(text, this.#citations(), (each) => this.#open(each))}</div>` : nothing}
      ${this.#isPending() ? nothing : this.#sources()}
      ${this.#isPending() ? this.#working() : nothing} ${status === 'failed' ? this.#failure() : nothing}
      ${status === 'completed'
        ? html`<footer>
            <time datetime=${createdAt}>${moment(createdAt)}</time>${[agent, model]
              .filter(Boolean)
              .map((each) => ` · ${each}`)}${this.#taskLink(' · ')}
          </footer>`
        : nothing}
    </article>`;
  }

  #isPending() {
    return this.message.role === 'assistant' && ['pending', 'streaming'].includes(this.message.status);
  }

  /** What is known of the answer: the stored text, or what has streamed since, if that is more. */
  #text() {
    const { content, status } = this.message;
    const streamed = this.task?.partial ?? '';
    if (!this.#isPending()) return status === 'failed' && !this.task ? '' : content;
    return streamed.length >= content.length || this.task?.attempt > 1 ? streamed : content;
  }

  #citations() {
    return this.message.citations ?? [];
  }

  #sources() {
    const citations = this.#citations();
    if (!citations.length) return nothing;
    return html`<ol class="sources" aria-label="Sources">
        ${citations.map(
          (each) => html`<li>
            <button class="source" title=${each.heading ?? nothing} @click=${() => this.#open(each)}>
              <span class="number">${each.number}</span> ${each.name}, page ${each.page}
            </button>
          </li>`,
        )}
      </ol>
      <page-dialog></page-dialog>`;
  }

  async #open(citation) {
    await this.updateComplete;
    this.renderRoot.querySelector('page-dialog')?.open(citation);
  }

  #working() {
    const { task, message } = this;
    if (task?.status === 'input_required') {
      return html`<answer-form .taskId=${message.taskId} .question=${task.question}></answer-form>`;
    }
    const waits = task?.status === 'queued' && task.error ? `Retrying after: ${errorText(task.error)}` : '';
    return html`<p class="working" role="status">
      <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
      <span>Agent is working…</span>
      ${waits || task?.progressText ? html`<span class="quiet">${waits || task.progressText}</span>` : nothing}
      <span class="number quiet" aria-hidden="true">${span(Date.now() - Date.parse(message.createdAt))}</span>
      ${this.#taskLink('')}
    </p>`;
  }

  #failure() {
    const cancelled = this.task?.status === 'cancelled';
    const reason = errorText(this.task?.error) || this.message.content;
    return html`<div class="failure">
      <p>${cancelled ? 'This was cancelled.' : `The agent could not answer${reason ? `: ${reason}` : '.'}`}</p>
      ${this.#taskLink('')}
      <button @click=${this.#retry}>${icons.again}Retry</button>
    </div>`;
  }

  #taskLink(before) {
    const { taskId } = this.message;
    return taskId ? html`${before}<a href=${href.task(taskId)}>Task</a>` : nothing;
  }

  async #follow() {
    this.#unfollow();
    const { taskId, status } = this.message;
    this.task = null;
    if (!taskId) return;
    if (status === 'failed') this.task = await api.task(taskId).catch(() => null);
    if (!this.#isPending()) return;
    this.following = taskId;
    const history = (this.history = new History(taskId, (event) => this.#happened(event)));
    const events = await history.start().catch(() => null);
    if (!events || history !== this.history) return;
    this.task = events.reduce(after, { status: 'queued', attempt: 0 });
    if (isEnding(events.at(-1) ?? {})) this.#settled();
  }

  #unfollow() {
    this.history?.stop();
    this.history = null;
    this.following = null;
  }

  #happened(event) {
    this.task = after(this.task ?? { status: 'queued', attempt: 0 }, event);
    if (isEnding(event)) this.#settled();
  }

  #settled() {
    this.#unfollow();
    this.dispatchEvent(new CustomEvent('settled', { bubbles: true, composed: true }));
  }

  async #retry() {
    const again = await attempt(() => api.retry(this.message.taskId));
    if (again) this.#settled();
  }
}

customElements.define('chat-message', ChatMessage);
