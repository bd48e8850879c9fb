import { describe, expect, it } from '@jest/globals';
import { FileSupersededError } from '../../../lambdas/importer/errors.ts';
import { importFile, type ImportPorts } from '../../../lambdas/importer/import-file.ts';
import type { ClaimedImport } from '../../../lambdas/shared/claims/ports.ts';
import type { LiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { maxFileBytes } from '../../../lambdas/shared/contract.ts';
import { digestMembers } from '../../../lambdas/shared/membership/digest-members.ts';
import { orderMembers } from '../../../lambdas/shared/membership/order-members.ts';
import { aMessage, aProject, someCounts } from '../../support/factories.ts';
import { streamOf } from '../../support/streams.ts';

const message = aMessage();
const claimed: ClaimedImport = {
  importId: 'import-1',
  projectId: 'shop',
  fileName: 'vip.csv',
  etag: 'e1',
  audienceId: 'audience-1',
  version: 5,
  live: undefined,
  told: undefined,
  retries: 0,
};

/** Ports over a file's text and the registered users, that note how the import ended. */
const fakePorts = (text: string, users: string[], more: Partial<ImportPorts> = {}) => {
  const done: string[] = [];
  const written: string[] = [];
  const end =
    (what: string) =>
    (..._: unknown[]): Promise<boolean> => {
      done.push(what);
      return Promise.resolve(true);
    };
  const ports: ImportPorts = {
    claimImport: () => Promise.resolve(claimed),
    endImport: {
      publish: end('published'),
      publishUnchanged: end('published unchanged'),
      reject: end('rejected'),
      fail: end('failed'),
      release: end('released'),
    },
    recordDrop: () => {
      done.push('drop recorded');
      return Promise.resolve();
    },
    getProject: () => Promise.resolve(aProject()),
    openFile: () => Promise.resolve(streamOf([Buffer.from(text)])),
    getUsers: () => (ids) =>
      Promise.resolve({ registered: ids.filter((id) => users.includes(id)), unprocessed: [] }),
    putChunks: (_, chunks) => {
      written.push(...chunks.flatMap(({ ids }) => ids));
      return Promise.resolve([]);
    },
    newImportId: () => 'import-1',
    backoff: { sleep: () => Promise.resolve(), random: () => 0 },
    ...more,
  };
  return { ports, done, written };
};

const liveWith = (members: string[]): LiveVersion & { version: number } => ({
  state: 'live',
  version: 4,
  etag: 'e0',
  counts: someCounts(),
  layout: { chunks: 9, shards: 1, digest: digestMembers(orderMembers(members).ids) },
  publishedAt: 1,
});

describe('importing a file', () => {
  it('keeps the registered users, each once, and counts the rest', async () => {
    const { ports, done, written } = fakePorts('a\nb\n\na\nnobody\n', ['a', 'b', 'c']);
    expect(await importFile(message, 0, ports)).toEqual({
      result: 'published',
      version: 5,
      unchanged: false,
      counts: { rows: 4, blank: 1, duplicates: 1, unregistered: 1, members: 2 },
    });
    expect(written.sort()).toEqual(['a', 'b']);
    expect(done).toEqual(['published']);
  });

  it('writes no chunk when the members are those that are live', async () => {
    const { ports, done, written } = fakePorts('b\na\n', ['a', 'b'], {
      claimImport: () => Promise.resolve({ ...claimed, live: liveWith(['a', 'b']) }),
    });
    expect(await importFile(message, 0, ports)).toMatchObject({ version: 4, unchanged: true });
    expect(written).toEqual([]);
    expect(done).toEqual(['published unchanged']);
  });

  it('publishes a version without any member', async () => {
    const { ports, done } = fakePorts('nobody\n', []);
    expect(await importFile(message, 0, ports)).toMatchObject({ counts: { members: 0 } });
    expect(done).toEqual(['published']);
  });

  it.each([
    ['a broken row', 'a\nb,c\n', { cause: 'several-columns', row: 2 }],
    ['no row', '', { cause: 'empty' }],
    ['only blank rows', '\n""\n\r\n', { cause: 'empty' }],
  ])('rejects a file with %s before anybody is looked up', async (_, text, rejection) => {
    const { ports, done, written } = fakePorts(text, ['a'], {
      getUsers: () => () => Promise.reject(new Error('looked up')),
    });
    const result = await importFile(message, 0, ports);
    expect(result).toMatchObject({ result: 'rejected', rejection });
    expect(done).toEqual(['rejected']);
    expect(written).toEqual([]);
  });

  it('rejects a file over 500 MB before it is read', async () => {
    const { ports, done } = fakePorts('a', ['a'], {
      openFile: () => Promise.reject(new Error('opened')),
    });
    const result = await importFile({ ...message, size: maxFileBytes + 1 }, 0, ports);
    expect(result).toMatchObject({ result: 'rejected', rejection: { cause: 'too-large' } });
    expect(done).toEqual(['rejected']);
  });

  it('never looks up an ID with a line feed, nor one that cannot be a key', async () => {
    const asked: string[] = [];
    const { ports } = fakePorts(`"a\nb"\nok\n${'x'.repeat(2100)}\n`, [], {
      getUsers: () => (ids) => {
        asked.push(...ids);
        return Promise.resolve({ registered: [...ids], unprocessed: [] });
      },
    });
    expect(await importFile(message, 0, ports)).toMatchObject({
      counts: { rows: 3, members: 1, unregistered: 2 },
    });
    expect(asked).toEqual(['ok']);
  });

  it.each([
    ['the project is gone', undefined, 'project-gone'],
    ['the project is paused', aProject({ paused: true }), 'paused'],
    ['the project has another path', aProject({ path: 'moved/' }), 'path-changed'],
  ])('lets go and says so when %s', async (_, project, why) => {
    const { ports, done } = fakePorts('a', ['a'], { getProject: () => Promise.resolve(project) });
    expect(await importFile(message, 0, ports)).toEqual({ result: 'dropped', why });
    expect(done).toEqual(['released', 'drop recorded']);
  });

  it('reads only under the path of the project', async () => {
    const opened: string[] = [];
    const { ports } = fakePorts('a', ['a'], {
      openFile: (key, etag) => {
        opened.push(`${key} ${etag}`);
        return Promise.resolve(streamOf([Buffer.from('a')]));
      },
    });
    await importFile(message, 0, ports);
    expect(opened).toEqual(['shop/vip.csv e1']);
  });

  it('lets go when the file has changed since the message was sent', async () => {
    const { ports, done } = fakePorts('a', ['a'], {
      openFile: () => Promise.reject(new FileSupersededError('gone')),
    });
    expect(await importFile(message, 0, ports)).toEqual({ result: 'dropped', why: 'superseded' });
    expect(done).toEqual(['released', 'drop recorded']);
  });

  it('drops a message that may not be imported, and says so', async () => {
    const { ports, done } = fakePorts('a', ['a'], {
      claimImport: () => Promise.resolve('being-imported'),
    });
    expect(await importFile(message, 0, ports)).toEqual({
      result: 'dropped',
      why: 'being-imported',
    });
    expect(done).toEqual(['drop recorded']);
  });

  it('does not claim to have published when another import has taken over', async () => {
    const { ports } = fakePorts('a', ['a']);
    ports.endImport.publish = () => Promise.resolve(false);
    expect(await importFile(message, 0, ports)).toEqual({ result: 'dropped', why: 'fenced-out' });
  });

  it('lets go of the claim when something fails for now, so that the message can be tried again', async () => {
    const failure = new Error('throttled');
    const { ports, done } = fakePorts('a', ['a'], { putChunks: () => Promise.reject(failure) });
    await expect(importFile(message, 0, ports)).rejects.toBe(failure);
    expect(done).toEqual(['released']);
  });

  it('tells both errors when letting go fails, too', async () => {
    const { ports } = fakePorts('a', ['a'], { putChunks: () => Promise.reject(new Error('one')) });
    ports.endImport.release = () => Promise.reject(new Error('other'));
    const error = await importFile(message, 0, ports).catch((caught: unknown) => caught);
    expect((error as AggregateError).errors.map(String)).toEqual(['Error: one', 'Error: other']);
  });
});
