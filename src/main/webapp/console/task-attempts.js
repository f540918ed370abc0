import { LitElement, css, html } from 'lit';
import { errorText, moment, span, words } from './format.js';
import { base, tables } from './styles.js';

const HEADINGS = ['Attempt', 'Outcome', 'Started', 'Ran', 'Node', 'Error'];

/** Every attempt of a task, with its error. */
class TaskAttempts extends LitElement {
  static properties = { attempts: { attribute: false } };

  static styles = [
    base,
    tables,
    css`
      div {
        overflow-x: auto;
      }
      .error {
        min-width: 12rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  render() {
    return html`<div tabindex="0" role="region" aria-label="Attempts">
      <table>
        <thead>
          <tr>
            ${HEADINGS.map((heading) => html`<th scope="col">${heading}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.attempts.map(
            (a) => html`<tr>
              <td>${a.number}</td>
              <td>${words(a.outcome ?? 'running')}</td>
              <td class="number">${a.startedAt ? moment(a.startedAt) : '–'}</td>
              <td class="number">${a.endedAt ? span(Date.parse(a.endedAt) - Date.parse(a.startedAt)) : '–'}</td>
              <td class="mono">${a.node ?? '–'}</td>
              <td class="error">${errorText(a.error) || '–'}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('task-attempts', TaskAttempts);
