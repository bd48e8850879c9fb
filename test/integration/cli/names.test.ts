import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AudienceItem, Outcome } from '../../../lambdas/shared/domain/audience-item.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import {
  aHeldVersion,
  aLiveVersion,
  anAudienceItem,
  aProject,
  aSource,
} from '../../support/factories.ts';
import { connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;

const rejected: Outcome = {
  etag: 'e1',
  result: 'rejected',
  cause: 'empty',
  importId: 'i',
  at: 1,
};

/** By name; none of them but vip is published. */
const audiences: Record<string, Partial<AudienceItem>> = {
  vip: { versions: { 1: aLiveVersion() } },
  bad: { outcome: rejected },
  failed: { outcome: { ...rejected, result: 'failed', cause: 'gave-up', retryAt: 1e15 } },
  held: { versions: { 1: aHeldVersion() }, outcome: { ...rejected, result: 'held' } },
  gone: { source: aSource({ present: false }) },
  old: { deletedAt: 1, source: aSource({ present: false }) },
};

beforeAll(async () => {
  dynalite = await startDynalite();
  const { tables, document } = dynalite;
  const store = (TableName: string, Item: object) =>
    document.send(new PutCommand({ TableName, Item: { ...Item } }));
  await store(tables.projects, aProject({ projectId: 'sample', path: 'sample/' }));
  await store(tables.projects, aProject({ projectId: 'simple', deletedAt: 1 }));
  for (const [name, more] of Object.entries(audiences)) {
    const item = anAudienceItem({ projectId: 'sample', fileName: `${name}.csv`, ...more });
    await store(tables.audiences, item);
  }
});
afterAll(() => dynalite.stop());

const run = (...args: string[]) => runCommand(connectTo(dynalite), args);

const file = ['-', '--yes'];
const onProject: Record<string, string[]> = {
  'project show': [],
  'project pause': [],
  'project resume': [],
  'project delete': [],
  'users load': ['-'],
  'users remove': ['-'],
  'users sync': file,
  'users count': [],
  'users contains': ['a'],
  'audience list': [],
  'audience which': ['a'],
  'import history': [],
  'import validate': ['-', '--name', 'vip'],
};
const onAudience: Record<string, string[]> = {
  'audience show': [],
  'audience members': [],
  'audience contains': ['a'],
  'audience retry': [],
  'audience rollback': [],
  'audience approve': [],
  'audience discard': [],
  'audience expect': [],
  'audience guard': [],
  'audience delete': [],
  'import history': [],
};
const couldNotTell = ['users contains', 'audience contains', 'audience which', 'import validate'];
const codeOf = (command: string): number => (couldNotTell.includes(command) ? 3 : 1);

describe('a name that there is not', () => {
  const missingProjects = [
    ...Object.entries(onProject),
    ...Object.entries(onAudience).map(([command, rest]) => [command, ['vip', ...rest]] as const),
  ];
  it.each(missingProjects)(
    '%s proposes a project that is called nearly so',
    async (command, rest) => {
      const { exitCode, stdout, stderr } = await run(...command.split(' '), 'sampel', ...rest);
      expect([exitCode, stdout]).toEqual([codeOf(command), '']);
      expect(stderr).toBe('error: There is no project "sampel". Did you mean "sample"?\n');
    },
  );

  it.each(Object.entries(onAudience))('%s proposes an audience', async (command, rest) => {
    const { exitCode, stderr } = await run(...command.split(' '), 'sample', 'vpi', ...rest);
    expect(exitCode).toBe(codeOf(command));
    expect(stderr).toContain('Project "sample" has no audience "vpi"');
    expect(stderr).toContain('Did you mean "vip"?');
  });

  it('is asked about when a new project would come of it', async () => {
    const { exitCode, stderr } = await run('project', 'put', 'samplee', '--path', 'x/');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('Did you mean "sample"?')]);
  });

  it('gets no proposal where nothing is called nearly so', async () => {
    expect((await run('project', 'show', 'crm')).stderr).toContain('"project put" creates one.');
    expect((await run('audience', 'show', 'sample', 'crm')).stderr).toContain('shows them.');
  });
});

describe('an audience that is not published', () => {
  it.each([
    ['bad', 'its file was rejected (empty)'],
    ['failed', 'the import of its file has failed (gave-up)'],
    ['held', 'its first list is held until somebody approves it'],
    ['gone', 'its file is gone'],
    ['old', 'it was deleted'],
  ])('%s: members and contains say why', async (name, why) => {
    for (const [command, rest] of [
      ['members', []],
      ['contains', ['a']],
    ] as const) {
      const { stdout, stderr } = await run('audience', command, 'sample', name, ...rest);
      expect(stdout).toBe('');
      expect(stderr).toContain(`exists, but no version of it is published: ${why}`);
    }
  });
});
