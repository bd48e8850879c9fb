import { type AudienceItem, findLiveVersion } from '../../../shared/domain/audience-item.ts';
import type { AudienceView } from '../../../shared/domain/audience-view.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import { causeOf, currentOutcome } from '../parts/cause.ts';
import { exactly } from '../parts/times.ts';
import type { Reader } from '../reader.ts';
import { findings } from './diagnosis.ts';

/** Why the file as it is now did not become a version: what is wrong, in which row, what to do. */
export const problemCard = (
  item: AudienceItem,
  { status, held }: AudienceView,
  reader: Reader,
): Html | undefined => {
  if (status !== 'rejected' && status !== 'failed') return undefined;
  const { reads, problem } = reader.say.screenAudience;
  const { retryAt, cause } = currentOutcome(item) ?? {};
  const live = findLiveVersion(item.versions);
  return html`<section class="card bad">
    <h3>${problem[status]}</h3>
    <p>${causeOf(item, reader) ?? html`<code>${cause}</code>`}</p>
    ${held === null && findings(item, reader)}
    ${retryAt !== undefined && html`<p class="soft">${problem.again(exactly(retryAt, reader))}</p>`}
    <p class="soft">${live ? reads.on(live.version, live.counts.members) : reads.stillNothing}</p>
  </section>`;
};
