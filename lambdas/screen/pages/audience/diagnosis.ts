import type { AudienceItem } from '../../../shared/domain/audience-item.ts';
import type { AudienceView } from '../../../shared/domain/audience-view.ts';
import { showText } from '../../../shared/domain/show-text.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import { aboutFile } from '../../../shared/texts/explain.ts';
import { told } from '../parts/cause.ts';
import type { Reader } from '../reader.ts';

/** What the last import found out about IDs that nobody has. */
export const findings = (
  { projectId, fileName, outcome }: AudienceItem,
  reader: Reader,
): Html | undefined => {
  const found = outcome?.diagnosis?.findings ?? [];
  if (found.length === 0) return undefined;
  const about = aboutFile(projectId, fileName);
  return html`<ul class="findings">
    ${found.map(
      ({ sentence, explanation, example }) =>
        html`<li>
          ${told(explanation, sentence, about, reader)}
          ${
            example !== undefined &&
            html`<bdi class="soft">${reader.say.screenAudience.example(showText(example))}</bdi>`
          }
        </li>`,
    )}
  </ul>`;
};

/** Of a file that was published: elsewhere it stands beside what is wrong. */
export const diagnosisCard = (
  item: AudienceItem,
  { status, held }: AudienceView,
  reader: Reader,
): Html | undefined => {
  const found = findings(item, reader);
  if (!found || held !== null || status === 'rejected' || status === 'failed') return undefined;
  return html`<section class="card">
    <h3>${reader.say.screenAudience.findings}</h3>
    ${found}
  </section>`;
};
