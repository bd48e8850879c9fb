import {
  type AudienceItem,
  findHeldVersion,
  findLiveVersion,
  heldUntil,
} from '../../../shared/domain/audience-item.ts';
import { fileParamOf } from '../../../shared/screen/file-param.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import { action } from '../parts/action.ts';
import { causeOf, currentOutcome } from '../parts/cause.ts';
import { exactly } from '../parts/times.ts';
import type { Reader } from '../reader.ts';
import { findings } from './diagnosis.ts';
import { goOnReading, willRead } from './what-campaigns-read.ts';

/** A version that waits for somebody to decide: both numbers, why, and the two buttons. */
export const heldCard = (item: AudienceItem, reader: Reader): Html | undefined => {
  const held = findHeldVersion(item.versions);
  if (!held || item.deletedAt !== undefined) return undefined;
  const { say } = reader;
  const words = say.screenAudience.held;
  const { members } = say.formats;
  const live = findLiveVersion(item.versions);
  const isOfFile = currentOutcome(item)?.result === 'held';
  const params = {
    project: item.projectId,
    file: fileParamOf(item.fileName),
    seen: { live: live?.version ?? null, held: held.version },
  };
  return html`<section class="card warning">
    <h3>${words.title(held.version)}</h3>
    <dl class="facts">
      <div>
        <dt>${words.now}</dt>
        <dd class="big">
          ${live ? members(live.counts.members) : say.screenAudience.live.nothing}
        </dd>
      </div>
      <div>
        <dt>${words.next}</dt>
        <dd class="big">${members(held.counts.members)}</dd>
      </div>
    </dl>
    <p>${isOfFile ? causeOf(item, reader) : html`<code>${held.cause}</code>`}</p>
    ${isOfFile && findings(item, reader)}
    <p class="soft">${words.until(exactly(heldUntil(held), reader))}</p>
    <div class="row">
      ${action(
        {
          label: words.approve,
          look: 'b go',
          confirmation: willRead(words.askToApprove(held.version), held, say),
        },
        { action: 'approve', ...params },
        reader,
      )}
      ${action(
        {
          label: words.discard,
          look: 'b no',
          confirmation: goOnReading(words.askToDiscard(held.version), item, say),
        },
        { action: 'discard', ...params },
        reader,
      )}
    </div>
  </section>`;
};
