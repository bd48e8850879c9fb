import { html, nothing, type TemplateResult } from 'lit-html';

type Shown = TemplateResult | typeof nothing;

/** Nothing is there yet: what it would be, and how it comes. */
export const emptyNote = (
  title: string,
  next: string,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult => html`
  <div class="empty">
    <h2>${title}</h2>
    <p>${next}</p>
    ${more}
  </div>
`;

/** To be copied into a shell. */
export const command = (text: string): TemplateResult =>
  html`<pre class="command" tabindex="0"><code>${text}</code></pre>`;

/** Something went wrong, and what to do. */
export const troubleNote = (
  title: string,
  detail: string,
  more: Shown = nothing,
): TemplateResult => html`
  <div class="trouble" role="alert">
    <strong>${title}</strong>
    <p>${detail}</p>
    ${more}
  </div>
`;
