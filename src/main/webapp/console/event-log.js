import { LitElement, css, html, nothing } from 'lit';
import { errorText, moment, span, until, words } from './format.js';
import { base } from './styles.js';

const TELLS = {
  progress: ({ percent, text }) => [percent != null ? `${percent} %` : '', text].filter(Boolean).join(' · '),
  started: ({ attempt, node }) => [attempt ? `attempt ${attempt}` : '', node].filter(Boolean).join(' · '),
  retrying: ({ error, retryAt }) =>
    [errorText(error), retryAt ? `next try ${until(retryAt)} (${moment(retryAt)})` : ''].filter(Boolean).join(' · '),
  failed: ({ error }) => errorText(error),
  input_required: ({ question }) => question ?? '',
};

/** A task's history as a list; runs of partial output are told in one line. */
class EventLog extends LitElement {
  static properties = { events: { attribute: false } };

  static styles = [
    base,
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
    return html`<ol>
      ${gathered(this.events).map(
        ({ event, count }) =>
          html`<li>
            <time class="number quiet" datetime=${event.at} title=${moment(event.at)}
              >+${span(Date.parse(event.at) - start)}</time
            >
            <span class="name ${event.eventType}">${words(event.eventType)}</span>
            <span class="tells"
              >${count > 1 ? `${count} pieces of output` : (TELLS[event.eventType]?.(event.data ?? {}) ?? '')}</span
            >
          </li>`,
      )}
    </ol>`;
  }
}

function gathered(events) {
  const rows = [];
  for (const event of events) {
    const last = rows.at(-1);
    if (event.eventType === 'partial' && last?.event.eventType === 'partial') last.count++;
    else rows.push({ event, count: 1 });
  }
  return rows;
}

customElements.define('event-log', EventLog);
