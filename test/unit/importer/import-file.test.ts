import { describe, expect, it } from '@jest/globals';
import { FileSupersededError } from '../../../lambdas/importer/errors.ts';
import type { ImportPorts } from '../../../lambdas/importer/import-files.ts';
import { importFile } from '../../support/import-file.ts';
import { maxFileBytes } from '../../../lambdas/shared/contract.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import { aProject } from '../../support/factories.ts';
import { fakeUsers } from '../../support/fake-users.ts';
import { openedFile } from '../../support/opened-file.ts';
import { mostVersions } from '../../../lambdas/shared/domain/audience-item.ts';
import { claimed, claimedWith, fakePorts, liveWith, message, time } from './fake-import.ts';

describe('importing a file', () => {
  it('keeps the registered users, each once, and counts the rest', async () => {
    const { ports, done, written } = fakePorts('a\nb\n\na\nnobody\n', ['a', 'b', 'c']);
    expect(await importFile(message, time, ports)).toEqual({
      result: 'published',
      version: 5,
      unchanged: false,
      counts: {
        rows: 4,
        blank: 1,
        duplicates: 1,
        unregistered: 1,
        members: 2,
        added: 2,
        removed: 0,
      },
    });
    expect(written.sort()).toEqual(['a', 'b']);
    expect(done).toEqual(['slot taken', 'published']);
  });

  it('writes no chunk when the members are those that are live', async () => {
    const { ports, done, written } = fakePorts('b\na\n', ['a', 'b'], {
      claimImport: () => Promise.resolve(claimedWith(liveWith(['a', 'b']))),
    });
    expect(await importFile(message, time, ports)).toMatchObject({ version: 4, unchanged: true });
    expect(written).toEqual([]);
    expect(done).toEqual(['published unchanged']);
  });

  it('publishes a first version without any member', async () => {
    const { ports, done } = fakePorts('nobody\n', []);
    expect(await importFile(message, time, ports)).toMatchObject({ counts: { members: 0 } });
    expect(done).toEqual(['slot taken', 'published']);
  });

  it.each([
    ['a broken row', 'a\nb,c\n', { cause: 'several-columns', row: 2 }],
    ['no row', '', { cause: 'empty' }],
    ['only blank rows', '\n""\n\r\n', { cause: 'empty' }],
  ])('rejects a file with %s before anybody is looked up', async (_, text, failure) => {
    const { ports, done, written } = fakePorts(text, ['a'], {
      openUsers: () => {
        throw new Error('looked up');
      },
    });
    const result = await importFile(message, time, ports);
    expect(result).toMatchObject({ result: 'rejected', failure });
    expect(done).toEqual(['rejected']);
    expect(written).toEqual([]);
  });

  it('rejects a file over 500 MB before it is read', async () => {
    const { ports, done } = fakePorts('a', ['a'], {
      claimImport: () => Promise.resolve({ ...claimed, size: maxFileBytes + 1 }),
      openFile: () => Promise.reject(new Error('opened')),
    });
    const result = await importFile(message, time, ports);
    expect(result).toMatchObject({ result: 'rejected', failure: { cause: 'too-large' } });
    expect(done).toEqual(['rejected']);
  });

  it('does not reject a file for a size that only the message says', async () => {
    const { ports } = fakePorts('a', ['a']);
    const result = await importFile({ ...message, size: maxFileBytes + 1 }, time, ports);
    expect(result).toMatchObject({ result: 'published' });
  });

  it.each(['a\r\nBcc: x.csv', 'gold\u202evsc.csv', 'tab\t.csv', 'line\u2028.csv', 'no\uffff.csv'])(
    'rejects the deceptive name %p before the file is opened',
    async (fileName) => {
      const { ports, done } = fakePorts('a', ['a'], {
        openFile: () => Promise.reject(new Error('opened')),
      });
      const result = await importFile({ ...message, fileName }, time, ports);
      expect(result).toMatchObject({ result: 'rejected', failure: { cause: 'bad-name' } });
      expect(done).toEqual(['rejected']);
    },
  );

  it('never asks for an ID that nobody can be registered under', async () => {
    const asked: string[] = [];
    const { ports } = fakePorts('bad\nok\n', [], {
      openUsers: () =>
        fakeUsers([], {
          getUsers: (ids) => {
            asked.push(...ids);
            return Promise.resolve({ registered: ids, unprocessed: [], units: 1 });
          },
          canBeUser: (id) => id !== 'bad',
        }),
    });
    expect(await importFile(message, time, ports)).toMatchObject({
      counts: { rows: 2, members: 1, unregistered: 1 },
    });
    expect(asked).toContain('ok');
    expect(asked).not.toContain('bad');
  });

  it.each([
    ['the project is gone', undefined, 'project-gone'],
    ['the project was deleted', aProject({ deletedAt: 1 }), 'project-gone'],
    ['the project is paused', aProject({ paused: true }), 'paused'],
    ['the project has another path', aProject({ path: 'moved/' }), 'path-changed'],
  ])('lets go and says so when %s', async (_, project, why) => {
    const { ports, done } = fakePorts('a', ['a'], { getProject: () => Promise.resolve(project) });
    expect(await importFile(message, time, ports)).toEqual({ result: 'released', why });
    expect(done).toEqual(['released', 'drop recorded']);
  });

  it('reads only under the path of the project', async () => {
    const opened: string[] = [];
    const { ports } = fakePorts('a', ['a'], {
      openFile: (key, etag) => {
        opened.push(`${key} ${etag}`);
        return Promise.resolve(openedFile('a'));
      },
    });
    await importFile(message, time, ports);
    expect(opened).toEqual(['shop/vip.csv e1']);
  });

  it('lets go when the file has changed since the message was sent', async () => {
    const { ports, done } = fakePorts('a', ['a'], {
      openFile: () => Promise.reject(new FileSupersededError('gone')),
    });
    expect(await importFile(message, time, ports)).toEqual({
      result: 'released',
      why: 'superseded',
    });
    expect(done).toEqual(['released', 'drop recorded']);
  });

  it('drops a message that may not be imported, and says so', async () => {
    const { ports, done } = fakePorts('a', ['a'], {
      claimImport: () => Promise.resolve('being-imported'),
    });
    expect(await importFile(message, time, ports)).toEqual({
      result: 'dropped',
      why: 'being-imported',
    });
    expect(done).toEqual(['drop recorded']);
  });

  it('does not claim to have published when another import has taken over', async () => {
    const { ports } = fakePorts('a', ['a']);
    ports.endImport.publish = () => Promise.resolve(false);
    expect(await importFile(message, time, ports)).toEqual({
      result: 'released',
      why: 'fenced-out',
    });
  });

  it('lets go of the claim when something fails for now, so that the message can be tried again', async () => {
    const failure = new Error('throttled');
    const { ports, done } = fakePorts('a', ['a'], { putChunks: () => Promise.reject(failure) });
    await expect(importFile(message, time, ports)).rejects.toBe(failure);
    expect(done).toEqual(['released', 'slot released']);
  });

  describe('of a project with a limit', () => {
    const full = aProject({ audienceLimit: 1, slots: { [slotOf('other.csv')]: 1 } });
    const failure = { cause: 'limit', message: expect.stringContaining('limit is 1 audience,') };

    it('rejects a new audience beyond it before the file is opened', async () => {
      const { ports, done } = fakePorts('a', ['a'], {
        getProject: () => Promise.resolve(full),
        openFile: () => Promise.reject(new Error('opened')),
      });
      expect(await importFile(message, time, ports)).toMatchObject({ result: 'rejected', failure });
      expect(done).toEqual(['rejected']);
    });

    it('rejects it when others have waited longer, although there is a place', async () => {
      const { ports, done } = fakePorts('a', ['a'], {
        claimImport: () => Promise.resolve({ ...claimed, noPlace: aProject().audienceLimit }),
      });
      const result = await importFile(message, time, ports);
      expect(result).toMatchObject({ result: 'rejected', failure: { cause: 'limit' } });
      expect(done).toEqual(['rejected']);
    });

    it('imports it when the limit has been raised since', async () => {
      const { ports, done } = fakePorts('a', ['a'], {
        claimImport: () => Promise.resolve({ ...claimed, noPlace: aProject().audienceLimit - 1 }),
      });
      expect(await importFile(message, time, ports)).toMatchObject({ result: 'published' });
      expect(done).toContain('published');
    });

    it('rejects it also when the last place was taken meanwhile', async () => {
      const { ports, done } = fakePorts('a', ['a'], {
        getProject: () => Promise.resolve(aProject({ audienceLimit: 1 })),
      });
      ports.slots.take = () => Promise.resolve(false);
      expect(await importFile(message, time, ports)).toMatchObject({ result: 'rejected', failure });
      expect(done).toEqual(['rejected']);
    });

    it('always updates an audience that has members', async () => {
      const { ports, done } = fakePorts('a', ['a'], {
        claimImport: () => Promise.resolve({ ...claimed, live: liveWith(['b']) }),
        getProject: () => Promise.resolve(full),
      });
      ports.slots.take = () => Promise.resolve(false);
      expect(await importFile(message, time, ports)).toMatchObject({ result: 'published' });
      expect(done).toEqual(['published']);
    });

    it('gives the place back when another import has taken over', async () => {
      const { ports, done } = fakePorts('a', ['a']);
      ports.endImport.publish = () => Promise.resolve(false);
      await importFile(message, time, ports);
      expect(done).toEqual(['slot taken', 'slot released', 'drop recorded']);
    });

    it('keeps it when the import may have been published although its answer was lost', async () => {
      const { ports, done } = fakePorts('a', ['a']);
      ports.endImport.publish = () => Promise.reject(new Error('timeout'));
      ports.endImport.release = () => Promise.resolve(false);
      await expect(importFile(message, time, ports)).rejects.toThrow('timeout');
      expect(done).toEqual(['slot taken']);
    });
  });

  it.each<[string, string, Partial<ImportPorts>, string[]]>([
    ['published', 'a', {}, ['published']],
    ['rejected', '', {}, ['rejected']],
    ['released', 'a', { getProject: () => Promise.resolve(undefined) }, ['released']],
    ['interrupted', 'a', { putChunks: () => Promise.reject(new Error('no')) }, ['interrupted']],
    ['dropped', 'a', { claimImport: () => Promise.resolve('not-due') }, []],
  ])('records an attempt that is %s', async (_, text, more, endings) => {
    const { ports, recorded } = fakePorts(text, ['a'], more);
    await importFile(message, time, ports).catch(() => undefined);
    expect(recorded.map(({ result }) => result)).toEqual(endings);
  });

  describe('that does not end in time', () => {
    const stop = new AbortController();
    stop.abort(new Error('the time is up'));
    const late = { ...time, signal: stop.signal };

    it.each([
      ['gives back its place', true, 'failed', ['slot taken', 'slot released']],
      [
        'keeps it if it was published after all',
        false,
        'released',
        ['slot taken', 'drop recorded'],
      ],
    ])('when it has a place already, %s', async (_, isFailed, result, expected) => {
      const { ports, done } = fakePorts('a', ['a']);
      const runsOut = new AbortController();
      ports.endImport.publish = () => {
        runsOut.abort();
        return Promise.reject(new Error('no answer'));
      };
      ports.endImport.fail = () => Promise.resolve(isFailed);
      expect(await importFile(message, { ...time, signal: runsOut.signal }, ports)).toMatchObject({
        result,
      });
      expect(done).toEqual(expected);
    });

    it('fails, names what to set, and says that nothing was written', async () => {
      const { ports, done, recorded } = fakePorts('a', ['a']);
      const leftovers: unknown[] = [];
      ports.endImport.fail = (...[, , left]) => {
        leftovers.push(left);
        return Promise.resolve(true);
      };
      const failure = {
        cause: 'too-slow',
        message: expect.stringContaining('membershipsWarmWriteUnits'),
        explanation: { of: 'too-slow', values: {} },
      };
      expect(await importFile(message, late, ports)).toEqual({ result: 'failed', failure });
      expect(leftovers).toEqual(['no-chunks']);
      expect(done).not.toContain('slot taken');
      expect(recorded.map(({ result }) => result)).toEqual(['failed']);
    });

    it('abandons its version when chunks were written, and takes no slot', async () => {
      const running = new AbortController();
      const { ports, done } = fakePorts('a', ['a'], {
        putChunks: () => {
          running.abort(new Error('the time is up'));
          return Promise.resolve({ unprocessed: [], units: 1 });
        },
      });
      const leftovers: unknown[] = [];
      ports.endImport.fail = (...[, , left]) => {
        leftovers.push(left);
        return Promise.resolve(true);
      };
      const result = await importFile(message, { ...time, signal: running.signal }, ports);
      expect(result).toMatchObject({ result: 'failed', failure: { cause: 'too-slow' } });
      expect(leftovers).toEqual(['chunks']);
      expect(done).not.toContain('slot taken');
    });

    it('is not told when another import has taken over', async () => {
      const { ports } = fakePorts('a', ['a']);
      ports.endImport.fail = () => Promise.resolve(false);
      expect(await importFile(message, late, ports)).toMatchObject({ why: 'fenced-out' });
    });
  });

  it.each([
    [mostVersions - 1, 'published'],
    [mostVersions, 'failed'],
  ])('with %i versions still to be collected ends as %s', async (otherVersions, result) => {
    const { ports, written } = fakePorts('a', ['a'], {
      claimImport: () => Promise.resolve({ ...claimed, otherVersions }),
    });
    const ended = await importFile(message, time, ports);
    expect(ended.result).toBe(result);
    if (result === 'published') return;
    expect(ended).toMatchObject({ failure: { cause: 'collector-behind' } });
    expect(written).toEqual([]);
  });

  it('tells both errors when letting go fails, too', async () => {
    const { ports } = fakePorts('a', ['a'], { putChunks: () => Promise.reject(new Error('one')) });
    ports.endImport.release = () => Promise.reject(new Error('other'));
    const error = await importFile(message, time, ports).catch((caught: unknown) => caught);
    expect((error as AggregateError).errors.map(String)).toEqual(['Error: one', 'Error: other']);
  });
});
