import { html, type Html } from '../../../shared/screen/html.ts';
import { page, type PageParts } from '../../../shared/screen/page.ts';
import type { ViewLink } from '../../../shared/screen/view-params.ts';
import type { Reader } from '../reader.ts';
import { link } from './links.ts';
import { exactly } from './times.ts';

/**
 * A view says when it was drawn, as much on it is so long ago, and can be drawn anew: where CloudWatch refreshes a widget, it goes
 * back to what the dashboard says.
 *
 * @param same what shows the same again
 */
export const viewPage = (reader: Reader, same: ViewLink, parts: PageParts): Html =>
  page(reader, {
    ...parts,
    opposite: html`<span>${reader.say.screen.asOf(exactly(reader.now, reader))}</span>
      ${link(reader.say.screen.refresh, same, reader)}`,
  });
