import { type AudienceItem, objectNameOf } from '../../../shared/domain/audience-item.ts';
import { type GuardName, guardNames } from '../../../shared/domain/guard-settings.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import type { Texts } from '../../../shared/texts/texts.ts';
import { shownName, wholeName } from '../parts/names.ts';
import { exactly } from '../parts/times.ts';
import type { Reader } from '../reader.ts';

/** The file as it was seen last, and what is set for this audience alone. */
export const fileCard = (item: AudienceItem, reader: Reader): Html => {
  const { say } = reader;
  const { file } = say.screenAudience;
  const { source, expectEveryHours: hours } = item;
  const line = (word: string, value: string | Html, whole?: string): Html =>
    html`<dt>${word}</dt>
      <dd${whole === undefined ? '' : html` title="${whole}"`}>${value}</dd>`;
  return html`<section class="card">
    <h3>${file.title}</h3>
    <dl class="list">
      ${line(file.name, shownName(objectNameOf(item)), wholeName(objectNameOf(item)))}
      ${
        source.present
          ? [
              line(file.size, file.bytes(source.size)),
              line(file.modified, exactly(source.lastModified, reader)),
            ]
          : line(file.size, file.isMissing)
      }
      ${guardNames.map((name) => {
        const value = item.guard?.[name];
        return value !== undefined && line(file.settings[name], shownSetting(name, value, say));
      })}
      ${
        hours !== undefined &&
        line(file.expected, hours === null ? file.expectedNever : file.expectedEvery(hours))
      }
    </dl>
  </section>`;
};

const shownSetting = (
  name: GuardName,
  value: number | boolean | null,
  { screenAudience: { yes, no, off, file }, formats }: Texts,
): string => {
  if (value === null) return off;
  if (typeof value === 'boolean') return value ? yes : no;
  return name === 'minMembers' ? formats.members(value) : file.percent(value);
};
