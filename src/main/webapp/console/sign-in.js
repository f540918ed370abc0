import { LitElement, css, html, nothing } from 'lit';
import { api } from './api.js';
import { wordmark } from './icons.js';
import { base, controls } from './styles.js';
import './copy-line.js';

/** The card that asks for an API token. */
class SignIn extends LitElement {
  static properties = {
    reason: {},
    trouble: { state: true },
    busy: { state: true },
  };

  static styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        min-height: 100vh;
        padding: var(--s4);
        place-items: center;
      }
      main {
        width: min(26rem, 100%);
        padding: var(--s6);
        border: 1px solid var(--rule);
        border-radius: var(--round-l);
        background: var(--sheet);
        box-shadow: var(--shadow);
      }
      .wordmark {
        width: 2rem;
        margin-bottom: var(--s4);
        color: var(--accent);
      }
      h1 + p {
        margin: var(--s1) 0 var(--s5);
        color: var(--ink-2);
      }
      form {
        display: grid;
        gap: var(--s2);
      }
      input {
        font-family: var(--mono);
      }
      input[aria-invalid='true'] {
        border-color: var(--bad);
      }
      button {
        margin-top: var(--s2);
        min-height: 2.5rem;
      }
      .message {
        min-height: 1.5em;
        color: var(--bad);
      }
      details {
        margin-top: var(--s4);
        padding-top: var(--s4);
        border-top: 1px solid var(--rule);
        color: var(--ink-2);
      }
      summary {
        cursor: pointer;
      }
      details p {
        margin: var(--s3) 0;
      }
    `,
  ];

  render() {
    const message = this.trouble || this.reason;
    return html`<main>
      ${wordmark}
      <h1>Sign in to Waybill</h1>
      <p>Your chats, documents and tasks continue while you are away.</p>
      <form @submit=${this.#submit}>
        <label for="token">API token</label>
        <input
          id="token"
          name="token"
          type="password"
          autocomplete="current-password"
          autocapitalize="none"
          spellcheck="false"
          required
          autofocus
          aria-invalid=${this.trouble ? 'true' : 'false'}
          aria-describedby="message"
          @input=${() => (this.trouble = '')}
        />
        <p id="message" class="message" role="alert">${message || nothing}</p>
        <button class="primary" ?disabled=${this.busy}>${this.busy ? 'Checking…' : 'Sign in'}</button>
      </form>
      <details>
        <summary>Where do I find a token?</summary>
        <p>
          At its first start the server writes the operator’s token to the file
          <code>operator-token</code> in its data folder:
        </p>
        <copy-line text="cat data/operator-token" label="Copy the command"></copy-line>
        <p>The token is stored for this tab only and is removed when you close it.</p>
      </details>
    </main>`;
  }

  firstUpdated() {
    this.renderRoot.querySelector('input').focus();
  }

  async #submit(event) {
    event.preventDefault();
    const input = this.renderRoot.querySelector('input');
    this.busy = true;
    try {
      await api.signIn(input.value.trim());
    } catch (error) {
      const unknown = error.status === 401 || error.status === 403;
      this.trouble = unknown ? 'This API token is unknown, expired or revoked.' : error.message;
      await this.updateComplete;
      input.focus();
      input.select();
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('sign-in', SignIn);
