import { findLiveVersion } from '../../../shared/domain/audience-item.ts';
import type { AudienceView } from '../../../shared/domain/audience-view.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import type { AudienceSheet } from '../../domain/shown.ts';
import { change } from '../parts/figures.ts';
import { ago } from '../parts/times.ts';
import type { Reader } from '../reader.ts';
import { trendGraph } from './trend-graph.ts';

/** What campaigns read now, and how it came to that. */
export const liveCard = (sheet: AudienceSheet, view: AudienceView, reader: Reader): Html => {
  const { say } = reader;
  const words = say.screenAudience.live;
  const live = findLiveVersion(sheet.item.versions);
  return html`<section class="card">
    <h3>${words.title}</h3>
    ${
      live
        ? html`<p>
              <span class="big">${say.formats.members(live.counts.members)}</span>
              ${change(view, say)}
            </p>
            <p class="soft">
              ${ago(live.publishedAt, reader, (time) => words.of(live.version, time))}
            </p>`
        : html`<p class="big">${words.nothing}</p>
            <p class="soft">${words.whyNothing}</p>`
    }
    ${view.rolledBack && html`<p class="soft">${words.rolledBack}</p>`} ${trendGraph(sheet, reader)}
  </section>`;
};
