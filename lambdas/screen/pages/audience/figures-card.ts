import type { AudienceView } from '../../../shared/domain/audience-view.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import { matchRate } from '../parts/figures.ts';
import type { Reader } from '../reader.ts';

/** What the rows of the file were, from which the live version was made: rows = members + unregistered + duplicates. */
export const figuresCard = (
  { rows, members, unregistered, duplicates, blank }: AudienceView,
  { say }: Reader,
): Html | undefined => {
  if (rows === null || members === null || unregistered === null || duplicates === null) return;
  const { figures } = say.screenAudience;
  const { number } = say.formats;
  const part = (count: number, look: string): Html | false =>
    count > 0 && html`<i class="${look}" style="width:${((count / rows) * 100).toFixed(1)}%"></i>`;
  const line = (word: string, value: string, look?: string): Html =>
    html`<dt>${look !== undefined && html`<span class="${look}"></span>`}${word}</dt>
      <dd>${value}</dd>`;
  return html`<section class="card">
    <h3>${figures.title}</h3>
    <div class="split" aria-hidden="true">
      ${part(members, 'me')}${part(unregistered, 'un')}${part(duplicates, 'du')}
    </div>
    <dl class="list">
      ${line(figures.members, number(members), 'sw me')}
      ${line(figures.unregistered, number(unregistered), 'sw un')}
      ${line(figures.duplicates, number(duplicates), 'sw du')} ${line(figures.rows, number(rows))}
      ${blank !== null && blank > 0 && line(figures.blank, number(blank))}
      ${line(figures.matched, matchRate({ members, unregistered }))}
    </dl>
  </section>`;
};
