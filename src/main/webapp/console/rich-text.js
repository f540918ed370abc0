import { html } from 'lit';

const INLINE =
  /(`[^`\n]+`|\*\*[^*\n]+\*\*|https?:\/\/[^\s<>"')\]]+|\[\d{1,3}(?:\s?,\s?\d{1,3})*\](?!\())/g;

/**
 * An agent's answer as templates: paragraphs, fenced code, `code`, **bold**, links, and markers such
 * as [1] or [1, 2] of the given citations. `open` gets the citation whose marker was clicked; numbers
 * that stand for none stay text.
 */
export function richText(text, citations = [], open = () => {}) {
  const known = new Map(citations.map((each) => [each.number, each]));
  const cite = (number) => {
    const citation = known.get(Number(number));
    if (!citation) return number;
    const label = `Source ${number}: ${citation.name}, page ${citation.page}`;
    return html`<button class="cite" title=${label} aria-label=${label} @click=${() => open(citation)}>${number}</button>`;
  };
  return text.split(/^```.*$/m).map((part, i) => (i % 2 ? code(part) : paragraphs(part, cite)));
}

const code = (text) => html`<pre tabindex="0" role="region" aria-label="Code">${text.trim()}</pre>`;

const paragraphs = (text, cite) =>
  text
    .split(/\n{2,}/)
    .filter((p) => p.trim())
    .map(
      (p) =>
        html`<p>${p
          .trim()
          .split(INLINE)
          .map((piece) => inline(piece, cite))}</p>`,
    );

function inline(piece, cite) {
  if (/^`.+`$/.test(piece)) return html`<code>${piece.slice(1, -1)}</code>`;
  if (/^\*\*.+\*\*$/.test(piece)) return html`<strong>${piece.slice(2, -2)}</strong>`;
  if (/^\[\d[\d\s,]*\]$/.test(piece)) {
    return piece.split(/(\d+)/).map((part) => (/^\d/.test(part) ? cite(part) : part));
  }
  if (/^https?:\/\//.test(piece)) {
    const url = piece.replace(/[.,;:!?]+$/, '');
    return html`<a href=${url} target="_blank" rel="noopener noreferrer">${url}</a>${piece.slice(url.length)}`;
  }
  return piece;
}
