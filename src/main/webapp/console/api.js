/** The one client of the HTTP API, and the keeper of the token. */

const KEY = 'waybill.token';

/** An answer that is not 2xx; its message is a sentence that can be shown. */
export class ApiError extends Error {
  constructor(status, problem = {}) {
    super(problem.detail || problem.title || `The server answered with status ${status}.`);
    this.status = status;
  }
}

const at = (path) => new URL(`api/${path}`, document.baseURI);

function query(path, params) {
  const set = Object.entries(params).filter(([, value]) => value != null && value !== '');
  return set.length ? `${path}?${new URLSearchParams(set)}` : path;
}

class Api extends EventTarget {
  #token = sessionStorage.getItem(KEY);

  get token() {
    return this.#token;
  }

  /** Keeps the token if the server knows it. */
  async signIn(token) {
    await this.#call('GET', 'tasks?limit=1', { token });
    this.#token = token;
    sessionStorage.setItem(KEY, token);
    this.dispatchEvent(new Event('session'));
  }

  /** Forgets the token; `reason` is told on the sign-in card. */
  signOut(reason = '') {
    this.#token = null;
    sessionStorage.removeItem(KEY);
    this.dispatchEvent(Object.assign(new Event('session'), { reason }));
  }

  tasks({ status, cursor, limit = 50 } = {}) {
    return this.#call('GET', query('tasks', { limit, status, cursor }));
  }

  task(id) {
    return this.#call('GET', `tasks/${encodeURIComponent(id)}`);
  }

  async events(id) {
    return (await this.#call('GET', `tasks/${encodeURIComponent(id)}/events`)).items;
  }

  submit(task) {
    return this.#call('POST', 'tasks', { json: task });
  }

  cancel(id) {
    return this.#call('POST', `tasks/${encodeURIComponent(id)}/cancel`);
  }

  retry(id) {
    return this.#call('POST', `tasks/${encodeURIComponent(id)}/retry`);
  }

  answer(id, input) {
    return this.#call('POST', `tasks/${encodeURIComponent(id)}/input`, { json: { input } });
  }

  approval(id) {
    return this.#call('GET', `approvals/${encodeURIComponent(id)}`);
  }

  decide(id, decision) {
    return this.#call('POST', `approvals/${encodeURIComponent(id)}`, { json: decision });
  }

  remove(id) {
    return this.#call('DELETE', `tasks/${encodeURIComponent(id)}`);
  }

  async modelCalls(task) {
    return (await this.#call('GET', query('model-calls', { task, limit: 500 }))).items;
  }

  modelCall(id) {
    return this.#call('GET', `model-calls/${encodeURIComponent(id)}`);
  }

  async chats() {
    return (await this.#call('GET', 'chats')).items;
  }

  async messages(chatId) {
    return (await this.#call('GET', `chats/${encodeURIComponent(chatId)}/messages`)).items;
  }

  ask(chatId, message) {
    return this.#call('POST', 'chat/stream', { json: { chatId, message } });
  }

  documents(cursor) {
    return this.#call('GET', query('documents', { cursor }));
  }

  removeDocument(id) {
    return this.#call('DELETE', `documents/${encodeURIComponent(id)}`);
  }

  async search(q) {
    return (await this.#call('GET', query('documents/search', { q }))).items;
  }

  page(id, page) {
    return this.#call('GET', `documents/${encodeURIComponent(id)}/pages/${page}`);
  }

  /** A page as an object URL, to be revoked. */
  async pageImage(id, page, passage) {
    const path = query(`documents/${encodeURIComponent(id)}/pages/${page}/image`, { passage });
    return URL.createObjectURL(await this.#call('GET', path, { blob: true }));
  }

  upload(file) {
    const form = new FormData();
    form.append('file', file);
    return this.#call('POST', 'documents', { form });
  }

  notifications({ unread, cursor, limit = 50 } = {}) {
    return this.#call('GET', query('notifications', { limit, unread, cursor }));
  }

  readNotification(id) {
    return this.#call('POST', `notifications/${encodeURIComponent(id)}/read`);
  }

  readNotifications() {
    return this.#call('POST', 'notifications/read');
  }

  removeNotification(id) {
    return this.#call('DELETE', `notifications/${encodeURIComponent(id)}`);
  }

  removeNotifications() {
    return this.#call('DELETE', 'notifications');
  }

  async #call(method, path, { json, form, blob, token = this.#token } = {}) {
    const headers = { Accept: blob ? '*/*' : 'application/json' };
    if (token) headers.Authorization = `Bearer ${token}`;
    if (json) headers['Content-Type'] = 'application/json';
    let response;
    try {
      response = await fetch(at(path), {
        method,
        headers,
        body: json ? JSON.stringify(json) : form,
        cache: blob ? 'no-cache' : 'no-store',
        credentials: 'omit',
      });
    } catch {
      throw new ApiError(0, { detail: 'Could not reach the server.' });
    }
    if (response.status === 401 && token === this.#token) {
      this.signOut('Your token is no longer accepted. Please sign in again.');
    }
    if (blob && response.ok) return response.blob();
    const text = await response.text();
    const body = text && /json/.test(response.headers.get('Content-Type')) ? JSON.parse(text) : {};
    if (!response.ok) throw new ApiError(response.status, body);
    return body;
  }
}

export const api = new Api();
