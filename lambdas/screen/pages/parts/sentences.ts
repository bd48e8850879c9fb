import { clipHtml } from '../../../shared/screen/clip-html.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import { inAttribute } from '../../../shared/screen/in-attribute.ts';

/** Bytes of the page: three lines of a column. What to do comes behind that, and stands on the audience's own view. */
const mostShown = 200;

/** Bytes of the page. */
const mostOfTitle = 300;

/** What is wrong, as far as there is room in a row; more of it is in the title. */
export const briefly = (sentence: string): Html => {
  const shown = clipHtml(sentence, mostShown);
  return shown === sentence
    ? html`<span class="why">${sentence}</span>`
    : html`<span class="why" title="${clipHtml(inAttribute(sentence), mostOfTitle)}"
        >${shown}</span
      >`;
};
