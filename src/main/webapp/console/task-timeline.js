import { LitElement, css, html, nothing, svg } from 'lit';
import { Ticker } from './controllers.js';
import { span } from './format.js';
import { base } from './styles.js';
import { isEnding, isFinal, labelOf } from './task-model.js';

const LANE = 30;
const BAR = 12;
const LEFT = 84;
const RIGHT = 14;
const TOP = 26;
const MOST_LANES = 12;
const STEPS = [1, 2, 5];

/** A task's life drawn to scale: when it waited, each attempt, its steps, and how it ended. */
class TaskTimeline extends LitElement {
  static properties = {
    task: { attribute: false },
    events: { attribute: false },
    width: { state: true },
  };

  static styles = [
    base,
    css`
      svg {
        display: block;
        width: 100%;
        overflow: visible;
        font: 11px var(--sans);
        font-variant-numeric: tabular-nums;
      }
      text {
        fill: var(--ink-3);
      }
      .lane {
        fill: var(--ink-2);
        font-size: 12px;
      }
      .grid {
        stroke: var(--rule);
      }
      .wait {
        fill: none;
        stroke: var(--idle);
        stroke-width: 2;
        stroke-dasharray: 1 5;
        stroke-linecap: round;
      }
      .run {
        --kind: var(--accent);
        fill: color-mix(in oklab, var(--kind) 78%, var(--sheet));
      }
      .run.completed {
        --kind: var(--good);
      }
      .run.failed {
        --kind: var(--bad);
      }
      .run.input_required {
        --kind: var(--warn);
      }
      .run.cancelled {
        --kind: var(--idle);
      }
      .step {
        stroke: var(--sheet);
        stroke-width: 1.5;
      }
      .end {
        fill: var(--sheet);
        stroke: var(--idle);
        stroke-width: 2;
      }
      .end.completed {
        stroke: var(--good);
      }
      .end.failed {
        stroke: var(--bad);
      }
      .end.now {
        stroke: var(--accent);
      }
    `,
  ];

  constructor() {
    super();
    this.width = 0;
    new Ticker(this, () => this.task && !isFinal(this.task));
    this.observer = new ResizeObserver(([entry]) => (this.width = entry.contentRect.width));
  }

  connectedCallback() {
    super.connectedCallback();
    this.observer.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  render() {
    if (!this.width || !this.events?.length) return nothing;
    const { lanes, waits, start, end } = lifeOf(this.task, this.events);
    const shown = lanes.slice(-MOST_LANES);
    const room = this.width - LEFT - RIGHT;
    const x = (t) => LEFT + ((t - start) / Math.max(1, end - start)) * room;
    const y = (lane) => TOP + LANE * (lane + 1) + LANE / 2;
    const height = TOP + LANE * (shown.length + 1) + 6;
    const marks = ticks(end - start, Math.max(2, room / 110));
    return html`<svg height=${height} role="img" aria-label=${this.#told(lanes, end - start)}>
      ${marks.map(
        (t) => svg`<line class="grid" x1=${x(start + t)} x2=${x(start + t)} y1=${TOP - 4} y2=${height - 4} />
          <text x=${x(start + t)} y="12" text-anchor=${t ? 'middle' : 'start'}>${t ? `+${span(t)}` : '0'}</text>`,
      )}
      <text class="lane" x="0" y=${TOP + LANE / 2 + 4}>Waiting</text>
      ${waits.map(
        (w) => svg`<line class="wait" x1=${x(w.from) + 1} x2=${x(w.to)} y1=${TOP + LANE / 2} y2=${TOP + LANE / 2} />`,
      )}
      ${shown.map(
        (lane, i) => svg`<text class="lane" x="0" y=${y(i) + 4}>Attempt ${lane.number}</text>
          <rect class="run ${lane.outcome}" x=${x(lane.from)} y=${y(i) - BAR / 2} rx="3" height=${BAR}
            width=${Math.max(3, x(lane.to) - x(lane.from))}><title>${laneTold(lane)}</title></rect>
          ${lane.steps.map(
            (s) => svg`<line class="step" x1=${x(s)} x2=${x(s)} y1=${y(i) - BAR / 2} y2=${y(i) + BAR / 2} />`,
          )}`,
      )}
      ${this.#ending(x, shown, y)}
    </svg>`;
  }

  #ending(x, shown, y) {
    const last = shown.at(-1);
    if (!last) return nothing;
    const kind = last.open ? 'now' : last.outcome;
    return svg`<circle class="end ${kind}" cx=${x(last.to)} cy=${y(shown.length - 1)} r="5" />`;
  }

  #told(lanes, length) {
    const attempts = lanes.length === 1 ? 'one attempt' : `${lanes.length} attempts`;
    return `${labelOf(this.task.status)}: ${attempts} within ${span(length)}. ${lanes.map(laneTold).join(' ')}`;
  }
}

function laneTold(lane) {
  const how = lane.open ? 'running' : lane.outcome.replace('_', ' ');
  return `Attempt ${lane.number} ${how}, ${span(lane.to - lane.from)}.`;
}

/** Reads waits and attempts out of the events. */
function lifeOf(task, events) {
  const start = Date.parse(events[0].at);
  const last = Date.parse(events.at(-1).at);
  const end = Math.max(isFinal(task) ? last : Date.now(), last, start + 1);
  const lanes = [];
  const waits = [];
  let waiting = null;
  let lane = null;
  const close = (t, outcome) => {
    if (lane) Object.assign(lane, { to: t, outcome, open: false });
    lane = null;
    if (waiting !== null) waits.push({ from: waiting, to: t });
    waiting = null;
  };
  for (const event of events) {
    const t = Date.parse(event.at);
    if (event.eventType === 'started') {
      close(t, 'failed');
      lane = { number: event.attempt ?? lanes.length + 1, from: t, to: end, steps: [], open: true };
      lane.outcome = 'processing';
      lanes.push(lane);
    } else if (event.eventType === 'progress') lane?.steps.push(t);
    else if (event.eventType === 'queued') {
      close(t, 'failed');
      waiting = t;
    } else if (event.eventType === 'retrying') {
      close(t, 'failed');
      waiting = t;
    } else if (event.eventType === 'input_required') {
      close(t, 'input_required');
      waiting = t;
    } else if (isEnding(event)) close(t, event.eventType);
  }
  if (waiting !== null) waits.push({ from: waiting, to: end });
  return { lanes, waits, start, end };
}

/** Round marks along a length of time: about `count` of them. */
function ticks(length, count) {
  const least = length / count;
  let unit = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  const step = STEPS.map((s) => s * unit).find((s) => s >= least) ?? unit * 10;
  const marks = [];
  for (let t = 0; t <= length; t += step) marks.push(t);
  return marks;
}

customElements.define('task-timeline', TaskTimeline);
