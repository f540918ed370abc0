import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api } from './api.js';
import { LiveEvents, Ticker } from './controllers.js';
import { age, bytes, errorText, moment, percent } from './format.js';
import { icons } from './icons.js';
import { href } from './route.js';
import { base, controls, page, tables } from './styles.js';
import { after, isEnding, isFinal } from './task-model.js';
import { attempt, toast } from './toasts.js';
import './confirm-dialog.js';
import './copy-line.js';
import './document-search.js';
import './empty-state.js';
import './status-mark.js';

/** The documents the agent knows: bring some, watch them being read, search them. */
class DocumentList extends LitElement {
  static properties = {
    documents: { state: true },
    trouble: { state: true },
    sending: { state: true },
    over: { state: true },
    hasMore: { state: true },
    leaving: { state: true },
    searching: { state: true },
  };

  static styles = [
    base,
    controls,
    page,
    tables,
    css`
      :host {
        min-height: 100%;
      }
      .page {
        min-height: 100vh;
      }
      .page.over {
        outline: 2px dashed var(--accent);
        outline-offset: -0.75rem;
        background: var(--accent-soft);
      }
      document-search {
        margin-bottom: var(--s5);
      }
      .sending {
        display: grid;
        gap: var(--s2);
        margin-bottom: var(--s4);
        padding: var(--s3) var(--s4);
        border-radius: var(--round);
        background: var(--accent-soft);
      }
      .name {
        font-weight: 520;
        overflow-wrap: anywhere;
      }
      .name small {
        display: block;
        color: var(--bad);
        font-weight: 400;
      }
      .going {
        width: 12rem;
      }
      .going div {
        display: flex;
        align-items: center;
        gap: var(--s2);
      }
      @media (max-width: 46rem) {
        .size,
        .added {
          display: none;
        }
        .going {
          width: 7rem;
        }
        .page > header > button {
          width: 100%;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.documents = null;
    this.sending = [];
    this.pages = 1;
    this.leaving = '';
    this.tasks = new Map();
    new Ticker(this, () => this.documents?.length);
    new LiveEvents(
      this,
      (event) => this.#happened(event),
      () => {
        this.tasks.clear();
        this.#load();
      },
    );
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    return html`<div
      class="page ${this.over ? 'over' : ''}"
      @dragover=${this.#dragged}
      @dragleave=${this.#left}
      @drop=${this.#dropped}
    >
      <header>
        <div>
          <h1>Documents</h1>
          <p>Documents that the agent uses for its answers. Drop files anywhere on this page.</p>
        </div>
        <button class="primary" @click=${this.#choose}>${icons.upload}Upload</button>
        <input type="file" multiple hidden aria-label="Files to upload" @change=${this.#chosen} />
      </header>
      ${this.trouble ? html`<p class="trouble" role="alert">${this.trouble}</p>` : nothing}
      <document-search @searching=${({ detail }) => (this.searching = detail)}></document-search>
      ${this.sending.map(
        (name) => html`<div class="sending" role="status">
          <span>Uploading ${name}…</span><progress aria-label="Uploading ${name}"></progress>
        </div>`,
      )}
      ${this.documents === null || this.searching ? nothing : this.documents.length ? this.#table() : this.#empty()}
      <confirm-dialog .heading=${`Delete “${this.leaving}”?`} action="Delete">
        The agent will no longer find it. This cannot be undone.
      </confirm-dialog>
    </div>`;
  }

  #table() {
    return html`<table>
      <thead>
        <tr>
          <th scope="col">Document</th>
          <th scope="col">Status</th>
          <th scope="col">Progress</th>
          <th scope="col" class="size right">Size</th>
          <th scope="col" class="added right">Added</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          this.documents,
          (document) => document.documentId,
          (document) => this.#row(document),
        )}
      </tbody>
    </table>
    ${this.hasMore ? html`<div class="more"><button @click=${this.#more}>Show more</button></div>` : nothing}`;
  }

  #row(document) {
    const state = this.tasks.get(document.taskId) ?? { ...document, status: taskStatus(document) };
    const busy = !isFinal(state);
    return html`<tr>
      <td class="name">
        ${document.name}
        ${state.status === 'failed' ? html`<small>${errorText(state.error)}</small>` : nothing}
      </td>
      <td><a href=${href.task(document.taskId)}><status-mark .status=${state.status}></status-mark></a></td>
      <td class="going">
        ${busy
          ? html`<div>
              <progress max="100" .value=${state.progress ?? 0} aria-label="Progress of ${document.name}"></progress>
              <span class="number quiet">${percent(state.progress ?? 0)}</span>
            </div>`
          : html`<span class="quiet">${extent(document)}</span>`}
      </td>
      <td class="size number right">${bytes(document.bytes)}</td>
      <td class="added number right quiet" title=${moment(document.createdAt)}>${age(document.createdAt)}</td>
      <td class="right">
        <button class="plain" title="Delete" aria-label="Delete ${document.name}" @click=${() => this.#remove(document)}>
          ${icons.trash}
        </button>
      </td>
    </tr>`;
  }

  #empty() {
    const curl = `TOKEN=$(cat data/operator-token)
curl ${new URL('api/documents', document.baseURI)} \\
  -H "Authorization: Bearer $TOKEN" \\
  -F file=@handbook.pdf`;
    return html`<empty-state heading="No documents yet">
      <p>
        Upload a PDF, a text, Markdown or HTML file. It is read in the background; then you can search it here, and
        the agent quotes it in its answers. From a terminal:
      </p>
      <copy-line .text=${curl} label="Copy the command"></copy-line>
    </empty-state>`;
  }

  /** Reads as many pages as are shown. */
  async #load(pages = this.pages) {
    try {
      const documents = [];
      let cursor;
      do {
        const page = await api.documents(cursor);
        documents.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor && --pages > 0);
      this.documents = documents;
      this.hasMore = Boolean(cursor);
      this.trouble = '';
    } catch (error) {
      this.trouble = error.message;
    }
  }

  #more() {
    this.#load(++this.pages);
  }

  async #remove(document) {
    this.leaving = document.name;
    if (!(await this.renderRoot.querySelector('confirm-dialog').ask())) return;
    await attempt(() => api.removeDocument(document.documentId));
    await this.#load();
  }

  /** Also keeps what happens to documents that are not listed yet: their upload is under way. */
  async #happened(event) {
    if (event.type !== 'document_processing') return;
    const before = this.tasks.get(event.taskId) ?? { status: 'queued', attempt: 0 };
    this.tasks.set(event.taskId, after(before, event));
    this.requestUpdate();
    if (isEnding(event)) await this.#load();
  }

  #choose() {
    this.renderRoot.querySelector('input[type=file]').click();
  }

  #chosen({ target }) {
    this.#send([...target.files]);
    target.value = '';
  }

  #dragged(event) {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    this.over = true;
  }

  #left(event) {
    if (!event.currentTarget.contains(event.relatedTarget)) this.over = false;
  }

  #dropped(event) {
    event.preventDefault();
    this.over = false;
    this.#send([...event.dataTransfer.files]);
  }

  /** One after the other, so that a folder's worth of files does not crowd out everything else. */
  async #send(files) {
    this.sending = [...this.sending, ...files.map((file) => file.name)];
    for (const file of files) {
      try {
        await api.upload(file);
        await this.#load();
      } catch (error) {
        toast({ status: 'failed', text: `${file.name}: ${error.message}` });
      }
      const place = this.sending.indexOf(file.name);
      this.sending = this.sending.toSpliced(place, 1);
    }
  }
}

/** A document is ready when its task is completed. */
const taskStatus = ({ status }) => (status === 'ready' ? 'completed' : status);

function extent({ pages, chunks }) {
  const parts = [pages > 1 && `${pages} pages`, chunks === 1 ? '1 passage' : chunks && `${chunks} passages`];
  return parts.filter(Boolean).join(', ');
}

customElements.define('document-list', DocumentList);
