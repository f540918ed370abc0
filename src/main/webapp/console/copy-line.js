import { LitElement, css, html } from 'lit';
import { icons } from './icons.js';
import { base, controls } from './styles.js';

/** A line to be copied into a terminal. */
class CopyLine extends LitElement {
  static properties = {
    text: {},
    label: {},
    copied: { state: true },
  };

  static styles = [
    base,
    controls,
    css`
      div {
        display: flex;
        align-items: flex-start;
        gap: var(--s2);
        padding: var(--s2) var(--s2) var(--s2) var(--s3);
        border: 1px solid var(--rule);
        border-radius: var(--round);
        background: var(--sunk);
        text-align: start;
      }
      code {
        flex: 1;
        min-width: 0;
        padding: 0.2rem 0;
        font: 0.8rem / 1.5 var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  render() {
    return html`<div>
      <code>${this.text}</code>
      <button class="plain" aria-label=${this.label ?? 'Copy'} title="Copy" @click=${this.#copy}>
        ${this.copied ? icons.check : icons.copy}
      </button>
      <span class="visually-hidden" role="status">${this.copied ? 'Copied' : ''}</span>
    </div>`;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.text);
    } catch {
      // The clipboard is closed to plain-HTTP pages: leave the line selected, ready for Ctrl-C.
      getSelection().selectAllChildren(this.renderRoot.querySelector('code'));
      return;
    }
    this.copied = true;
    setTimeout(() => (this.copied = false), 2000);
  }
}

customElements.define('copy-line', CopyLine);
