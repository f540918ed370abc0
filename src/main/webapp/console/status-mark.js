import { LitElement, css, html } from 'lit';
import { statusGlyphs } from './icons.js';
import { base } from './styles.js';
import { labelOf } from './task-model.js';

/** A status, told by shape, colour and word. */
class StatusMark extends LitElement {
  static properties = {
    status: { reflect: true },
    bare: { type: Boolean },
  };

  static styles = [
    base,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 0.4rem;
        color: var(--idle);
        font-weight: 520;
        white-space: nowrap;
        vertical-align: middle;
      }
      :host([status='processing']) {
        color: var(--accent);
      }
      :host([status='input_required']) {
        color: var(--warn);
      }
      :host([status='completed']) {
        color: var(--good);
      }
      :host([status='failed']) {
        color: var(--bad);
      }
      .turning {
        transform-origin: 8px 8px;
        animation: turn 1.1s linear infinite;
      }
      @keyframes turn {
        to {
          transform: rotate(1turn);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .turning {
          animation: none;
        }
      }
    `,
  ];

  render() {
    const label = labelOf(this.status);
    return html`${statusGlyphs[this.status] ?? statusGlyphs.queued}<span
        class=${this.bare ? 'visually-hidden' : ''}
        >${label}</span
      >`;
  }
}

customElements.define('status-mark', StatusMark);
