import { LitElement, css, html, nothing } from 'lit';
import { api } from './api.js';
import { base, controls, dialogs } from './styles.js';

/** A page of a document: its image and its text, with the cited passage marked in both. */
class PageDialog extends LitElement {
  static properties = {
    shown: { state: true },
    image: { state: true },
    trouble: { state: true },
    busy: { state: true },
  };

  static styles = [
    base,
    controls,
    dialogs,
    css`
      dialog {
        width: min(72rem, 96vw);
        max-height: 94vh;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s4);
        margin-bottom: var(--s4);
      }
      h2 {
        flex: 1 1 14rem;
      }
      .sides {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
        gap: var(--s5);
        align-items: start;
      }
      img {
        width: 100%;
        border: 1px solid var(--rule);
        background: #fff;
      }
      .text {
        overflow-wrap: anywhere;
        white-space: pre-wrap;
        line-height: 1.6;
      }
      mark {
        border-radius: 3px;
        background: var(--warn-soft);
        color: inherit;
        box-shadow: 0 0 0 2px var(--warn-soft);
      }
    `,
  ];

  constructor() {
    super();
    this.#reset();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#reset();
  }

  render() {
    const { shown } = this;
    const page = shown?.page ?? this.wanted?.page;
    return html`<dialog aria-labelledby="heading" @close=${this.#reset}>
      <header>
        <h2 id="heading">${shown?.name ?? this.wanted?.name}${page ? ` · page ${page}` : ''}</h2>
        ${shown
          ? html`<button ?disabled=${this.busy || page <= 1} @click=${() => this.#load(page - 1)}>Previous page</button>
              <button ?disabled=${this.busy || page >= shown.pages} @click=${() => this.#load(page + 1)}>Next page</button>`
          : nothing}
        <form method="dialog"><button autofocus>Close</button></form>
      </header>
      ${this.trouble ? html`<p role="alert">${this.trouble}</p>` : nothing}
      ${this.busy ? html`<progress aria-label="Loading the page"></progress>` : nothing}
      <div class="sides">
        ${this.image ? html`<img src=${this.image} alt="Page ${page} of ${shown.name}" />` : nothing}
        ${shown ? this.#text() : this.wanted?.text ? html`<p class="text">${this.wanted.text}</p>` : nothing}
      </div>
    </dialog>`;
  }

  #text() {
    const { headings, text } = this.shown;
    return html`<div>
      ${headings.length ? html`<p class="quiet">${headings.join(' · ')}</p>` : nothing}
      <p class="text" tabindex="0">${text ? marked(text, this.wanted.text) : 'This page has no text.'}</p>
    </div>`;
  }

  /** @param wanted a citation or a search hit: `documentId`, `name`, `page`, `text` */
  async open(wanted) {
    this.#reset();
    this.wanted = wanted;
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector('dialog').showModal();
    await this.#load(wanted.page);
  }

  async #load(number) {
    const { wanted } = this;
    this.busy = true;
    this.trouble = '';
    this.#forgetImage();
    try {
      const page = await api.page(wanted.documentId, number);
      if (wanted !== this.wanted) return;
      this.shown = page;
      if (page.imageUrl) await this.#draw(page, wanted);
    } catch (error) {
      if (wanted !== this.wanted) return;
      this.trouble =
        error.status === 404 ? `This page is no longer there; the document was deleted or replaced.` : error.message;
    } finally {
      if (wanted === this.wanted) this.busy = false;
    }
  }

  async #draw(page, wanted) {
    const image = await api.pageImage(wanted.documentId, page.page, page.page === wanted.page ? wanted.text : '');
    if (wanted === this.wanted && this.shown === page) this.image = image;
    else URL.revokeObjectURL(image);
  }

  #forgetImage() {
    if (this.image) URL.revokeObjectURL(this.image);
    this.image = null;
  }

  #reset() {
    this.#forgetImage();
    this.wanted = null;
    this.shown = null;
    this.trouble = '';
    this.busy = false;
  }
}

/** The text with the passage marked, whatever stands between its words. */
function marked(text, passage) {
  const words = (passage ?? '').match(/\S+/g) ?? [];
  if (!words.length) return text;
  const any = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+'));
  const found = any.exec(text);
  if (!found) return text;
  const end = found.index + found[0].length;
  return html`${text.slice(0, found.index)}<mark>${found[0]}</mark>${text.slice(end)}`;
}

customElements.define('page-dialog', PageDialog);
