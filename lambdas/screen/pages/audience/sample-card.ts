import type { AudienceItem } from '../../../shared/domain/audience-item.ts';
import { escapeName } from '../../../shared/domain/escape-name.ts';
import { showText } from '../../../shared/domain/show-text.ts';
import type { Report } from '../../../shared/domain/report.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import { inAttribute } from '../../../shared/screen/in-attribute.ts';
import { shownName } from '../parts/names.ts';
import type { Reader } from '../reader.ts';

/** Some IDs that nobody has, as they stand in the file, and where all of them are. */
export const sampleCard = ({ outcome }: AudienceItem, reader: Reader): Html | undefined => {
  const { unregisteredSample = [], report } = outcome ?? {};
  if (unregisteredSample.length === 0 && !report) return undefined;
  return html`<section class="card">
    <h3>${reader.say.screenAudience.unregistered.title}</h3>
    <ul class="ids">
      ${unregisteredSample.map(
        (id) =>
          html`<li>
            <code><bdi>${showText(id)}</bdi></code>
          </li>`,
      )}
    </ul>
    ${report && reportNote(report, reader)}
  </section>`;
};

const reportNote = (report: Report, { say }: Reader): Html => {
  const { all, reportMissing } = say.screenAudience.unregistered;
  return 'key' in report
    ? html`<p class="soft">
        ${all} <code title="${inAttribute(escapeName(report.key))}">${shownName(report.key)}</code>
      </p>`
    : html`<p class="soft">${reportMissing[report.missing]}</p>`;
};
