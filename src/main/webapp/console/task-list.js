import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api } from './api.js';
import { Ticker } from './controllers.js';
import { age, moment, percent, shortId, span, title } from './format.js';
import { href } from './route.js';
import { base, controls, page, tables } from './styles.js';
import { TaskFeed } from './task-feed.js';
import { STATUSES, labelOf, runtime, situation } from './task-model.js';
import { attempt } from './toasts.js';
import './copy-line.js';
import './empty-state.js';
import './status-mark.js';

/** A diagnostic task that takes long enough to be watched. */
const SAMPLE = { type: 'diagnostic', input: { echo: 'hello', sleepMs: 8000, steps: 8 } };

/** All tasks of the caller, moving as they move. */
class TaskList extends LitElement {
  static properties = { status: {} };

  static styles = [
    base,
    controls,
    page,
    tables,
    css`
      .filters {
        display: flex;
        flex-wrap: wrap;
        gap: 2px;
        margin-bottom: var(--s4);
      }
      .filters a {
        padding: 0.25rem 0.7rem;
        border-radius: 1rem;
        color: var(--ink-2);
        font-weight: 520;
        text-decoration: none;
      }
      .filters a:hover {
        background: var(--hover);
      }
      .filters a[aria-current] {
        background: var(--ink);
        color: var(--paper);
      }
      tbody tr {
        position: relative;
      }
      .id a {
        color: inherit;
        text-decoration: none;
      }
      .id a::after {
        content: '';
        position: absolute;
        inset: 0;
      }
      .id a:focus-visible {
        outline: none;
      }
      tr:has(a:focus-visible) {
        outline: 2px solid var(--accent);
        outline-offset: -2px;
      }
      .type {
        white-space: nowrap;
      }
      .why {
        width: 40%;
        color: var(--ink-2);
      }
      .why span {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow-wrap: anywhere;
      }
      tr.failed .why {
        color: var(--bad);
      }
      .progress {
        width: 8.5rem;
      }
      .progress div {
        display: flex;
        align-items: center;
        gap: var(--s2);
      }
      .progress .number {
        width: 3rem;
        color: var(--ink-3);
        font-size: var(--text-s);
        text-align: end;
      }
      @media (max-width: 60rem) {
        thead {
          display: none;
        }
        table,
        tbody {
          display: block;
        }
        tr {
          display: grid;
          grid-template-columns: 1fr auto auto;
          gap: 0 var(--s3);
          padding: var(--s3) var(--s2);
          border-bottom: 1px solid var(--rule);
        }
        tr td,
        tr td:first-child,
        tr td:last-child {
          height: auto;
          padding: 0;
          border: 0;
        }
        .state {
          grid-area: 1 / 1;
        }
        .type {
          grid-area: 2 / 1;
          font-weight: 520;
        }
        .id {
          grid-area: 2 / 2 / auto / 4;
          text-align: end;
        }
        .why {
          grid-area: 3 / 1 / auto / 4;
          width: auto;
        }
        .progress {
          grid-area: 4 / 1 / auto / 4;
          width: auto;
        }
        .age {
          grid-area: 1 / 2;
        }
        .runtime {
          grid-area: 1 / 3;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.status = '';
    this.feed = new TaskFeed(this);
    new Ticker(this, () => this.feed.items?.length);
  }

  willUpdate(changed) {
    if (changed.has('status')) this.feed.show(this.status);
  }

  render() {
    const { items, trouble, nextCursor } = this.feed;
    return html`<div class="page">
      <header>
        <div>
          <h1>Tasks</h1>
          <p>Your tasks, newest first.</p>
        </div>
        <button @click=${this.#sample}>Run a test task</button>
      </header>
      <nav class="filters" aria-label="Status">
        ${['', ...STATUSES].map(
          (status) =>
            html`<a href=${href.tasks(status)} aria-current=${status === this.status ? 'true' : nothing}
              >${status ? labelOf(status) : 'All'}</a
            >`,
        )}
      </nav>
      ${trouble ? html`<p class="trouble" role="alert">${trouble}</p>` : nothing}
      ${items === null ? nothing : items.length ? this.#table(items) : this.#empty()}
      ${nextCursor
        ? html`<div class="more"><button @click=${() => this.feed.more()}>Show more</button></div>`
        : nothing}
    </div>`;
  }

  // The roles are spelled out because the narrow form changes `display`, which would drop them.
  #table(items) {
    const now = Date.now();
    return html`<table role="table" aria-label="Tasks">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Status</th>
          <th role="columnheader" scope="col">Type</th>
          <th role="columnheader" scope="col">Task</th>
          <th role="columnheader" scope="col">Activity</th>
          <th role="columnheader" scope="col">Progress</th>
          <th role="columnheader" scope="col" class="right">Age</th>
          <th role="columnheader" scope="col" class="right">Ran</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          items,
          (task) => task.id,
          (task) => this.#row(task, now),
        )}
      </tbody>
    </table>`;
  }

  #row(task, now) {
    const ran = runtime(task, now);
    return html`<tr role="row" class=${task.status}>
      <td role="cell" class="state"><status-mark .status=${task.status}></status-mark></td>
      <td role="cell" class="type">${title(task.type)}</td>
      <td role="cell" class="id">
        <a class="mono" href=${href.task(task.id)} title=${task.id}>${shortId(task.id)}</a>
      </td>
      <td role="cell" class="why"><span>${situation(task, now)}</span></td>
      <td role="cell" class="progress">${progressOf(task)}</td>
      <td role="cell" class="age number right" title=${moment(task.createdAt)}>${age(task.createdAt, now)}</td>
      <td role="cell" class="runtime number right quiet">${ran === null ? '–' : span(ran)}</td>
    </tr>`;
  }

  #empty() {
    if (this.status) {
      return html`<empty-state heading="No task is ${labelOf(this.status).toLowerCase()}">
        <p>Tasks appear here automatically when they reach this status.</p>
      </empty-state>`;
    }
    const curl = `TOKEN=$(cat data/operator-token)
curl ${new URL('api/tasks', document.baseURI)} \\
  -H "Authorization: Bearer $TOKEN" \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify(SAMPLE)}'`;
    return html`<empty-state heading="No tasks yet">
      <p>
        A task is one unit of work that is kept until it is done, whatever happens to the page, the
        connection or the server. Start one here and watch it move, or from a terminal:
      </p>
      <copy-line .text=${curl} label="Copy the command"></copy-line>
      <button class="primary" @click=${this.#sample}>Run a test task</button>
    </empty-state>`;
  }

  #sample() {
    attempt(() => api.submit(SAMPLE));
  }
}

function progressOf(task) {
  const value = task.progress ?? 0;
  const moving = task.status === 'processing' || (task.status === 'input_required' && value > 0);
  if (!moving) return nothing;
  return html`<div>
    <progress max="100" .value=${value} aria-label="Progress"></progress>
    <span class="number">${percent(value)}</span>
  </div>`;
}

customElements.define('task-list', TaskList);
