import { LitElement, css, html, nothing } from 'lit';
import { api } from './api.js';
import { icons } from './icons.js';
import { base, controls } from './styles.js';
import './page-dialog.js';

const PAUSE = 250;

/** Searches the documents while one types; fires `searching` (detail: whether results are shown). */
class DocumentSearch extends LitElement {
  static properties = {
    query: { state: true },
    results: { state: true },
    trouble: { state: true },
  };

  static styles = [
    base,
    controls,
    css`
      search {
        position: relative;
        display: block;
      }
      search svg {
        position: absolute;
        left: 0.8rem;
        top: 50%;
        translate: 0 -50%;
        color: var(--ink-3);
      }
      input {
        padding-left: 2.3rem;
      }
      ol {
        margin-top: var(--s4);
      }
      li {
        display: grid;
        gap: var(--s1);
        padding: var(--s3) var(--s2);
        border-bottom: 1px solid var(--rule);
      }
      .from {
        display: flex;
        justify-content: space-between;
        gap: var(--s3);
        color: var(--ink-3);
        font-size: var(--text-s);
      }
      .text {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 4;
        overflow-wrap: anywhere;
      }
      mark {
        border-radius: 3px;
        background: var(--warn-soft);
        color: inherit;
        box-shadow: 0 0 0 2px var(--warn-soft);
      }
      .said {
        padding: var(--s4) var(--s2);
        color: var(--ink-2);
      }
    `,
  ];

  constructor() {
    super();
    this.query = '';
    this.results = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  render() {
    const count = this.results?.length;
    return html`<search>
        ${icons.search}
        <input type="search" aria-label="Search the documents" placeholder="Search the documents" @input=${this.#typed} />
      </search>
      <p class="visually-hidden" role="status">
        ${this.results ? `${count || 'No'} ${count === 1 ? 'passage' : 'passages'} found` : ''}
      </p>
      ${this.trouble ? html`<p class="said">${this.trouble}</p>` : nothing}
      ${this.results ? (count ? this.#list() : html`<p class="said">Nothing found for “${this.query}”.</p>`) : nothing}`;
  }

  #list() {
    return html`<ol aria-label="Passages">
      ${this.results.map(
        (hit) => html`<li>
          <p class="from">
            <button class="plain" @click=${() => this.#open(hit)}>
              ${hit.name}${hit.page ? ` · page ${hit.page}` : ''}
            </button>
            ${hit.score != null ? html`<span class="number">${hit.score.toFixed(2)}</span>` : nothing}
          </p>
          <p class="text">${marked(hit.text, this.query)}</p>
        </li>`,
      )}
      </ol>
      <page-dialog></page-dialog>`;
  }

  #open(hit) {
    this.renderRoot.querySelector('page-dialog').open(hit);
  }

  #typed({ target }) {
    clearTimeout(this.timer);
    this.query = target.value.trim();
    if (this.query) this.timer = setTimeout(() => this.#search(), PAUSE);
    else this.#show(null);
  }

  async #search() {
    const asked = this.query;
    try {
      const results = await api.search(asked);
      if (asked === this.query) this.#show(results);
    } catch (error) {
      this.trouble = error.message;
    }
  }

  #show(results) {
    this.trouble = '';
    this.results = results;
    this.dispatchEvent(new CustomEvent('searching', { detail: results !== null }));
  }
}

/** The text with the words of the query marked; short words say nothing among longer ones. */
function marked(text, query) {
  const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => word.length > 3);
  const wanted = telling.length ? telling : words;
  if (!wanted.length) return text;
  const any = new RegExp(`(?<![\\p{L}\\p{N}])((?:${wanted.join('|')})\\p{L}*)`, 'giu');
  return text.split(any).map((piece, i) => (i % 2 ? html`<mark>${piece}</mark>` : piece));
}

customElements.define('document-search', DocumentSearch);
