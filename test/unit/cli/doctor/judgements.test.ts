import { describe, expect, it } from '@jest/globals';
import { judgeAlarmEmail, judgeSubscriptions } from '../../../../bin/cli/doctor/checks/alarms.ts';
import { judgeBootstrap } from '../../../../bin/cli/doctor/checks/bootstrap.ts';
import { judgeBucket } from '../../../../bin/cli/doctor/checks/bucket.ts';
import { judgeBucketEvents } from '../../../../bin/cli/doctor/checks/bucket-events.ts';
import { judgeClock } from '../../../../bin/cli/doctor/checks/clock.ts';
import { judgeConcurrency } from '../../../../bin/cli/doctor/checks/concurrency.ts';
import { judgeEncryption } from '../../../../bin/cli/doctor/checks/encryption.ts';
import { judgeSendingQuota } from '../../../../bin/cli/doctor/checks/sandbox.ts';
import { judgeSender } from '../../../../bin/cli/doctor/checks/sender.ts';
import { judgeUsersTable } from '../../../../bin/cli/doctor/checks/users-tables.ts';
import { judgeVersion } from '../../../../bin/cli/doctor/checks/version.ts';
import { judgeWarmThroughput } from '../../../../bin/cli/doctor/checks/warm-throughput.ts';
import { type Status, tellFinding, type Verdict } from '../../../../bin/cli/doctor/finding.ts';
import type { TableFacts } from '../../../../bin/cli/doctor/ports.ts';
import { cliTexts } from '../../../../bin/cli/texts/texts.ts';
import { senderPlaceholder } from '../../../../lambdas/shared/contract.ts';
import type { UsersSource } from '../../../../lambdas/shared/domain/project.ts';

const region = 'eu-west-1';
const topic = 'arn:aws:sns:eu-west-1:123456789012:alarms';

const subscriber = (endpoint: string, isConfirmed: boolean) => ({ endpoint, isConfirmed });

const source: UsersSource = {
  tableName: 'crm',
  keyName: 'id',
  keyType: 'string',
  keyPrefix: '',
};
const table: TableFacts = {
  isActive: true,
  partition: 'id',
  partitionType: 'S',
  sort: undefined,
  warm: undefined,
};
const judgeTable = (
  facts: Partial<TableFacts> | undefined,
  more: Partial<UsersSource> = {},
  readable = ['crm'],
): Verdict =>
  judgeUsersTable(
    { projectId: 'shop', source: { ...source, ...more } },
    facts && { ...table, ...facts },
    readable,
  );
const warm = { read: 12_000, write: 4000, isChanging: false };

const judgements: [string, Verdict, Status, string][] = [
  ['bootstrap: none', judgeBootstrap(undefined, region, false), 'missing', 'cdk bootstrap'],
  ['bootstrap: too old', judgeBootstrap(5, region, false), 'missing', 'version 5, and 6'],
  ['bootstrap: none, deployed', judgeBootstrap(undefined, region, true), 'warning', 'next'],
  ['bootstrap: as needed', judgeBootstrap(6, region, false), 'ok', 'version 6'],

  ['a new account', judgeConcurrency({ limit: 10, unreserved: 10 }), 'warning', 'about 5 imports'],
  ['concurrency: others', judgeConcurrency({ limit: 1000, unreserved: 1 }), 'missing', '1 of 1000'],
  ['concurrency: enough', judgeConcurrency({ limit: 1000, unreserved: 900 }), 'ok', '900 of 1000'],

  ['no sender', judgeSender(undefined, undefined, region), 'missing', '"senderEmail"'],
  ['the placeholder', judgeSender(senderPlaceholder, undefined, region), 'missing', 'no sender'],
  ['not verified', judgeSender('a@b.c', { verified: undefined }, region), 'missing', region],
  ['its domain is', judgeSender('a@b.c', { verified: 'b.c' }, region), 'ok', 'b.c is verified'],

  ['sandbox', judgeSendingQuota({ isPaused: false, mailsPerDay: 200 }, region), 'warning', '200'],
  ['paused', judgeSendingQuota({ isPaused: true, mailsPerDay: 50_000 }, region), 'missing', 'paus'],
  ['out of it', judgeSendingQuota({ isPaused: false, mailsPerDay: 50_000 }, region), 'ok', '50000'],
  ['unlimited', judgeSendingQuota({ isPaused: false, mailsPerDay: -1 }, region), 'ok', 'any'],

  ['no alarm address', judgeAlarmEmail(undefined), 'warning', '"alarmEmail"'],
  ['an alarm address', judgeAlarmEmail('a@b.c'), 'ok', '48 hours'],
  ['nobody subscribed', judgeSubscriptions([], topic), 'missing', 'unsubscribed'],
  ['not confirmed', judgeSubscriptions([subscriber('a@b.c', false)], topic), 'missing', 'by a@b.c'],
  [
    'one of two confirmed',
    judgeSubscriptions([subscriber('a@b.c', true), subscriber('d@e.f', false)], topic),
    ...(['warning', 'not confirmed by d@e.f'] as const),
  ],
  ['confirmed', judgeSubscriptions([subscriber('a@b.c', true)], topic), 'ok', 'a@b.c'],

  ['no bucket', judgeBucket('inbox', undefined, region), 'missing', 'no bucket inbox'],
  ['another region', judgeBucket('inbox', 'us-east-1', region), 'missing', 'us-east-1'],
  ['a bucket', judgeBucket('inbox', region, region), 'ok', 'inbox'],

  ['SSE-S3', judgeEncryption({ algorithm: 'AES256' }), 'ok', 'SSE-S3'],
  ['a key', judgeEncryption({ algorithm: 'aws:kms', keyId: 'k1' }), 'warning', 'kms:Decrypt'],
  ['the AWS-managed key', judgeEncryption({ algorithm: 'aws:kms' }), 'warning', 'AWS-managed'],

  ['no events', judgeBucketEvents('inbox', 'not-sent'), 'warning', 'Amazon EventBridge'],
  ['events', judgeBucketEvents('inbox', 'sent'), 'ok', 'within seconds'],
  ['not to us', judgeBucketEvents('inbox', 'sent-elsewhere'), 'missing', 'another account'],

  ['not deployed with', judgeTable({}, {}, ['other']), 'missing', 'usersTables=other,crm'],
  ['no table', judgeTable(undefined), 'missing', 'no table crm'],
  ['not active', judgeTable({ isActive: false }), 'missing', 'not active'],
  ['another key', judgeTable({ partition: 'uid' }), 'missing', 'has the key uid'],
  ['another type', judgeTable({ partitionType: 'N' }), 'missing', 'type N'],
  ['a number', judgeTable({ partitionType: 'N' }, { keyType: 'number' }), 'ok', 'crm'],
  ['an unknown sort key', judgeTable({ sort: 'kind' }), 'missing', 'sort key kind'],
  ['no sort key', judgeTable({}, { sortKey: { name: 'k', value: 'v' } }), 'missing', '(none)'],
  ['its key', judgeTable({}), 'ok', 'with the key id'],

  ['a table that is gone', judgeWarmThroughput('users', undefined), 'missing', 'gone'],
  ['no warm throughput', judgeWarmThroughput('users', table), 'not-applicable', 'does not say'],
  ['warm', judgeWarmThroughput('users', { ...table, warm }), 'ok', '12000 read and 4000 write'],
  [
    'being changed',
    judgeWarmThroughput('users', { ...table, warm: { ...warm, isChanging: true } }),
    ...(['warning', 'being changed'] as const),
  ],

  ['a right clock', judgeClock(-60_000), 'ok', 'within 60 s'],
  ['a clock behind', judgeClock(61_000), 'warning', '61 s behind'],
  ['a clock ahead', judgeClock(-61_000), 'warning', '61 s ahead of'],

  ['the same release', judgeVersion('1.0.0', '1.0.0'), 'ok', '1.0.0'],
  ['another release', judgeVersion('1.0.0', '1.1.0'), 'warning', 'the stack 1.1.0'],
  ['a release that does not say', judgeVersion('1.0.0', undefined), 'warning', 'earlier'],
];

describe('the doctor judges', () => {
  it.each(judgements)('%s', (_, verdict, status, words) => {
    expect(verdict.status).toBe(status);
    const { what, remedy = '' } = tellFinding({ check: '', ...verdict }, cliTexts.en.doctor);
    expect(`${what} ${remedy}`).toContain(words);
    // What is not well comes with what to do.
    expect(verdict.remedy !== undefined).toBe(status === 'missing' || status === 'warning');
  });
});
