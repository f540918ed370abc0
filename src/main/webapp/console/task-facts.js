import { LitElement, css, html } from 'lit';
import { Ticker } from './controllers.js';
import { age, moment, span } from './format.js';
import { href } from './route.js';
import { base } from './styles.js';
import { isFinal, runtime } from './task-model.js';

/** The plain facts of a task. */
class TaskFacts extends LitElement {
  static properties = { task: { attribute: false } };

  static styles = [
    base,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr));
        gap: var(--s4);
      }
      dt {
        color: var(--ink-3);
        font-size: var(--text-s);
      }
      dd {
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    new Ticker(this, () => this.task && !isFinal(this.task));
  }

  render() {
    const { task } = this;
    const ran = runtime(task);
    const facts = [
      ['Created', moment(task.createdAt)],
      ['Age', age(task.createdAt)],
      ['Started', task.startedAt ? moment(task.startedAt) : '–'],
      ['Ran', ran === null ? '–' : span(ran)],
      ['Attempt', `${task.attempt ?? 0} of ${task.maxAttempts ?? '–'}`],
      ['Queue', task.queue],
      ['Priority', task.priority],
      ['User', task.userId],
      ['Tenant', task.tenant],
      ['Chat', task.chatId && html`<a href=${href.chat(task.chatId)}>Open the chat</a>`],
    ];
    return html`<dl>
      ${facts
        .filter(([, value]) => value != null && value !== '')
        .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>`;
  }
}

customElements.define('task-facts', TaskFacts);
