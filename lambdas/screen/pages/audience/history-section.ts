import type { ImportRecord } from '../../../shared/domain/import-record.ts';
import type { Decision } from '../../../shared/domain/decision.ts';
import { type Cost, costOf } from '../../../shared/domain/prices.ts';
import { toneOfOutcome } from '../../../shared/domain/tones.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import { duration } from '../../../shared/texts/duration.ts';
import { aboutFile } from '../../../shared/texts/explain.ts';
import { formatDollars } from '../../../shared/texts/figures.ts';
import type { AudienceSheet } from '../../domain/shown.ts';
import { told } from '../parts/cause.ts';
import { change, countOrNone, matchRate } from '../parts/figures.ts';
import { decisionRow } from './decision-row.ts';
import { briefly } from '../parts/sentences.ts';
import { state } from '../parts/status.ts';
import { ago } from '../parts/times.ts';
import type { Reader } from '../reader.ts';

/** What has happened to it, the newest first. */
export const historySection = (sheet: AudienceSheet, reader: Reader): Html => {
  const { history } = reader.say.screenAudience;
  return html`<section>
    <h3>${history.title}</h3>
    ${
      entriesOf(sheet).length === 0
        ? html`<p class="soft">${history.none}</p>`
        : table(sheet, regionOf(reader), reader)
    }
  </section>`;
};

/** The stack's own, as the ARN of this function has it. */
const regionOf = ({ endpoints }: Reader): string => endpoints.screen.split(':')[3] ?? '';

/** Imports, and decisions of operators between them. */
type Entry = { at: number } & ({ record: ImportRecord } | { decision: Decision });

/** More would be looked for elsewhere. */
const mostShown = 30;

const entriesOf = ({ history, decisions }: AudienceSheet): Entry[] =>
  [
    ...history.map((record) => ({ at: record.startedAt, record })),
    ...decisions.map((decision) => ({ at: decision.at, decision })),
  ]
    .sort((one, other) => other.at - one.at)
    .slice(0, mostShown);

const table = (sheet: AudienceSheet, region: string, reader: Reader): Html => {
  const { history } = reader.say.screenAudience;
  const { headings } = history;
  const entries = entriesOf(sheet);
  const lists = entries.flatMap((entry) =>
    'record' in entry ? [costOfRecord(entry.record, region)] : [],
  );
  const prices = [...new Set(lists.map((list) => history.cost(list.region, list.asOf)))];
  return html`<div class="wrap" tabindex="0" role="group" aria-label="${history.title}">
      <table>
        <caption>
          ${history.title}
        </caption>
        <thead>
          <tr>
            <th scope="col">${headings.when}</th>
            <th scope="col">${headings.outcome}</th>
            <th scope="col" class="n p3">${headings.rows}</th>
            <th scope="col" class="n">${headings.members}</th>
            <th scope="col" class="n p2">${headings.change}</th>
            <th scope="col" class="n p2">${headings.matched}</th>
            <th scope="col" class="n p3">${headings.cost}</th>
            <th scope="col" class="n p3">${headings.duration}</th>
            <th scope="col">${headings.cause}</th>
          </tr>
        </thead>
        <tbody>
          ${entries.map((entry) =>
            'record' in entry
              ? row(entry.record, sheet.item.projectId, region, reader)
              : decisionRow(entry.decision, reader),
          )}
        </tbody>
      </table>
    </div>
    ${prices.map((line) => html`<p class="soft">${line}</p>`)}`;
};

const costOfRecord = (record: ImportRecord, region: string): Cost =>
  record.cost ?? costOf(record, region);

const row = (record: ImportRecord, project: string, region: string, reader: Reader): Html => {
  const { say } = reader;
  const { counts, startedAt, endedAt, outcome } = record;
  return html`<tr>
    <th scope="row" class="w">${ago(startedAt, reader)}</th>
    <td>${state(say.screen.outcomes[outcome], toneOfOutcome[outcome])}</td>
    <td class="n p3">${countOrNone(counts?.rows, say)}</td>
    <td class="n">${countOrNone(counts?.members, say)}</td>
    <td class="n p2">${change(counts ?? {}, say)}</td>
    <td class="n p2">${matchRate(counts)}</td>
    <td class="n p3">${formatDollars(costOfRecord(record, region).dollars)}</td>
    <td class="n p3">${duration((endedAt - startedAt) / 1000, say.formats)}</td>
    <td>${cause(record, project, reader)}</td>
  </tr>`;
};

const cause = (
  { audience, message, explanation, trigger, cause: key }: ImportRecord,
  project: string,
  reader: Reader,
): Html | undefined => {
  const fileName = audience.slice(project.length + 1);
  if (message !== undefined)
    return briefly(told(explanation, message, aboutFile(project, fileName), reader));
  if (trigger !== undefined)
    return html`<span class="why">${reader.say.screenAudience.history.rematch}</span>`;
  return key === undefined ? undefined : html`<code>${key}</code>`;
};
