import { mkdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { lastTickKey, type ScanSummary } from '../../lambdas/shared/contract.ts';
import type { ImportRecord } from '../../lambdas/shared/domain/import-record.ts';
import type { AudienceView } from '../../lambdas/shared/domain/audience-view.ts';
import { AudienceReader } from '../../reader/index.ts';
import { operate, type Operator } from '../support/operate.ts';
import { type RunningStack, startStack } from '../support/running-stack.ts';
import { collect } from '../support/streams.ts';

interface Mail {
  to: string[];
  subject: string;
  text: string;
  html: string;
}

jest.setTimeout(600_000);

let stack: RunningStack;
let operator: Operator;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  stack = await startStack();
  operator = operate(stack.state);
  dynamodb = new DynamoDBClient({
    endpoint: stack.endpoints.dynamodb,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(async () => {
  dynamodb.destroy();
  await stack.stop();
});

/** A project of one test, with the users a, b, c and 0001, in a bucket that others use, too. */
const arrange = async (project: string, { limit = 10 } = {}) => {
  const folder = join(stack.inbox, project);
  const admin = `${project}@example.com`;
  await mkdir(folder, { recursive: true });
  await operator.run([
    ...['project', 'put', project, '--admin-email', admin],
    ...['--audience-limit', String(limit)],
  ]);
  await operator.run(['users', 'load', project, '-'], 'a\nb\nc\n0001\n');
  return {
    drop: (fileName: string, content: string | Uint8Array) =>
      writeFile(join(folder, fileName), content),
    remove: (fileName: string) => rm(join(folder, fileName)),
    path: (fileName: string) => join(folder, fileName),
    scan: async () => {
      const { projects } = await operator.runJson<ScanSummary>(['scan', '--wait']);
      return projects.find(({ projectId }) => projectId === project)!;
    },
    audience: async (name: string) => {
      const audiences = await operator.runJson<AudienceView[]>(['audience', 'list', project]);
      return audiences.find((audience) => audience.name === name);
    },
    members: async (name: string) => {
      const printed = await operator.run(['audience', 'members', project, name]);
      return printed.split('\n').slice(0, -1).sort();
    },
    mails: async () =>
      (await operator.runJson<Mail[]>(['mail', 'list'])).filter(({ to }) => to.includes(admin)),
    run: (...words: string[]) => operator.run(words),
  };
};

describe('the rules of the mission', () => {
  it('1: a file of more than 500 MB is rejected before it is read', async () => {
    const { drop, path, scan, audience, mails } = await arrange('rule-1');
    await drop('huge.csv', 'a\n');
    await truncate(path('huge.csv'), 500 * 1024 * 1024 + 1);
    await scan();
    expect(await audience('huge')).toMatchObject({ status: 'rejected', cause: 'too-large' });
    expect((await mails())[0]!.text).toContain('524288001 bytes');
  });

  it('2: the file name is the audience; other objects are ignored and counted', async () => {
    const { drop, path, scan, audience } = await arrange('rule-2');
    await drop('春 & Summer.v2.csv', 'a\n');
    await drop('notes.txt', 'a\n');
    await drop('_SUCCESS', '');
    await mkdir(path('old'));
    await drop('old/vip.csv', 'a\n');
    expect(await scan()).toMatchObject({ seen: 1, sent: 1, ignored: 3 });
    expect(await audience('春 & Summer.v2')).toMatchObject({ status: 'ready', members: 1 });
  });

  it('3: only registered users count, and a list without any is held', async () => {
    const { drop, scan, audience, members, mails, run } = await arrange('rule-3');
    await drop('vip.csv', 'a\nnobody\nb\n');
    await scan();
    expect(await audience('vip')).toMatchObject({ status: 'ready', members: 2, unregistered: 1 });
    expect(await mails()).toEqual([]);
    await drop('vip.csv', 'nobody\n');
    await scan();
    expect(await audience('vip')).toMatchObject({ status: 'held', version: 1, members: 2 });
    expect((await members('vip')).sort()).toEqual(['a', 'b']);
    const [warning, ...others] = await mails();
    expect(warning!.subject).toContain('"vip.csv" is held');
    expect(warning!.text).toContain('"audience-import audience approve rule-3 vip --version 2"');
    expect(warning!.text).toContain('Still version 1 with 2 members');
    expect(warning!.text).toContain('Version 2 with 0 members');
    expect(others).toEqual([]);
    expect(await scan()).toMatchObject({ sent: 0, held: 1 });
    expect(await mails()).toHaveLength(1);
    await run('audience', 'approve', 'rule-3', 'vip');
    expect(await audience('vip')).toMatchObject({ status: 'ready', version: 2, members: 0 });
    expect(await members('vip')).toEqual([]);
    await scan();
    expect((await mails()).at(-1)!.subject).toContain('"vip.csv" was approved');
  });

  it('3: why IDs are unregistered is told when there are many more of them', async () => {
    const { drop, scan, audience, mails, run } = await arrange('rule-3-why');
    await drop('vip.csv', 'a\nb\nc\n0001\n');
    await scan();
    await drop('vip.csv', ['a', 'b', '0001'].map((id) => `="${id}"\n`).join('') + 'c\n');
    await scan();
    expect(await audience('vip')).toMatchObject({ version: 2, members: 1, unregistered: 3 });
    const why =
      'All 3 unregistered IDs are spreadsheet formulas; all of them would be registered without = and quotes.';
    const [mail, ...others] = await mails();
    expect(mail!.subject).toContain('"vip.csv" has many unregistered IDs');
    expect(mail!.text).toContain(why);
    expect(others).toEqual([]);
    expect(await run('audience', 'show', 'rule-3-why', 'vip')).toContain(why);
    const [record] = JSON.parse(await run('import', 'history', 'rule-3-why', '--json')) as object[];
    expect(record).toMatchObject({
      diagnosis: { findings: [{ kind: 'formula' }, {}], lookedUp: 3, wouldBeMembers: 3 },
    });
  });

  it('4: a reader works on the version that was published when it began', async () => {
    const { drop, scan } = await arrange('rule-4');
    const reader = new AudienceReader({ dynamodb, tables: stack.tables });
    await drop('vip.csv', 'a\nb\n');
    await scan();
    const snapshot = await reader.snapshot('rule-4', 'vip');
    await drop('vip.csv', 'c\n');
    await scan();
    expect((await collect(snapshot.ids())).sort()).toEqual(['a', 'b']);
    expect(await snapshot.contains('c')).toBe(false);
    expect(await collect((await reader.snapshot('rule-4', 'vip')).ids())).toEqual(['c']);
  });

  it('5: new content under the same name replaces the whole audience', async () => {
    const { drop, scan, audience, members } = await arrange('rule-5');
    await drop('vip.csv', 'a\nb\n');
    await scan();
    await drop('vip.csv', 'b\nc\n');
    expect(await scan()).toMatchObject({ seen: 1, changed: 1, sent: 1 });
    expect(await members('vip')).toEqual(['b', 'c']);
    expect(await audience('vip')).toMatchObject({ version: 2 });
  });

  it('6: no audience beyond the limit, but updates; a place that is free is taken', async () => {
    const { drop, scan, audience, mails, run } = await arrange('rule-6', { limit: 1 });
    await drop('first.csv', 'a\n');
    await scan();
    await drop('second.csv', 'b\n');
    await drop('first.csv', 'c\n');
    await scan();
    expect(await audience('first')).toMatchObject({ status: 'ready', version: 2 });
    expect(await audience('second')).toMatchObject({ status: 'rejected', cause: 'limit' });
    await scan();
    expect(await mails()).toHaveLength(1);
    await run('audience', 'delete', 'rule-6', 'first', '--with-file');
    await scan();
    expect(await audience('second')).toMatchObject({ status: 'ready', members: 1 });
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('has no place'),
      expect.stringContaining('works again'),
    ]);
  });

  it('6: of many that are new at once, as many get in as may; one mail names the others', async () => {
    const { drop, scan, mails, run } = await arrange('rule-6-at-once', { limit: 7 });
    const names = Array.from({ length: 20 }, (_, index) => `list ${index}`);
    for (const name of names) await drop(`${name}.csv`, `a\n${name}\n`);
    await scan();
    const words = ['audience', 'list', 'rule-6-at-once'];
    const audiences = await operator.runJson<AudienceView[]>(words);
    const inside = audiences.filter(({ status, members }) => status === 'ready' && members === 1);
    const outside = audiences.filter(({ cause, version }) => cause === 'limit' && version === null);
    expect([inside.length, outside.length]).toEqual([7, 13]);
    const [mail, ...others] = await mails();
    expect(mail!.subject).toContain('13 files have no place');
    for (const { name } of outside) expect(mail!.text).toContain(`- ${name}.csv\n`);
    expect(others).toEqual([]);
    expect(await run('project', 'show', 'rule-6-at-once')).toContain('7 of at most 7');
  });

  it('7: a failure is mailed once with cause, row and what is live; then that it works', async () => {
    const { drop, scan, mails, run } = await arrange('rule-7');
    await drop('vip.csv', 'a\nb\n');
    await scan();
    await drop('vip.csv', 'a\nb\nc,gold\n');
    await scan();
    await scan();
    const failures = await mails();
    expect(failures).toHaveLength(1);
    await run('audience', 'retry', 'rule-7', 'vip');
    expect(await scan()).toMatchObject({ sent: 1 });
    expect(await mails()).toEqual(failures);
    expect(failures[0]).toMatchObject({ to: ['rule-7@example.com'] });
    expect(failures[0]!.subject).toContain('rule-7: "vip.csv" was rejected');
    for (const body of [failures[0]!.text, failures[0]!.html]) {
      expect(body).toContain('Row 3 has more than one column.');
      expect(body).toMatch(/version 1\b.*\b2 members/);
    }
    await drop('vip.csv', 'a\nb\nc\n');
    await scan();
    await scan();
    const all = await mails();
    expect(all).toHaveLength(2);
    expect(all[1]!.subject).toContain('"vip.csv" works again');
  });

  it('8: a file that is removed leaves its audience with the last members', async () => {
    const { drop, remove, scan, audience, members, mails } = await arrange('rule-8');
    await drop('vip.csv', 'a\nb\n');
    await scan();
    await remove('vip.csv');
    expect(await scan()).toMatchObject({ seen: 0, missing: 1, sent: 0 });
    expect(await audience('vip')).toMatchObject({ status: 'source-missing', members: 2 });
    expect(await members('vip')).toEqual(['a', 'b']);
    await drop('vip.csv', 'a\nb\n');
    expect(await scan()).toMatchObject({ sent: 0 });
    expect(await audience('vip')).toMatchObject({ status: 'ready', version: 1 });
    expect(await mails()).toEqual([]);
  });

  it('9: an audience that is deleted comes back while its file is there, and not without', async () => {
    const { drop, scan, audience, run } = await arrange('rule-9');
    await drop('vip.csv', 'a\n');
    await scan();
    await run('audience', 'delete', 'rule-9', 'vip');
    expect(await audience('vip')).toBeUndefined();
    await scan();
    expect(await audience('vip')).toMatchObject({ status: 'ready', members: 1 });
    await run('audience', 'delete', 'rule-9', 'vip', '--with-file');
    await scan();
    expect(await audience('vip')).toBeUndefined();
    await drop('vip.csv', 'a\n');
    await scan();
    expect(await audience('vip')).toMatchObject({ status: 'ready', members: 1 });
  });

  it('10: an empty file is an error, and a young one of zero bytes is left alone', async () => {
    const { drop, path, scan, audience, members } = await arrange('rule-10');
    await drop('vip.csv', 'a\n');
    await drop('new.csv', '');
    await scan();
    expect(await audience('new')).toMatchObject({ status: 'being-written', cause: null });
    const anHourAgo = new Date(Date.now() - 3_600_000);
    await utimes(path('new.csv'), anHourAgo, anHourAgo);
    await drop('vip.csv', '\n""\r\n');
    await scan();
    expect(await audience('new')).toMatchObject({ status: 'rejected', cause: 'empty' });
    expect(await audience('vip')).toMatchObject({ status: 'rejected', cause: 'empty', version: 1 });
    expect(await members('vip')).toEqual(['a']);
  });

  it('11: IDs are compared exactly', async () => {
    const { drop, scan, audience, members } = await arrange('rule-11');
    await drop('vip.csv', 'user_id\n1\n0001\n a\nb \nB\n"c"\r\n');
    await scan();
    expect(await members('vip')).toEqual(['0001', 'c']);
    expect(await audience('vip')).toMatchObject({ rows: 7, unregistered: 5, duplicates: 0 });
  });

  it('12: a broken file is rejected whole, with row and cause', async () => {
    const { drop, scan, audience, members } = await arrange('rule-12');
    await drop('vip.csv', 'a\n');
    await scan();
    const broken: [string, string | Uint8Array][] = [
      ['not-utf8', Buffer.from('b\n\xe9\n', 'latin1')],
      ['unclosed-quote', 'b\n"c\n'],
      ['broken-quote', 'b\n"c"d\n'],
      ['several-columns', 'b\nc,d\n'],
      ['utf-16', Buffer.from('\ufeffb\nc\n', 'utf16le')],
    ];
    for (const [cause, content] of broken) {
      await drop('vip.csv', content);
      await scan();
      expect(await audience('vip')).toMatchObject({ status: 'rejected', cause, version: 1 });
      expect(await members('vip')).toEqual(['a']);
    }
  });
});

describe('a second scan over the same state', () => {
  it('sends nothing, mails nothing and writes nothing', async () => {
    const { drop, scan, mails } = await arrange('again');
    await drop('good.csv', 'a\n');
    await drop('broken.csv', 'a,b\n');
    await scan();
    const everything = async () => {
      const tables = Object.values(stack.tables);
      const pages = tables.map((TableName) => dynamodb.send(new ScanCommand({ TableName })));
      const isTick = ({ fileName }: Record<string, unknown>): boolean =>
        isDeepStrictEqual(fileName, { S: lastTickKey.fileName });
      return (await Promise.all(pages)).map(({ Items = [] }) =>
        Items.filter((item) => !isTick(item)),
      );
    };
    // A scan keeps that nothing waits any more; from then on only when the last one was.
    await scan();
    const before = await everything();
    expect(await scan()).toMatchObject({ seen: 2, changed: 0, sent: 0, underway: 0 });
    expect(await everything()).toEqual(before);
    expect(await mails()).toHaveLength(1);
  });

  it('files that come together share one reading of the users, and a broken one keeps no other back', async () => {
    const { drop, scan, audience, members, mails } = await arrange('night', { limit: 20 });
    const shared = Array.from({ length: 40_000 }, (_, index) => `shared-${index}`);
    const names = Array.from({ length: 12 }, (_, index) => `list-${index}`);
    for (const [index, name] of names.entries()) {
      const own = Array.from({ length: 9_000 }, (_, row) => `${name}-${row}`);
      const end = index === 7 ? 'two,columns' : index % 2 === 0 ? 'a\nb' : 'b\n0001';
      await drop(`${name}.csv`, `${[...shared, ...own].join('\n')}\n${end}\n`);
    }
    expect(await scan()).toMatchObject({ sent: 12 });
    for (const [index, name] of names.entries()) {
      if (index === 7) continue;
      expect(await audience(name)).toMatchObject({ status: 'ready', rows: 49_002 });
      expect(await members(name)).toEqual(index % 2 === 0 ? ['a', 'b'] : ['0001', 'b']);
    }
    expect(await audience('list-7')).toMatchObject({
      status: 'rejected',
      cause: 'several-columns',
    });
    expect(await mails()).toMatchObject([{ subject: expect.stringContaining('list-7') }]);
    const records = await operator.runJson<ImportRecord[]>(['import', 'history', 'night']);
    const published = records.filter(({ outcome }) => outcome === 'published');
    const [{ pass } = { pass: undefined }] = published;
    expect(pass).toEqual({ id: expect.any(String), files: 11 });
    expect(published.map((record) => record.pass)).toEqual(Array(11).fill(pass));
  });
});
