import { clipText } from '../../../shared/domain/clip-text.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import { inAttribute } from '../../../shared/screen/in-attribute.ts';

/** Bytes: three lines of a column. What to do comes behind that, and stands on the audience's own view. */
const mostShown = 200;

/** What is wrong, as far as there is room in a row; all of it is in the title. */
export const briefly = (sentence: string): Html => {
  const shown = clipText(sentence, mostShown);
  return shown === sentence
    ? html`<span class="why">${sentence}</span>`
    : html`<span class="why" title="${inAttribute(sentence)}">${shown}</span>`;
};
