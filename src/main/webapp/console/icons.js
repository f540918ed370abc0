import { svg, html } from 'lit';

const icon = (paths) => html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${paths}</svg>`;

export const icons = {
  chats: icon(svg`<path d="M2.5 3.5h11v7.5h-6l-3 2.5v-2.5h-2z"/>`),
  documents: icon(svg`<path d="M4 1.8h5.2L12.5 5v9.2H4zM9 1.8V5.2h3.5M6 8.2h4.5M6 10.8h4.5"/>`),
  tasks: icon(svg`<path d="M2 4h1.6M2 8h1.6M2 12h1.6M6.2 4H14M6.2 8H14M6.2 12h5"/>`),
  notifications: icon(svg`<path d="M4 11V7a4 4 0 0 1 8 0v4l1.2 1.5H2.8zM6.6 12.8a1.5 1.5 0 0 0 2.8 0"/>`),
  close: icon(svg`<path d="m4 4 8 8M12 4l-8 8"/>`),
  trash: icon(svg`<path d="M3 4.5h10M6.5 4.5v-2h3v2M4.6 4.5l.6 9h5.6l.6-9"/>`),
  back: icon(svg`<path d="M9.5 3.5 5 8l4.5 4.5"/>`),
  plus: icon(svg`<path d="M8 3v10M3 8h10"/>`),
  send: icon(svg`<path d="M8 13V3.5M4 7l4-4 4 4"/>`),
  upload: icon(svg`<path d="M8 10.5V2.5M5 5.2l3-2.9 3 2.9M2.5 10.5v3h11v-3"/>`),
  search: icon(svg`<circle cx="7" cy="7" r="4.3"/><path d="m10.3 10.3 3.2 3.2"/>`),
  copy: icon(svg`<path d="M5.5 5.5h8v8h-8z"/><path d="M10.5 5.5v-3h-8v8h3"/>`),
  check: icon(svg`<path d="m3 8.5 3.2 3L13 4.5"/>`),
  again: icon(svg`<path d="M13 8a5 5 0 1 1-1.5-3.6M13 2.5v3h-3"/>`),
  out: icon(svg`<path d="M6 2.5H2.5v11H6M7 8h6.5M10.8 5.2 13.6 8l-2.8 2.8"/>`),
  auto: icon(svg`<circle cx="8" cy="8" r="5.5"/><path d="M8 2.5v11" /><path d="M8 4.5a3.5 3.5 0 0 1 0 7" />`),
  light: icon(svg`<circle cx="8" cy="8" r="2.8"/><path d="M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.8.8M11.8 11.8l.8.8M12.6 3.4l-.8.8M4.2 11.8l-.8.8"/>`),
  dark: icon(svg`<path d="M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z"/>`),
};

/** One glyph per status, told apart by shape as well as by colour. */
export const statusGlyphs = {
  queued: icon(svg`<circle cx="8" cy="8" r="5.2" stroke-dasharray="2.2 2.6"/>`),
  processing: icon(svg`<circle cx="8" cy="8" r="5.2" opacity=".28"/><path class="turning" d="M8 2.8A5.2 5.2 0 0 1 13.2 8"/>`),
  input_required: icon(svg`<circle cx="8" cy="8" r="6"/><path d="M6.3 6.4a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.9.6-.9 1.2M8 11.4v.01"/>`),
  completed: icon(svg`<circle cx="8" cy="8" r="6"/><path d="m5.4 8.2 1.9 1.9 3.4-3.9"/>`),
  failed: icon(svg`<circle cx="8" cy="8" r="6"/><path d="m5.9 5.9 4.2 4.2M10.1 5.9l-4.2 4.2"/>`),
  cancelled: icon(svg`<circle cx="8" cy="8" r="6"/><path d="M5 8h6"/>`),
};

export const wordmark = html`<svg class="wordmark" viewBox="0 0 22 16" aria-hidden="true">
  <path fill="currentColor" d="M0 0h2.4v16H0zM4.2 0h5v16h-5zM11 0h1.6v16H11zM14.6 0h1.6v16h-1.6zM18.6 0H22v16h-3.4z"/>
</svg>`;
