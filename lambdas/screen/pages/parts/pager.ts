import { html, type Html } from '../../../shared/screen/html.ts';
import type { ProjectViewParams } from '../../../shared/screen/view-params.ts';
import type { AudiencePage } from '../../domain/shown.ts';
import type { Reader } from '../reader.ts';
import { listParams } from './audience-table.ts';
import { link } from './links.ts';

/** How many there are, and what leads to the others. */
export const pager = (
  { page, pages, found }: Pick<AudiencePage, 'page' | 'pages' | 'found'>,
  params: ProjectViewParams,
  reader: Reader,
): Html => {
  const { found: countFound, pages: words } = reader.say.screen.project;
  const to = (label: string, number: number): Html =>
    link(label, listParams({ ...params, page: number }), reader, { look: 'b' });
  return html`<div class="row pager" role="navigation" aria-label="${words.label}">
    <span class="soft">${countFound(found)}</span>
    ${pages > 1 && html`<span class="soft">${words.now(page, pages)}</span>`}
    ${page > 1 && to(words.before, page - 1)} ${page < pages && to(words.next, page + 1)}
  </div>`;
};
