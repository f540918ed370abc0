import { LitElement, css, html, nothing } from 'lit';
import { api } from './api.js';
import { History, LiveEvents, Ticker } from './controllers.js';
import { percent, title } from './format.js';
import { icons } from './icons.js';
import { href } from './route.js';
import { base, controls, page } from './styles.js';
import { after, canRetry, isFinal, situation } from './task-model.js';
import { attempt } from './toasts.js';
import './answer-form.js';
import './confirm-dialog.js';
import './event-log.js';
import './json-block.js';
import './status-mark.js';
import './task-attempts.js';
import './task-facts.js';
import './task-model-calls.js';
import './task-timeline.js';

/** One task: how it stands, its timeline, its attempts, what went in and what came out. */
class TaskDetail extends LitElement {
  static properties = {
    taskId: {},
    task: { state: true },
    events: { state: true },
    trouble: { state: true },
  };

  static styles = [
    base,
    controls,
    page,
    css`
      .back {
        display: flex;
        align-items: center;
        width: fit-content;
        gap: var(--s1);
        margin-bottom: var(--s3);
        color: var(--ink-2);
        text-decoration: none;
      }
      h1 {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s4);
      }
      h1 status-mark {
        font-size: var(--text-m);
        letter-spacing: 0;
      }
      .page > header p {
        margin-top: var(--s1);
        overflow-wrap: anywhere;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
      }
      .now {
        display: grid;
        gap: var(--s3);
        margin-bottom: var(--s5);
        padding: var(--s3) var(--s4);
        border-radius: var(--round);
        background: var(--accent-soft);
        overflow-wrap: anywhere;
      }
      .now.failed {
        background: var(--bad-soft);
        color: var(--bad);
      }
      .now.queued {
        background: var(--idle-soft);
      }
      .gap {
        margin-bottom: var(--s5);
      }
      .now .bar {
        display: flex;
        align-items: center;
        gap: var(--s3);
      }
      section {
        margin-bottom: var(--s5);
      }
      section > h2 {
        margin-bottom: var(--s3);
      }
      .drawn {
        padding: var(--s4);
        border: 1px solid var(--rule);
        border-radius: var(--round-l);
        background: var(--sheet);
      }
      .sides {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr));
        gap: var(--s5);
      }
    `,
  ];

  constructor() {
    super();
    new Ticker(this, () => this.task && !isFinal(this.task));
    new LiveEvents(
      this,
      () => {},
      () => this.#refresh(),
    );
  }

  willUpdate(changed) {
    if (changed.has('taskId')) this.#open();
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.#open();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.history?.stop();
    clearTimeout(this.timer);
  }

  render() {
    const { task, trouble } = this;
    return html`<div class="page">
      <a class="back" href=${href.tasks()}>${icons.back}All tasks</a>
      ${trouble ? html`<p class="trouble" role="alert">${trouble}</p>` : nothing}
      ${task ? this.#content(task) : nothing}
    </div>`;
  }

  #content(task) {
    return html`<header>
        <div>
          <h1>${title(task.type)} <status-mark .status=${task.status}></status-mark></h1>
          <p class="mono quiet">${task.id}</p>
        </div>
        <div class="actions">
          ${isFinal(task) ? nothing : html`<button @click=${this.#cancel}>Cancel</button>`}
          ${canRetry(task) ? html`<button class="primary" @click=${this.#retry}>Retry</button>` : nothing}
          ${isFinal(task) ? html`<button class="danger" @click=${this.#remove}>Delete…</button>` : nothing}
        </div>
      </header>
      ${this.#now(task)}
      <section class="drawn" aria-label="Timeline">
        <task-timeline .task=${task} .events=${this.events}></task-timeline>
      </section>
      <section class="drawn" aria-label="Facts"><task-facts .task=${task}></task-facts></section>
      ${task.attempts?.length
        ? html`<section>
            <h2>Attempts</h2>
            <task-attempts .attempts=${task.attempts}></task-attempts>
          </section>`
        : nothing}
      ${this.#modelCalls(task)}
      <div class="sides">
        <section>
          <h2>Input</h2>
          <json-block .value=${task.input ?? null} label="Input"></json-block>
        </section>
        ${this.#result(task)}
      </div>
      <section>
        <h2>History</h2>
        <event-log .events=${this.events}></event-log>
      </section>
      <confirm-dialog heading="Delete this task?" action="Delete">
        This also deletes its history, results and files. It cannot be undone.
      </confirm-dialog>`;
  }

  /** Only of a task that has called a model: whether the reader may see them, the server says. */
  #modelCalls(task) {
    const count = this.events.filter((event) => event.eventType === 'usage').length;
    return count
      ? html`<section><task-model-calls .taskId=${task.id} .count=${count}></task-model-calls></section>`
      : nothing;
  }

  #now(task) {
    if (task.status === 'input_required') {
      return html`<answer-form class="gap" .taskId=${task.id} .question=${task.question}></answer-form>`;
    }
    const text = situation(task);
    if (!text && task.status !== 'processing') return nothing;
    return html`<div class="now ${task.status}">
      ${text ? html`<p>${text}</p>` : nothing}
      ${task.status === 'processing'
        ? html`<div class="bar">
            <progress max="100" .value=${task.progress ?? 0} aria-label="Progress"></progress>
            <span class="number">${percent(task.progress ?? 0)}</span>
          </div>`
        : nothing}
    </div>`;
  }

  #result(task) {
    const done = task.status === 'completed';
    if (!done && !task.partial) return nothing;
    const name = done ? 'Output' : 'Output so far';
    return html`<section>
      <h2>${name}</h2>
      <json-block .value=${done ? (task.output ?? null) : task.partial} label=${name}></json-block>
    </section>`;
  }

  async #open() {
    this.history?.stop();
    this.task = null;
    this.events = [];
    this.trouble = '';
    const history = (this.history = new History(this.taskId, (event) => this.#happened(event)));
    // The history first: the task read after it is never older than what is already heard.
    const events = await history.start().catch(() => []);
    if (!events) return;
    this.events = events;
    await this.#refresh();
  }

  #happened(event) {
    this.events = [...this.events, event];
    if (this.task) this.task = after(this.task, event);
    if (event.eventType === 'progress' || event.eventType === 'partial') return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#refresh(), 100);
  }

  async #refresh() {
    const id = this.taskId;
    try {
      const task = await api.task(id);
      if (id === this.taskId) this.task = task;
    } catch (error) {
      if (id === this.taskId) this.trouble = error.status === 404 ? 'Task not found. It may have been deleted.' : error.message;
    }
  }

  #cancel() {
    attempt(() => api.cancel(this.taskId));
  }

  #retry() {
    attempt(() => api.retry(this.taskId));
  }

  async #remove() {
    if (!(await this.renderRoot.querySelector('confirm-dialog').ask())) return;
    // What was to be read again will not be there.
    clearTimeout(this.timer);
    const gone = await attempt(() => api.remove(this.taskId));
    if (gone) location.hash = href.tasks();
  }
}

customElements.define('task-detail', TaskDetail);
