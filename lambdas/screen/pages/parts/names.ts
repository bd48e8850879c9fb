import { clipText } from '../../../shared/domain/clip-text.ts';
import { escapeName } from '../../../shared/domain/escape-name.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import { inAttribute } from '../../../shared/screen/in-attribute.ts';

/** Bytes. Style sheets cut what does not fit; this only keeps a page with many such names small. */
const mostShown = 180;

/** A name that anybody may have chosen: it changes the direction of nothing else, and obeyed characters are shown as codes. */
export const shownName = (name: string): Html =>
  html`<bdi>${clipText(escapeName(name), mostShown)}</bdi>`;

/** Characters. No column is so narrow that less does not fit, however narrow the widget. */
const mostThatFit = 16;

/** The whole of a name, where it may be cut. */
export const wholeName = (name: string): string | undefined => {
  const shown = escapeName(name);
  return shown.length > mostThatFit ? inAttribute(shown) : undefined;
};
