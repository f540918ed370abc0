import { LitElement, css, html, nothing } from 'lit';
import { api } from './api.js';
import { moment } from './format.js';
import './json-block.js';
import { base, controls } from './styles.js';
import { attempt } from './toasts.js';

/** What waits for a person's agreement: exactly what would happen, and the two buttons. */
class ApprovalCard extends LitElement {
  static properties = { approvalId: {}, approval: { state: true } };

  static styles = [
    base,
    controls,
    css`
      :host {
        display: block;
        margin-top: var(--s2);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--s2);
        margin-top: var(--s2);
      }
      .text {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('approvalId')) this.#load();
  }

  async #load() {
    this.approval = await attempt(() => api.approval(this.approvalId));
  }

  render() {
    const { tool, text, arguments: values, state, decidedBy, expiresAt } = this.approval ?? {};
    if (!tool) return nothing;
    return html`<p class="text">${text}</p>
      <json-block .value=${values} label="Arguments of ${tool}"></json-block>
      ${state === 'open'
        ? html`<p class="quiet">Decide by ${moment(expiresAt)}.</p>
            <form @submit=${this.#submit}>
              <button class="primary" name="decision" value="approve">Approve</button>
              <input name="reason" aria-label="Reason" placeholder="Reason (optional)" autocomplete="off" maxlength="1000" />
              <button name="decision" value="refuse">Refuse</button>
            </form>`
        : html`<p class="quiet">${state}${decidedBy ? ` by ${decidedBy}` : ''}</p>`}`;
  }

  async #submit(event) {
    event.preventDefault();
    const given = new FormData(event.target, event.submitter);
    const { id, digest } = this.approval;
    const decision = { decision: given.get('decision'), digest, reason: given.get('reason') || undefined };
    await attempt(() => api.decide(id, decision));
    await this.#load();
  }
}

customElements.define('approval-card', ApprovalCard);
