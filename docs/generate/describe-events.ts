import { z } from 'zod';
import {
  composeDetail,
  detailTypes,
  type EventDetail,
  eventDetailSchema,
} from '../../lambdas/shared/domain/event-detail.ts';
import { servicePrices } from '../../bin/cli/estimate/service-prices.ts';
import { unitPrices } from '../../lambdas/shared/domain/prices.ts';
import { eventSource } from '../../lambdas/shared/contract.ts';
import type { ImportRecord } from '../../lambdas/shared/domain/import-record.ts';
import type { PendingEvent } from '../../lambdas/shared/domain/pending-event.ts';

/** JSON Schema of the `detail` of our events, for programs that check it. */
export const eventJsonSchema = (): string =>
  JSON.stringify({
    title: `detail of the events of ${eventSource}`,
    // Of what is read: later releases may add fields.
    ...z.toJSONSchema(eventDetailSchema, { io: 'input' }),
  });

/** The table of docs/events.md. */
export const describeEventFields = (): string =>
  [
    '| field of `detail` | what it says |',
    '| --- | --- |',
    ...Object.entries(eventDetailSchema.shape).map(
      ([name, { description = '' }]) => `| \`${name}\` | ${description} |`,
    ),
  ].join('\n');

const at = Date.UTC(2026, 10, 30, 2, 10, 4);

const record: ImportRecord = {
  audience: 'shop/vip.csv',
  importId: '0193794f-3a1e-7aaa-8bbb-0123456789ab',
  etag: '9b2cf535f27731c974343645a3985328',
  size: 4_120_000,
  startedAt: at - 4_000,
  endedAt: at,
  outcome: 'published',
  version: 12,
  plan: 'scan',
  counts: {
    rows: 125_000,
    blank: 0,
    duplicates: 200,
    unregistered: 4_800,
    members: 120_000,
    added: 3_100,
    removed: 900,
  },
  readUnits: 2_412,
  writeUnits: 96,
  durations: { read: 900, join: 1_500, write: 800 },
  expiresAt: Math.ceil(at / 1000) + 365 * 24 * 60 * 60,
};

const live = { version: 12, members: 120_000 };

const examples: readonly [PendingEvent, Partial<ImportRecord> | undefined][] = [
  [{ type: 'published', trigger: 'file', at, version: 12, live }, {}],
  [
    { type: 'held', trigger: 'file', at, version: 13, cause: 'shrinks', live },
    {
      outcome: 'held',
      cause: 'shrinks',
      version: 13,
      message: 'It would lose 98.5 % of its members, and may lose 50 %.',
      counts: {
        rows: 1_800,
        blank: 0,
        duplicates: 0,
        unregistered: 33,
        members: 1_767,
        added: 0,
        removed: 118_233,
      },
    },
  ],
  [
    { type: 'failed', trigger: 'file', at, cause: 'not-utf8', live },
    {
      outcome: 'rejected',
      cause: 'not-utf8',
      version: undefined,
      counts: undefined,
      row: 17,
      message: 'Row 17 is not UTF-8. Save the file as "CSV UTF-8".',
    },
  ],
  [{ type: 'deleted', trigger: 'deletion', at }, undefined],
];

const example = ([event, more]: (typeof examples)[number], index: number): string => {
  const told = {
    projectId: 'shop',
    fileName: 'vip.csv',
    audienceId: '01936f4c-2b1d-7ccc-9ddd-ba9876543210',
    sequence: 12 + index,
    event,
  };
  const detail: EventDetail = composeDetail(told, more && { ...record, ...more }, {
    stack: 'AudienceImport',
    region: 'us-east-1',
  });
  return [
    `### ${detailTypes[event.type]}`,
    '',
    '```json',
    JSON.stringify(
      { source: eventSource, 'detail-type': detailTypes[event.type], detail },
      undefined,
      2,
    ),
    '```',
  ].join('\n');
};

/** Of DynamoDB, that an event takes of an audience that is refreshed once a day. A test measures it. */
export const unitsOfEvent = { write: 6, read: 2.5 };

/** The sentence of docs/events.md. */
export const describeEventCosts = (): string => {
  const { write, read } = unitsOfEvent;
  const { writeUnit, readUnit } = unitPrices['us-east-1'];
  const dollars = write * writeUnit + read * readUnit + servicePrices.event;
  const millions = (dollars * 1e6).toFixed(2);
  const audiences = 2_000;
  const month = (dollars * audiences * 30).toFixed(2);
  return (
    `Of an audience that is refreshed once a day, an event takes ${write} write units and ${read} read units of DynamoDB, ` +
    `and $1.00 a million of EventBridge: $${millions} a million events (us-east-1, November 2026), so $${month} a month for ` +
    `${audiences.toLocaleString('en')} audiences that change once a day.`
  );
};

export const describeEventExamples = (): string => examples.map(example).join('\n\n');
