import { gzipSync, zstdCompressSync } from 'node:zlib';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ScanSummary } from '../../lambdas/shared/contract.ts';
import type { AudienceDetails } from '../../lambdas/shared/domain/audience-view.ts';
import { operate, type Operator } from '../support/operate.ts';
import { type RunningStack, startStack } from '../support/running-stack.ts';

jest.setTimeout(600_000);

let stack: RunningStack;
let operator: Operator;

beforeAll(async () => {
  stack = await startStack();
  operator = operate(stack.state);
});
afterAll(() => stack.stop());

/** A project of one test, with the users a, b and c. */
const arrange = async (project: string) => {
  const path = (name: string): string => join(stack.inbox, project, name);
  await mkdir(path(''), { recursive: true });
  const admin = `${project}@example.com`;
  await operator.run([
    ...['project', 'put', project, '--admin-email', admin, '--audience-limit', '10'],
  ]);
  await operator.run(['users', 'load', project, '-'], 'a\nb\nc\n');
  return {
    path,
    drop: (name: string, content: string | Uint8Array) => writeFile(path(name), content),
    remove: (name: string) => rm(path(name)),
    scan: async () => {
      const { projects } = await operator.runJson<ScanSummary>(['scan', '--wait']);
      return projects.find(({ projectId }) => projectId === project)!;
    },
    show: (name: string) => operator.runJson<AudienceDetails>(['audience', 'show', project, name]),
    mails: async () =>
      (
        await operator.runJson<{ to: string[]; subject: string; text: string }[]>(['mail', 'list'])
      ).filter(({ to }) => to.includes(admin)),
    run: (...words: string[]) => operator.run(words),
  };
};

describe('an object that is not called like its file', () => {
  it('is imported: .CSV, .csv in its place as soon as there is one, and .CSV again when it is newer', async () => {
    const { drop, remove, scan, show, run } = await arrange('upper');
    await drop('vip.CSV', 'a\n');
    expect(await scan()).toMatchObject({ seen: 1, sent: 1, ignored: 0 });
    expect(await show('vip')).toMatchObject({
      status: 'ready',
      version: 1,
      members: 1,
      source: { object: 'vip.CSV' },
    });
    await drop('vip.csv', 'a\nb\n');
    expect(await scan()).toMatchObject({ seen: 1, changed: 1, ignored: 1 });
    expect(await show('vip')).toMatchObject({
      version: 2,
      members: 2,
      source: { object: 'vip.csv' },
    });
    await remove('vip.csv');
    expect(await scan()).toMatchObject({ missing: 1, ignored: 1, sent: 0 });
    expect(await show('vip')).toMatchObject({ status: 'source-missing', version: 2, members: 2 });
    await drop('vip.CSV', 'c\n');
    await scan();
    expect(await show('vip')).toMatchObject({
      version: 3,
      members: 1,
      source: { object: 'vip.CSV' },
    });
    expect(await run('audience', 'delete', 'upper', 'vip', '--with-file')).toContain(
      'its file upper/vip.CSV were deleted',
    );
    expect(await scan()).toMatchObject({ seen: 0, ignored: 0 });
  });

  it('is unpacked, whatever its name says', async () => {
    const { drop, remove, scan, show, mails } = await arrange('packed');
    await drop('vip.csv.gz', gzipSync('a\nb\n'));
    await drop('gold.csv.zst', zstdCompressSync('a\n'));
    await drop('plain.csv', Buffer.concat([gzipSync('a\n'), gzipSync('b\n')]));
    expect(await scan()).toMatchObject({ seen: 3, sent: 3, ignored: 0 });
    for (const [name, members, object] of [
      ['vip', 2, 'vip.csv.gz'],
      ['gold', 1, 'gold.csv.zst'],
      ['plain', 2, 'plain.csv'],
    ])
      expect(await show(String(name))).toMatchObject({
        status: 'ready',
        members,
        source: { object },
      });

    // The export is packed no longer.
    await drop('vip.csv', 'a\nb\nc\n');
    await remove('vip.csv.gz');
    await drop('gold.csv.zst', zstdCompressSync('a\n').subarray(0, -1));
    await drop('plain.csv', 'PK\x03\x04\x14\x00\x06\x00[Content_Types].xml');
    await scan();
    expect(await show('vip')).toMatchObject({ version: 2, members: 3 });
    expect(await show('gold')).toMatchObject({ status: 'rejected', cause: 'damaged-archive' });
    const told = await mails();
    expect(told.map(({ subject }) => subject).sort()).toEqual([
      '[audience-import] packed: "gold.csv.zst" was rejected',
      '[audience-import] packed: "plain.csv" was rejected',
    ]);
    expect(told.map(({ text }) => text).join()).toContain(
      'The file is not CSV: it is an Excel workbook (.xlsx). Set the format of the export to CSV;',
    );
  });

  it('is told once when it is ignored and looks meant, and shown with the others', async () => {
    const { drop, path, remove, scan, mails, run } = await arrange('ignored');
    await mkdir(path('vip.csv'));
    await drop('vip.csv/part-00000.csv', 'a\n');
    await drop('vip.csv/_SUCCESS', '');
    await drop('gold.txt', 'a\n');
    await drop('notes.pdf', 'a\n');
    expect(await scan()).toMatchObject({
      seen: 0,
      ignored: 3,
      ignoredBy: { 'csv-folder': 1, 'near-suffix': 1, other: 1 },
    });
    await scan();
    const told = await mails();
    expect(told.map(({ subject }) => subject)).toEqual([
      '[audience-import] ignored: objects are ignored',
      '[audience-import] ignored: objects are ignored',
    ]);
    expect(told.map(({ text }) => text).join()).toContain(
      '"vip.csv/" is ignored. It is a folder that is called like a file.',
    );
    expect(await run('audience', 'list', 'ignored')).toContain('ignored all of them');
    expect(await run('project', 'show', 'ignored')).toMatch(/near-suffix +1 +"gold.txt"/);

    // Gone, and there again: that is news when it has stayed for an hour.
    await remove('gold.txt');
    await scan();
    expect(await run('project', 'show', 'ignored')).not.toContain('gold.txt');
    await drop('gold.txt', 'a\n');
    await scan();
    expect(await mails()).toHaveLength(2);
    await run('project', 'delete', 'ignored', '--yes');
  });

  it('is called by its own name in mails', async () => {
    const { drop, scan, mails } = await arrange('names');
    await drop('vip.Csv', '"');
    await scan();
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      '[audience-import] names: "vip.Csv" was rejected',
    ]);
  });
});
