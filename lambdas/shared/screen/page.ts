import type { Frame } from './frame.ts';
import { html, type Html, raw } from './html.ts';
import { styles } from './styles.ts';

export interface PageParts {
  title: string | Html;
  /** all of it, where it may be cut */
  whole?: string | undefined;
  /** where it stands: what leads back, the outermost first */
  trail?: readonly Html[];
  /** beside the title, such as a state */
  beside?: Html | undefined;
  /** at the other end of that line */
  opposite?: Html | undefined;
  body: Html | readonly (Html | undefined)[];
}

/** The shell of all that the widget shows: its style sheet, its theme and language, where somebody is. */
export const page = (
  { language, theme, say }: Frame,
  { title, whole, trail = [], beside, opposite, body }: PageParts,
): Html =>
  html`<div class="cwdb-no-default-styles"></div>
    <style>
      ${raw(styles)}
    </style>
    <div class="${theme === 'dark' ? 'au au-dark' : 'au'}" lang="${language}">
      ${
        trail.length > 0 &&
        html`<nav aria-label="${say.screen.whereYouAre}">
          <ul class="trail">
            ${trail.map((step) => html`<li>${step}</li>`)}
          </ul>
        </nav>`
      }
      <div class="head">
        <h2 class="cut" ${whole === undefined ? '' : html` title="${whole}"`}>${title}</h2>
        ${beside} ${opposite && html`<span class="row opposite soft">${opposite}</span>`}
      </div>
      ${body}
    </div>`;
