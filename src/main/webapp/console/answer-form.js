import { LitElement, css, html, nothing } from 'lit';
import { api } from './api.js';
import './approval-card.js';
import { moment } from './format.js';
import { base, controls } from './styles.js';
import { attempt } from './toasts.js';

/** What the form holds, as the answer that its question wants. */
const READ = {
  confirmation: (form) => form.get('answer') === 'yes',
  choice: (form) => form.get('answer'),
  text: (form) => form.get('answer'),
  form: (form, { fields }) =>
    Object.fromEntries(
      fields
        .filter(({ name, type }) => type === 'boolean' || form.get(name) !== '')
        .map(({ name, type }) => [
          name,
          type === 'boolean' ? form.has(name) : type === 'number' ? Number(form.get(name)) : form.get(name),
        ]),
    ),
};

/** Where a person answers a task that cannot go on without it. */
class AnswerForm extends LitElement {
  static properties = { taskId: {}, question: {} };

  static styles = [
    base,
    controls,
    css`
      :host {
        padding: var(--s3) var(--s4);
        border-radius: var(--round);
        background: var(--warn-soft);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--s2);
        margin-top: var(--s2);
      }
    `,
  ];

  render() {
    const { kind, text, expiresAt, options } = this.question ?? {};
    if (kind === 'approval') {
      return html`<p>This task waits for your approval.</p>
        ${options.map((id) => html`<approval-card .approvalId=${id}></approval-card>`)}`;
    }
    if (kind === 'tool_calls') {
      return html`<p>${text}</p>
        <p class="quiet">The application gives the results. If it does not by ${moment(expiresAt)}, the agent continues without them.</p>`;
    }
    return html`<p>${text ?? 'This task needs your answer to continue.'}</p>
      ${expiresAt ? html`<p class="quiet">Answer by ${moment(expiresAt)}.</p>` : nothing}
      <form @submit=${this.#submit}>${this.#controls()}</form>
      ${this.question?.declinable
        ? html`<button @click=${() => attempt(() => api.answer(this.taskId, 'decline'))}>Decline</button>`
        : nothing}`;
  }

  #controls() {
    const { kind, options, fields } = this.question ?? {};
    switch (kind) {
      case 'confirmation':
        return this.#buttons([
          ['yes', 'Yes'],
          ['no', 'No'],
        ]);
      case 'choice':
        return this.#buttons(options.map((option) => [option, option]));
      case 'form':
        return html`${fields.map((field) => this.#field(field))}<button class="primary">Answer</button>`;
      default:
        return html`<input name="answer" aria-label="Your answer" placeholder="Your answer" required autocomplete="off" />
          <button class="primary">Answer</button>`;
    }
  }

  #buttons(values) {
    return values.map(([value, label]) => html`<button name="answer" value=${value}>${label}</button>`);
  }

  #field({ name, type, required }) {
    switch (type) {
      case 'boolean':
        return html`<label><input type="checkbox" name=${name} /> ${name}</label>`;
      case 'number':
        return html`<label>${name} <input type="number" step="any" name=${name} ?required=${required} /></label>`;
      default:
        return html`<label>${name} <input name=${name} ?required=${required} autocomplete="off" /></label>`;
    }
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    const question = this.question ?? { kind: 'text' };
    const given = new FormData(form, event.submitter);
    const answer = (READ[question.kind] ?? READ.text)(given, question);
    const sent = await attempt(() => api.answer(this.taskId, answer));
    if (sent) form.reset();
  }
}

customElements.define('answer-form', AnswerForm);
