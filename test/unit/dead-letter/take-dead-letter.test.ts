import { describe, expect, it } from '@jest/globals';
import {
  type DeadLetterPorts,
  takeDeadLetter,
} from '../../../lambdas/dead-letter/take-dead-letter.ts';
import type { Failure } from '../../../lambdas/shared/claims/ports.ts';
import { malformedPartition } from '../../../lambdas/shared/contract.ts';
import {
  type ImportRecord,
  importRecordSchema,
} from '../../../lambdas/shared/domain/import-record.ts';
import {
  type MalformedMessage,
  malformedMessageSchema,
} from '../../../lambdas/shared/domain/malformed-message.ts';
import { aClaimedImport, aMessage, anAudienceItem, aProject } from '../../support/factories.ts';

const now = 100_000_000;
/** A scan waits for the message. */
const enqueued = { etag: aMessage().etag, at: aMessage().at };
const claimed = aClaimedImport();

/** Ports that note what was done, in order. */
const fakePorts = (more: Partial<DeadLetterPorts> = {}) => {
  const done: string[] = [];
  const records: (ImportRecord | MalformedMessage)[] = [];
  const failures: Failure[] = [];
  const note = (what: string): Promise<void> => {
    done.push(what);
    return Promise.resolve();
  };
  const ports: DeadLetterPorts = {
    getItem: (_, fileName) => Promise.resolve(anAudienceItem({ fileName, enqueued })),
    claimImport: () => Promise.resolve(claimed),
    endImport: {
      fail: (_, failure) => {
        failures.push(failure);
        return note('failed').then(() => true);
      },
      release: () => note('released').then(() => true),
    },
    getProject: () => Promise.resolve(aProject()),
    recordDrop: () => note('drop recorded'),
    saveRecord: (record) => {
      records.push(record);
      return Promise.resolve();
    },
    onRecordLost: () => void done.push('record lost'),
    newImportId: () => 'import-1',
    now: () => now,
    ...more,
  };
  return { ports, done, records, failures };
};

const takeAll = (ports: DeadLetterPorts, body: string) =>
  takeDeadLetter({ messageId: 'message-1', body, sentAt: now }, now + 60_000, ports);

/** A message with one file. */
const take = async (ports: DeadLetterPorts, body: string = JSON.stringify(aMessage())) => {
  const result = await takeAll(ports, body);
  return Array.isArray(result) ? (result as unknown[])[0] : result;
};

const orderOf = (...fileNames: string[]): string => {
  const { projectId, path, ...file } = aMessage();
  return JSON.stringify({
    projectId,
    path,
    files: fileNames.map((fileName) => ({ ...file, fileName })),
  });
};

describe('a message with several files that was given up', () => {
  it('fails each that is still due, and lets go of those that are not', async () => {
    const { ports, done } = fakePorts({
      claimImport: ({ fileName }) =>
        Promise.resolve(fileName === 'done.csv' ? 'not-due' : { ...claimed, fileName }),
    });
    expect(await takeAll(ports, orderOf('a.csv', 'done.csv', 'b.csv'))).toMatchObject([
      { fileName: 'a.csv', result: 'failed' },
      { fileName: 'done.csv', result: 'nothing-to-do', why: 'not-due' },
      { fileName: 'b.csv', result: 'failed' },
    ]);
    expect(done).toEqual([
      ...['failed', 'drop recorded', 'drop recorded', 'failed', 'drop recorded'],
    ]);
  });

  it.each([
    ['let go', { ...enqueued, dropped: true }],
    ['sent again', { ...enqueued, at: enqueued.at + 1 }],
    ['changed and sent', { ...enqueued, etag: 'e2' }],
  ])('leaves a file alone that was %s since: another message imports it', async (_, later) => {
    const { ports, done } = fakePorts({
      getItem: (_project, fileName) =>
        Promise.resolve(
          anAudienceItem({ fileName, enqueued: fileName === 'a.csv' ? later : enqueued }),
        ),
    });
    expect(await takeAll(ports, orderOf('a.csv', 'b.csv'))).toMatchObject([
      { fileName: 'a.csv', result: 'nothing-to-do', why: 'sent-again' },
      { fileName: 'b.csv', result: 'failed' },
    ]);
    expect(done).toEqual(['failed', 'drop recorded']);
  });

  it('comes back for one that is being imported, when the others are done with', async () => {
    const { ports, records } = fakePorts({
      claimImport: ({ fileName }) =>
        Promise.resolve(fileName === 'a.csv' ? 'being-imported' : { ...claimed, fileName }),
    });
    await expect(takeAll(ports, orderOf('a.csv', 'b.csv'))).rejects.toThrow('is running');
    expect(records).toMatchObject([{ audience: 'shop/b.csv', outcome: 'failed' }]);
  });
});

describe('a message that was given up', () => {
  it('fails the import, tells why, and lets the scanner send the file again', async () => {
    const { ports, done, records, failures } = fakePorts();
    expect(await take(ports)).toMatchObject({ result: 'failed', fileName: 'vip.csv', retries: 0 });
    expect(done).toEqual(['failed', 'drop recorded']);
    expect(failures).toMatchObject([{ cause: 'gave-up' }]);
    expect(importRecordSchema.parse(records[0])).toMatchObject({
      audience: 'shop/vip.csv',
      importId: 'import-1',
      outcome: 'failed',
      cause: 'gave-up',
      expiresAt: 100_000 + 365 * 86_400,
    });
  });

  it.each([
    [0, '1 hour.'],
    [1, '6 hours.'],
    [2, '24 hours.'],
    [9, '24 hours.'],
  ])('after %p retries is tried again in %s', async (retries, expected) => {
    const { ports, failures } = fakePorts({
      claimImport: () => Promise.resolve({ ...claimed, retries }),
    });
    await take(ports);
    expect(failures[0]?.message).toContain(`It is tried again in ${expected}`);
    expect(failures[0]?.message).toContain('Nothing was lost');
    // A delivery that Lambda could not hand over was no try.
    expect(failures[0]?.message).not.toMatch(/\b(tries|times|attempts)\b/);
  });

  it.each([
    ['gone', undefined, 'project-gone'],
    ['deleted', aProject({ deletedAt: 1 }), 'project-gone'],
    ['paused', aProject({ paused: true }), 'paused'],
    ['elsewhere', aProject({ path: 'other/' }), 'path-changed'],
  ])('is let go and not told when its project is %s', async (_, project, why) => {
    const { ports, done, records } = fakePorts({ getProject: () => Promise.resolve(project) });
    expect(await take(ports)).toMatchObject({ result: 'released', why });
    expect(done).toEqual(['released', 'drop recorded']);
    expect(importRecordSchema.parse(records[0])).toMatchObject({ outcome: 'released', cause: why });
  });

  it('is not told as failed when another import has taken over', async () => {
    const { ports, records } = fakePorts({
      endImport: { fail: () => Promise.resolve(false), release: () => Promise.resolve(false) },
    });
    expect(await take(ports)).toMatchObject({ result: 'released', why: 'fenced-out' });
    expect(records).toMatchObject([{ outcome: 'released' }]);
  });

  it('comes back while the file is being imported', async () => {
    const { ports, done, records } = fakePorts({
      claimImport: () => Promise.resolve('being-imported'),
    });
    await expect(take(ports)).rejects.toThrow('An import of the file is running in project shop');
    expect([done, records]).toEqual([[], []]);
  });

  it.each(['not-due', 'unknown-file'] as const)('is nothing to do when it is %s', async (why) => {
    const { ports, done, records } = fakePorts({ claimImport: () => Promise.resolve(why) });
    expect(await take(ports)).toMatchObject({ result: 'nothing-to-do', why });
    expect(done).toEqual(['drop recorded']);
    expect(records).toEqual([]);
  });

  it.each(['getProject', 'fail'] as const)(
    'comes back, and its claim is let go, when %s does not work',
    async (call) => {
      const throttled = () => Promise.reject(new Error('throttled'));
      const { ports, done } = fakePorts();
      const broken =
        call === 'fail'
          ? { endImport: { ...ports.endImport, fail: throttled } }
          : { getProject: throttled };
      await expect(take({ ...ports, ...broken })).rejects.toThrow('throttled');
      expect(done).toEqual(['released']);
    },
  );

  it('is done with although its record is lost', async () => {
    const { ports, done } = fakePorts({ saveRecord: () => Promise.reject(new Error('throttled')) });
    expect(await take(ports)).toMatchObject({ result: 'failed' });
    expect(done).toEqual(['failed', 'record lost', 'drop recorded']);
  });
});

describe('a message that nobody can understand', () => {
  const unknown: Partial<DeadLetterPorts> = {
    claimImport: () => Promise.resolve('unknown-file'),
    getProject: () => Promise.resolve(undefined),
  };

  it.each([
    ['is not JSON', 'user-0001', 'not-json', 'The body is not JSON.', {}],
    ['is empty', '', 'not-json', 'The body is not JSON.', {}],
    ['has another shape', '{"fileName":"user-0001"}', 'wrong-shape', 'projectId', {}],
    [
      'is of a project that nobody knows',
      JSON.stringify(aMessage({ projectId: 'nobody' })),
      ...['unknown-project', 'There is no project with that ID'],
      unknown,
    ],
  ] as const)('because it %s is recorded', async (_, body, reason, detail, more) => {
    const { ports, done, records } = fakePorts(more);
    const result = await take(ports, body);
    expect(result).toMatchObject({
      result: 'malformed',
      reason,
      detail: expect.stringContaining(detail),
    });
    expect(JSON.stringify(result)).not.toContain('user-0001');
    expect(malformedMessageSchema.parse(records[0])).toMatchObject({
      audience: malformedPartition,
      importId: 'message-1',
      reason,
      body,
      at: now,
      expiresAt: 100_000 + 365 * 86_400,
    });
    expect(done).toEqual([]);
  });

  it('is recorded with its first 1,000 characters, none of them cut', async () => {
    const { ports, records } = fakePorts();
    await take(ports, '😀'.repeat(2_000));
    expect(records).toMatchObject([{ body: '😀'.repeat(1_000) }]);
  });

  it('comes back when it cannot be recorded', async () => {
    const { ports } = fakePorts({ saveRecord: () => Promise.reject(new Error('throttled')) });
    await expect(take(ports, 'x')).rejects.toThrow('throttled');
  });
});
