import { html } from 'lit';

const INLINE = /(`[^`\n]+`|\*\*[^*\n]+\*\*|https?:\/\/[^\s<>"')\]]+)/g;

/** An agent's answer as templates: paragraphs, fenced code, `code`, **bold** and links. */
export function richText(text) {
  return text.split(/^```.*$/m).map((part, i) => (i % 2 ? code(part) : paragraphs(part)));
}

const code = (text) => html`<pre tabindex="0" role="region" aria-label="Code">${text.trim()}</pre>`;

const paragraphs = (text) =>
  text
    .split(/\n{2,}/)
    .filter((p) => p.trim())
    .map((p) => html`<p>${p.trim().split(INLINE).map(inline)}</p>`);

function inline(piece) {
  if (/^`.+`$/.test(piece)) return html`<code>${piece.slice(1, -1)}</code>`;
  if (/^\*\*.+\*\*$/.test(piece)) return html`<strong>${piece.slice(2, -2)}</strong>`;
  if (/^https?:\/\//.test(piece)) {
    const url = piece.replace(/[.,;:!?]+$/, '');
    return html`<a href=${url} target="_blank" rel="noopener noreferrer">${url}</a>${piece.slice(url.length)}`;
  }
  return piece;
}
