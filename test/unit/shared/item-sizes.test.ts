import { beforeAll, describe, expect, it } from '@jest/globals';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import {
  importOrderSchema,
  maxAudienceLimit,
  mostFilesTogether,
} from '../../../lambdas/shared/contract.ts';
import {
  type AudienceItem,
  audienceItemSchema,
  mostVersions,
} from '../../../lambdas/shared/domain/audience-item.ts';
import { mostMessageBytes } from '../../../lambdas/shared/domain/clip-text.ts';
import { boundDiagnosis, mostFindings } from '../../../lambdas/shared/domain/diagnosis.ts';
import { errorPolicies } from '../../../lambdas/shared/domain/error-policies.ts';
import { mostNotices } from '../../../lambdas/shared/domain/fold-notices.ts';
import {
  type ImportRecord,
  importRecordSchema,
} from '../../../lambdas/shared/domain/import-record.ts';
import {
  type MalformedMessage,
  malformedMessageSchema,
} from '../../../lambdas/shared/domain/malformed-message.ts';
import { type Notice, noticeSchema } from '../../../lambdas/shared/domain/notice.ts';
import {
  mostEvents,
  type PendingEvent,
  storedEventSchema,
} from '../../../lambdas/shared/domain/pending-event.ts';
import {
  type Project,
  projectSchema,
  usersSourceSchema,
} from '../../../lambdas/shared/domain/project.ts';
import {
  mostUnreachedNotices,
  type Unreached,
  unreachedKey,
  unreachedSchema,
} from '../../../lambdas/shared/domain/unreached.ts';
import { reportKey } from '../../../lambdas/shared/domain/report.ts';
import {
  mostSampledBytes,
  mostSampledIds,
} from '../../../lambdas/shared/domain/unregistered-sample.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { createResources, tables } from '../../support/simulation/resources.ts';

/** What DynamoDB allows, and what stays free of it for attributes that nobody thinks of today. */
const mostKilobytes = 400;
const margin = 40;

let dynamodb: DynamoDBDocumentClient;
beforeAll(async () => {
  const aws = createAws();
  await createResources(aws);
  dynamodb = toDocumentClient(aws.dynamodb);
});

/** As DynamoDB bills it: a write unit a kilobyte. */
const kilobytesOf = async (table: keyof typeof tables, Item: object): Promise<number> => {
  const command = new PutCommand({
    TableName: tables[table],
    Item,
    ReturnConsumedCapacity: 'TOTAL',
  });
  const { ConsumedCapacity } = await dynamodb.send(command);
  return ConsumedCapacity!.CapacityUnits!;
};

const text = (bytes: number): string => 'x'.repeat(bytes);
/** As long as numbers of ours become. */
const time = 1_999_999_999_999;
const bytes = 524_288_001;
const version = 99_999_999;
const counts = {
  rows: bytes,
  blank: bytes,
  duplicates: bytes,
  unregistered: bytes,
  members: bytes,
  added: bytes,
  removed: bytes,
};

const projectId = text(64);
/** S3's longest key, without a path in front. */
const fileName = `${text(1020)}.csv`;
/** Of an upload in 10,000 parts. */
const etag = `"${text(32)}-10000"`;
const importId = '0190f2a4-7e6b-7aaa-8bbb-0123456789ab';
const message = text(mostMessageBytes);
const causes = Object.keys(errorPolicies).filter((cause) => !/[A-Z ]/.test(cause));
const cause = text(Math.max(...causes.map(({ length }) => length)));
const row = bytes;

/** The longest that a file has: a row and eight names of columns, clipped. */
const explanation = {
  of: 'several-columns',
  values: {
    row,
    firstRow: text(120),
    columns: { names: Array.from({ length: 8 }, () => text(40)), hasMore: true },
  },
};
const ofIds = {
  of: 'finding-of-ids',
  values: {
    cause: 'registered-otherwise',
    isShown: true,
    count: 1000,
    sampled: 1000,
    isAll: false,
    trial: { how: 'without-apostrophe', number: 38, tried: 1000, registered: 1000 },
  },
};

const diagnosis = boundDiagnosis({
  findings: Array.from({ length: mostFindings + 1 }, () => ({
    kind: message,
    share: 1 / 3,
    example: message,
    sentence: message,
    explanation: ofIds,
  })),
  sampled: 1000,
  lookedUp: 1000,
  wouldBeMembers: 1000,
  readUnits: 1000.5,
});

const unregisteredSample = Array.from({ length: mostSampledIds }, () => text(mostSampledBytes));

const report = { key: reportKey(projectId, fileName, importId) };

const published = {
  etag,
  counts,
  publishedAt: time,
  layout: {
    chunks: 2_097_152,
    shards: 4096,
    digest: text(64),
    format: 2 as const,
    base: version,
    chunksSinceBase: 2_097_152,
  },
};
const numbered = <T>(count: number, value: (index: number) => [string, T]): Record<string, T> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => value(index)));

const notice: Required<Notice> = {
  diagnosis,
  hasReport: true,
  explanation,
  kind: 'recovered',
  cause,
  message,
  row,
  importId,
  etag,
  at: time,
  suffix: '.csv.zst',
  live: { version, members: bytes },
  held: { version, members: bytes },
  freshness: { changedAt: time, hours: 8760, isMissing: true },
  earlier: { count: version, first: time, last: time },
};

const event: Required<PendingEvent> = {
  type: 'published',
  trigger: 'approval',
  at: time,
  importId,
  cause,
  version,
  live: { version, members: bytes },
  earlier: { count: version, first: time, last: time },
};

const audience: Required<AudienceItem> = {
  projectId,
  fileName,
  audienceId: importId,
  versionCounter: version,
  pending: projectId,
  versions: numbered(mostVersions, (index) => [
    String(version - index),
    { state: 'superseded', ...published, until: time },
  ]),
  source: {
    etag,
    size: bytes,
    lastModified: time,
    present: true,
    seenAt: time,
    object: fileName,
    changedAt: time,
  },
  // The one ETag that comes from a message, which anybody may have sent.
  enqueued: { etag: text(128), at: time, dropped: true },
  claim: { version, owner: importId, etag, until: time },
  trend: Array.from({ length: 30 }, () => bytes),
  outcome: {
    etag,
    result: 'published',
    importId,
    at: time,
    cause,
    message,
    row,
    retryAt: time,
    rematch: true,
    pinned: true,
    retries: version,
    diagnosis,
    header: text(200),
    explanation,
    unregisteredSample,
    report,
  },
  told: { etag, causes },
  guard: {
    holdWhenEmpty: true,
    maxShrink: 99,
    minMembers: bytes,
    maxGrowth: 100_000,
    holdFirst: true,
  },
  notices: numbered(mostNotices, (index) => [`${index}${importId}:${cause}`, notice]),
  events: numbered(mostEvents, (index) => [String(version - index), event]),
  unannounced: projectId,
  stale: { at: time, changedAt: time, hours: 8760 },
  expectEveryHours: 8760,
  deletedAt: time,
  operation: importId,
};

const usersSource: Required<NonNullable<Project['usersSource']>> = {
  tableName: text(255),
  keyName: text(255),
  keyType: 'string',
  keyPrefix: text(2048),
  sortKey: { name: text(255), value: text(2048) },
  maxReadUnits: bytes,
  ttlAttribute: text(255),
};
const project: Required<Project> = {
  projectId,
  path: text(512),
  audienceLimit: maxAudienceLimit,
  paused: true,
  deletedAt: time,
  adminEmails: Array.from({ length: 50 }, () => text(320)),
  slots: numbered(maxAudienceLimit, (index) => [String(index).padStart(32, '0'), version]),
  usersSource,
  holdWhenEmpty: false,
  maxShrink: 99,
  minMembers: bytes,
  maxGrowth: 100_000,
  holdFirst: true,
  idColumn: text(255),
  delimiter: ';',
  rematchHours: 720,
  expectEveryHours: 8760,
  unregisteredReports: true,
  mailOnSuccess: true,
  dailyDigestHour: 23,
  language: 'ja',
  creation: importId,
  operation: importId,
};

const record: Required<ImportRecord> = {
  diagnosis,
  unregisteredSample,
  report,
  explanation,
  audience: `${projectId}/${fileName}`,
  importId,
  object: fileName,
  etag,
  size: bytes,
  trigger: 'rematch',
  startedAt: time,
  endedAt: time,
  outcome: 'interrupted',
  cause: text(200),
  message,
  row,
  version,
  counts,
  plan: 'scan-then-lookup',
  plannedUnits: bytes,
  readUnits: bytes,
  writeUnits: bytes,
  expiresAt: time,
  cost: { dollars: bytes / 3, region: text(20), asOf: '2026-11' },
  pass: { id: importId, files: mostFilesTogether },
  durations: { read: time, join: time, write: time, compare: time, report: time },
};

const malformed: MalformedMessage = {
  audience: '#malformed',
  importId,
  reason: 'unknown-project',
  detail: text(2_000),
  // 1,000 characters of four bytes.
  body: text(4_000),
  at: time,
  expiresAt: time,
};

/** Of a project none of whose administrators can be reached, and each has another part of the last notices. */
const unreached: Unreached = {
  addresses: numbered(50, (index) => [
    `${String(index).padStart(2, '0')}${text(318)}`,
    { code: text(200), since: time, tried: time, missed: version },
  ]),
  notices: Array.from({ length: mostUnreachedNotices }, () => ({
    fileName,
    notice,
    reached: Array.from({ length: 50 }, () => text(16)),
  })),
};

const mailerItem = { ...unreachedKey(projectId), ...unreached, pending: projectId, order: time };

describe('the largest item', () => {
  it.each([
    ['audience', 'audiences', audience, 356],
    ['project', 'projects', project, 130],
    ['import record', 'imports', record, 9],
    ['malformed message', 'imports', malformed, 7],
    ['mailer, of a project', 'audiences', mailerItem, 139],
  ] as const)('of an %s fits into DynamoDB', async (_, table, item, expected) => {
    const kilobytes = await kilobytesOf(table, item);
    expect(kilobytes).toBeLessThanOrEqual(mostKilobytes - margin);
    expect(kilobytes).toBeLessThanOrEqual(expected);
  });

  it.each([
    ['audience', audience, audienceItemSchema],
    ['notice', notice, noticeSchema],
    ['event', event, storedEventSchema],
    ['project', project, projectSchema],
    ['users table', usersSource, usersSourceSchema],
    ['import record', record, importRecordSchema],
    ['malformed message', malformed, malformedMessageSchema],
    ['mailer, of a project', unreached, unreachedSchema],
  ] as const)('of an %s has every attribute that there is', (_, item, { shape }) => {
    expect(Object.keys(item).sort()).toEqual(Object.keys(shape).sort());
  });
});

describe('what comes from outside is bounded', () => {
  it.each([
    [
      'the address of an administrator',
      projectSchema.shape.adminEmails,
      [`${text(310)}@example.com`],
    ],
    ['the name of a users table', usersSourceSchema.shape.tableName, text(256)],
    ['its key', usersSourceSchema.shape.keyName, text(256)],
    ['what stands before a key', usersSourceSchema.shape.keyPrefix, text(2049)],
    ['a sort key', usersSourceSchema.shape.sortKey, { name: 'sk', value: text(2049) }],
    ['the ETag of a message', importOrderSchema.shape.files.element.shape.etag, text(129)],
  ])('such as %s', (_, schema, value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});
