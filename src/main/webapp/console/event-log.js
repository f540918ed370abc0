import { LitElement, css, html, nothing } from 'lit';
import { errorText, moment, span, words } from './format.js';
import { base, controls } from './styles.js';
import { retryAt } from './task-model.js';

const LONG_RUN = 8;
const SHOWN_OF_IT = 3;
const STEPS = new Set(['progress', 'partial']);

const joined = (...parts) => parts.filter(Boolean).join(' · ');

const TELLS = {
  progress: ({ percent, text }) => joined(percent != null && `${percent} %`, text),
  partial: ({ text }) => `“${text}”`,
  plan: ({ steps }) => (steps ?? []).map((step) => step.text ?? step).join(' → '),
  thought: ({ text }) => text,
  tool_call: ({ tool, arguments: given }) => joined(tool, JSON.stringify(given)),
  tool_result: ({ tool, ok, summary }) => joined(tool, !ok && 'failed', summary),
  steered: ({ text }) => text,
  citations: ({ citations }) => citations.map(({ name, page }) => `${name}, page ${page}`).join('; '),
  usage: ({ model, in: read, out, cost }) =>
    joined(model, `${read} tokens read`, `${out} written`, cost > 0 && `cost ${cost}`),
  started: ({ node }, { attempt }) => joined(attempt && `attempt ${attempt}`, node),
  retrying: ({ error }, event) => joined(errorText(error), `next attempt at ${moment(retryAt(event))}`),
  snoozed: ({ reason }, event) => joined(reason, `resumes at ${moment(retryAt(event))}`),
  waiting: () => 'until its children have ended',
  queued: ({ retry, answered, byDefault }) =>
    retry ? 'retried manually' : byDefault ? 'not answered in time, default used' : answered ? 'answered' : '',
  failed: ({ error }) => errorText(error),
  input_required: ({ question }) => question?.text ?? '',
};

/** A task's history as a list; long runs of steps are folded. */
class EventLog extends LitElement {
  static properties = {
    events: { attribute: false },
    whole: { state: true },
  };

  static styles = [
    base,
    controls,
    css`
      li {
        display: grid;
        grid-template-columns: 5.5rem 9rem minmax(0, 1fr);
        gap: var(--s3);
        padding: 0.3rem 0;
        border-bottom: 1px solid var(--rule);
      }
      li:last-child {
        border-bottom: 0;
      }
      .name {
        font-weight: 520;
      }
      .completed {
        color: var(--good);
      }
      .failed,
      .retrying {
        color: var(--bad);
      }
      .input_required {
        color: var(--warn);
      }
      .tells {
        color: var(--ink-2);
        overflow-wrap: anywhere;
      }
      .folded button {
        grid-column: 2 / -1;
        justify-self: start;
        margin-left: calc(-1 * var(--s2));
      }
      @media (max-width: 46rem) {
        li {
          grid-template-columns: 4.5rem minmax(0, 1fr);
          gap: 0 var(--s3);
        }
        .tells {
          grid-column: 2;
        }
      }
    `,
  ];

  render() {
    if (!this.events?.length) return nothing;
    const start = Date.parse(this.events[0].at);
    const runs = runsOf(this.events);
    return html`<ol>
      ${runs.map((run) => this.#run(run, start))}
    </ol>`;
  }

  #run(run, start) {
    if (this.whole || run.length <= LONG_RUN) return run.map((event) => row(event, start));
    const folded = run.length - 2 * SHOWN_OF_IT;
    return [
      ...run.slice(0, SHOWN_OF_IT).map((event) => row(event, start)),
      html`<li class="folded">
        <button class="plain" @click=${() => (this.whole = true)}>Show ${folded} more steps</button>
      </li>`,
      ...run.slice(-SHOWN_OF_IT).map((event) => row(event, start)),
    ];
  }
}

function row(event, start) {
  const tells = TELLS[event.eventType]?.(event.data ?? {}, event) ?? '';
  return html`<li>
    <time class="number quiet" datetime=${event.at} title=${moment(event.at)}
      >+${span(Date.parse(event.at) - start)}</time
    >
    <span class="name ${event.eventType}">${words(event.eventType)}</span>
    <span class="tells">${tells}</span>
  </li>`;
}

/** Neighbouring steps together, every other event alone. */
function runsOf(events) {
  const runs = [];
  let steps = null;
  for (const event of events) {
    if (!STEPS.has(event.eventType)) {
      steps = null;
      runs.push([event]);
    } else if (steps) steps.push(event);
    else runs.push((steps = [event]));
  }
  return runs;
}

customElements.define('event-log', EventLog);
