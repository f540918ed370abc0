import { LitElement, css, html } from 'lit';
import { api } from './api.js';
import { base, controls } from './styles.js';
import { attempt } from './toasts.js';

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
        gap: var(--s2);
        margin-top: var(--s2);
      }
    `,
  ];

  render() {
    return html`<p>${this.question || 'This task needs your answer to go on.'}</p>
      <form @submit=${this.#submit}>
        <input name="answer" aria-label="Your answer" placeholder="Your answer" required autocomplete="off" />
        <button class="primary">Answer</button>
      </form>`;
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    const sent = await attempt(() => api.answer(this.taskId, new FormData(form).get('answer')));
    if (sent) form.reset();
  }
}

customElements.define('answer-form', AnswerForm);
