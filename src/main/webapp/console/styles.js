import { css } from 'lit';

/** What every component starts from: native elements, dressed once. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ol,
  ul,
  figure {
    margin: 0;
    padding: 0;
  }
  ol,
  ul {
    list-style: none;
  }
  h1 {
    font-size: var(--text-xl);
    font-weight: 620;
    letter-spacing: -0.015em;
    line-height: 1.25;
  }
  h2 {
    font-size: var(--text-m);
    font-weight: 620;
  }
  h1:focus {
    outline: none;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.2em;
    text-decoration-thickness: 1px;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
    border-radius: 4px;
  }
  .mono {
    font-family: var(--mono);
    font-size: 0.92em;
  }
  .quiet {
    color: var(--ink-3);
  }
  .number {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  svg.icon {
    width: 1rem;
    height: 1rem;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;

/** Buttons and fields. */
export const controls = css`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--s2);
    min-height: 2.125rem;
    padding: 0 var(--s3);
    border: 1px solid var(--rule);
    border-radius: var(--round);
    background: var(--sheet);
    color: var(--ink);
    font: inherit;
    font-weight: 520;
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
    transition: background var(--quick), border-color var(--quick);
  }
  button:hover:not(:disabled),
  .button:hover {
    background: var(--hover);
    border-color: var(--field);
  }
  button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  button.primary,
  .button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  button.primary:hover:not(:disabled) {
    background: color-mix(in oklab, var(--accent) 88%, var(--ink));
  }
  button.danger {
    color: var(--bad);
  }
  button.plain {
    min-height: 0;
    padding: var(--s1) var(--s2);
    border-color: transparent;
    background: none;
    color: var(--ink-2);
  }
  input,
  textarea,
  select {
    width: 100%;
    padding: var(--s2) var(--s3);
    border: 1px solid var(--field);
    border-radius: var(--round);
    background: var(--sheet);
    color: var(--ink);
    font: inherit;
  }
  input,
  select {
    min-height: 2.25rem;
  }
  ::placeholder {
    color: var(--ink-3);
    opacity: 1;
  }
  label {
    font-weight: 520;
  }
  progress {
    appearance: none;
    width: 100%;
    height: 4px;
    border: 0;
    border-radius: 2px;
    overflow: hidden;
    background: var(--rule);
    color: var(--accent);
  }
  progress::-webkit-progress-bar {
    background: var(--rule);
  }
  progress::-webkit-progress-value {
    background: var(--accent);
    border-radius: 2px;
    transition: inline-size 200ms ease-out;
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
  @media (prefers-reduced-motion: reduce) {
    progress::-webkit-progress-value {
      transition: none;
    }
  }
`;

/** Of modal dialogs. */
export const dialogs = css`
  dialog {
    padding: var(--s5);
    border: 1px solid var(--rule);
    border-radius: var(--round-l);
    background: var(--sheet);
    color: var(--ink);
    box-shadow: var(--shadow);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 35%);
  }
  h2 {
    overflow-wrap: anywhere;
  }
`;

/** The frame of a view: a heading with its actions, then the content. */
export const page = css`
  .page {
    max-width: 76rem;
    margin: 0 auto;
    padding: var(--s6) var(--s6) var(--s7);
  }
  .page > header {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    justify-content: space-between;
    gap: var(--s3) var(--s5);
    margin-bottom: var(--s5);
  }
  .page > header p {
    color: var(--ink-2);
  }
  .trouble {
    margin-bottom: var(--s4);
    padding: var(--s3) var(--s4);
    border-radius: var(--round);
    background: var(--bad-soft);
    color: var(--bad);
  }
  .more {
    display: flex;
    justify-content: center;
    padding: var(--s4);
  }
  @media (max-width: 46rem) {
    .page {
      padding: var(--s4) var(--s4) var(--s6);
    }
  }
`;

/** A table drawn with hairlines only; on a narrow screen each row becomes a small block. */
export const tables = css`
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th {
    padding: var(--s2) var(--s4) var(--s2) 0;
    border-bottom: 1px solid var(--rule);
    color: var(--ink-3);
    font-size: var(--text-s);
    font-weight: 520;
    text-align: start;
    white-space: nowrap;
  }
  td {
    height: 2.75rem;
    padding: var(--s2) var(--s4) var(--s2) 0;
    border-bottom: 1px solid var(--rule);
    vertical-align: middle;
  }
  th:last-child,
  td:last-child {
    padding-right: var(--s2);
  }
  th:first-child,
  td:first-child {
    padding-left: var(--s2);
  }
  th.right,
  td.right {
    text-align: end;
  }
  tbody tr {
    transition: background var(--quick);
  }
  tbody tr:hover {
    background: var(--hover);
  }
`;
