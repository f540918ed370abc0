import { LitElement, css, html } from 'lit';
import { base } from './styles.js';

/** JSON, indented and lightly coloured. */
class JsonBlock extends LitElement {
  static properties = { value: { attribute: false }, label: {} };

  static styles = [
    base,
    css`
      pre {
        margin: 0;
        max-height: 26rem;
        padding: var(--s3) var(--s4);
        overflow: auto;
        border: 1px solid var(--rule);
        border-radius: var(--round);
        background: var(--sunk);
        font: 0.8rem / 1.6 var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .key {
        color: var(--ink-2);
      }
      .text {
        color: var(--good);
      }
      .other {
        color: var(--accent);
      }
    `,
  ];

  render() {
    // Scrollable, hence reachable by keyboard.
    return html`<pre tabindex="0" role="region" aria-label=${this.label ?? 'JSON'}>${lines(this.value)}</pre>`;
  }
}

function lines(value, indent = '') {
  if (typeof value === 'string') return html`<span class="text">${JSON.stringify(value)}</span>`;
  if (value === null || typeof value !== 'object') {
    return html`<span class="other">${String(value)}</span>`;
  }
  const entries = Object.entries(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (!entries.length) return open + close;
  const inner = `${indent}  `;
  const name = (key) =>
    Array.isArray(value) ? '' : html`<span class="key">${JSON.stringify(key)}</span>: `;
  const row = ([key, child], i) =>
    html`${inner}${name(key)}${lines(child, inner)}${i < entries.length - 1 ? ',' : ''}${'\n'}`;
  return html`${open}${'\n'}${entries.map(row)}${indent}${close}`;
}

customElements.define('json-block', JsonBlock);
