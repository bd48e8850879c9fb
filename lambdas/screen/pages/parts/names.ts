import { escapeName } from '../../../shared/domain/escape-name.ts';
import { clipHtml } from '../../../shared/screen/clip-html.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import { inAttribute } from '../../../shared/screen/in-attribute.ts';

/** Bytes of the page. Style sheets cut what does not fit; this only keeps a page with many such names small. */
const mostShown = 180;

/** A name that anybody may have chosen: it changes the direction of nothing else, and obeyed characters are shown as codes. */
export const shownName = (name: string): Html =>
  html`<bdi>${clipHtml(escapeName(name), mostShown)}</bdi>`;

/** Characters. No column is so narrow that less does not fit, however narrow the widget. */
const mostThatFit = 16;

/** Bytes of the page. */
const mostOfTitle = 300;

/** The whole of a name, where it may be cut; of a very long one more than is shown. */
export const wholeName = (name: string): string | undefined => {
  const shown = escapeName(name);
  return shown.length > mostThatFit ? clipHtml(inAttribute(shown), mostOfTitle) : undefined;
};
