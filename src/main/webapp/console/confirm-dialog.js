import { LitElement, css, html } from 'lit';
import { base, controls, dialogs } from './styles.js';

/** Asks before something is gone for good. */
class ConfirmDialog extends LitElement {
  static properties = { heading: {}, action: {} };

  static styles = [
    base,
    controls,
    dialogs,
    css`
      dialog {
        max-width: 26rem;
      }
      p {
        margin: var(--s2) 0 var(--s5);
        color: var(--ink-2);
      }
      form {
        display: flex;
        justify-content: flex-end;
        gap: var(--s2);
      }
    `,
  ];

  render() {
    return html`<dialog aria-labelledby="heading" @close=${this.#closed}>
      <h2 id="heading">${this.heading}</h2>
      <p><slot></slot></p>
      <form method="dialog">
        <button value="no" autofocus>Keep it</button>
        <button value="yes" class="danger">${this.action}</button>
      </form>
    </dialog>`;
  }

  /** @returns whether the person agreed */
  async ask() {
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector('dialog');
    dialog.returnValue = '';
    dialog.showModal();
    return new Promise((answer) => (this.answer = answer));
  }

  #closed({ target }) {
    this.answer?.(target.returnValue === 'yes');
  }
}

customElements.define('confirm-dialog', ConfirmDialog);
