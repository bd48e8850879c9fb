import type { Version } from '../../../shared/domain/audience-item.ts';
import { findLiveVersion } from '../../../shared/domain/audience-item.ts';
import type { Tone } from '../../../shared/domain/tones.ts';
import { settleFile } from '../../../shared/operators/file-after-rollback.ts';
import { findRollback } from '../../../shared/operators/find-rollback.ts';
import { fileParamOf } from '../../../shared/screen/file-param.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import type { AudienceSheet } from '../../domain/shown.ts';
import { action } from '../parts/action.ts';
import { change, countOrNone, none } from '../parts/figures.ts';
import { state } from '../parts/status.ts';
import { ago } from '../parts/times.ts';
import type { Reader } from '../reader.ts';
import { willRead } from './what-campaigns-read.ts';

/** An item may have 800, of which hardly anybody looks at those of weeks ago. */
const mostShown = 20;

/** All that is stored, the newest first, with a button at those that can be published again. */
export const versionsSection = (sheet: AudienceSheet, reader: Reader): Html | undefined => {
  const { item } = sheet;
  const numbers = Object.keys(item.versions)
    .map(Number)
    .sort((one, other) => other - one);
  if (numbers.length === 0) return undefined;
  const { versions } = reader.say.screenAudience;
  const { headings } = versions;
  const left = numbers.length - mostShown;
  return html`<section>
    <h3>${versions.title}</h3>
    <div class="wrap" tabindex="0" role="group" aria-label="${versions.title}">
      <table class="fit">
        <caption>
          ${versions.title}
        </caption>
        <thead>
          <tr>
            <th scope="col">${headings.version}</th>
            <th scope="col">${headings.state}</th>
            <th scope="col" class="n">${headings.members}</th>
            <th scope="col" class="n p2">${headings.change}</th>
            <th scope="col" class="p2">${headings.published}</th>
            <th scope="col">${headings.action}</th>
          </tr>
        </thead>
        <tbody>
          ${numbers.slice(0, mostShown).map((number) => row(number, sheet, reader))}
        </tbody>
      </table>
    </div>
    ${left > 0 && html`<p class="soft">${versions.more(left)}</p>`}
  </section>`;
};

const tones: Readonly<Record<Version['state'], Tone | undefined>> = {
  live: 'good',
  held: 'warning',
  writing: undefined,
  superseded: undefined,
  abandoned: undefined,
  collecting: undefined,
};

const row = (number: number, sheet: AudienceSheet, reader: Reader): Html | undefined => {
  const version = sheet.item.versions[number];
  if (!version) return undefined;
  const { say } = reader;
  const counts = 'counts' in version ? version.counts : undefined;
  return html`<tr>
    <th scope="row">${number}</th>
    <td>${state(say.screenAudience.versions.states[version.state], tones[version.state])}</td>
    <td class="n">${countOrNone(counts?.members, say)}</td>
    <td class="n p2">${change(counts ?? {}, say)}</td>
    <td class="w p2">${'publishedAt' in version ? ago(version.publishedAt, reader) : none}</td>
    <td>${rollbackButton(number, sheet, reader)}</td>
  </tr>`;
};

const rollbackButton = (
  to: number,
  { item, project }: AudienceSheet,
  reader: Reader,
): Html | undefined => {
  const found = findRollback(item, to, reader.now);
  // One whose time is over stays only for others that stand on it, and may be gone in a moment.
  if (typeof found === 'string' || found.target.until < reader.now) return undefined;
  const { say } = reader;
  const { versions, andThen } = say.screenAudience;
  const { file } = settleFile(item, found.live.etag, reader.now);
  return action(
    {
      label: versions.rollback,
      look: 'b xs',
      confirmation: andThen(
        willRead(versions.askToRollBack(to), found.target, say),
        // What was rolled back to is not matched anew.
        say.screenActions.afterwards(file, project.paused, null),
      ),
    },
    {
      action: 'rollback',
      project: item.projectId,
      file: fileParamOf(item.fileName),
      to,
      seen: { live: findLiveVersion(item.versions)?.version ?? null },
    },
    reader,
  );
};
