import { LitElement, css, html } from 'lit';
import { base } from './styles.js';

/** What a newcomer reads where nothing is yet: a heading, and in the slot what to do. */
class EmptyState extends LitElement {
  static properties = { heading: {} };

  static styles = [
    base,
    css`
      section {
        display: grid;
        justify-items: center;
        gap: var(--s3);
        max-width: 34rem;
        margin: 0 auto;
        padding: var(--s7) var(--s4);
        color: var(--ink-2);
        text-align: center;
      }
      h2 {
        color: var(--ink);
        font-size: var(--text-l);
      }
      ::slotted(copy-line) {
        justify-self: stretch;
      }
    `,
  ];

  render() {
    return html`<section><h2>${this.heading}</h2><slot></slot></section>`;
  }
}

customElements.define('empty-state', EmptyState);
