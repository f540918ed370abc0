import { LitElement, css, html, nothing } from 'lit';
import { api } from './api.js';
import { moment, span, words } from './format.js';
import { base, tables } from './styles.js';
import './json-block.js';

const HEADINGS = ['Begun', 'Agent', 'Model', 'Outcome', 'Tokens in', 'Tokens out', 'Cost', 'Took', 'Contents'];

/** The calls of language models of a task, for operators; others see nothing. */
class TaskModelCalls extends LitElement {
  static properties = {
    taskId: {},
    /** Changes when there may be more. */
    count: {},
    calls: { state: true },
    shown: { state: true },
  };

  static styles = [
    base,
    tables,
    css`
      div {
        overflow-x: auto;
      }
      h2 {
        margin-bottom: var(--s3);
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('taskId')) this.calls = this.shown = null;
    if (changed.has('taskId') || changed.has('count')) this.#read();
  }

  render() {
    if (!this.calls?.length) return nothing;
    return html`<h2>Model calls</h2>
      <div tabindex="0" role="region" aria-label="Model calls">
        <table>
          <thead>
            <tr>
              ${HEADINGS.map((heading) => html`<th scope="col">${heading}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.calls.map(
              (c) => html`<tr>
                <td class="number">${moment(c.begunAt)}</td>
                <td>${c.agent ? `${c.agent} (version ${c.agentVersion})` : '–'}</td>
                <td>${c.model}</td>
                <td>${words(c.error ?? c.end ?? c.outcome)}</td>
                <td class="number">${c.in}</td>
                <td class="number">${c.out}</td>
                <td class="number">${c.cost}</td>
                <td class="number">${span(c.durationMillis)}</td>
                <td><button @click=${() => this.#show(c.id)}>Show</button></td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${this.shown ? html`<json-block .value=${this.shown} label="Contents of the call"></json-block>` : nothing}`;
  }

  async #read() {
    const id = this.taskId;
    const calls = await api.modelCalls(id).catch(() => []);
    if (id === this.taskId) this.calls = calls;
  }

  async #show(id) {
    this.shown = (await api.modelCall(id).catch(() => null))?.contents ?? 'It is not kept.';
  }
}

customElements.define('task-model-calls', TaskModelCalls);
