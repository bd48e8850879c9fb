import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordSchema } from '../../../lambdas/shared/domain/record-schema.ts';
import { usersReadingsKey } from '../../../lambdas/shared/domain/users-readings.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aProject } from '../../support/factories.ts';
import { onProjects } from './on-projects.ts';

let dynalite: Dynalite;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const { run, store, stored } = onProjects(() => dynalite);

describe('project put --rematch', () => {
  it('sets how often users are matched anew, says what it costs, and takes it back', async () => {
    const project = aProject({
      projectId: 'often',
      slots: Object.fromEntries(Array.from({ length: 33 }, (_, index) => [String(index), 1])),
    });
    await store(dynalite.tables.projects, project);
    const unknown = await run('project', 'put', 'often', '--rematch', '24');
    expect(unknown.stderr).toContain('What that costs is known when an import has read them.');
    expect(await stored('often')).toEqual({ ...project, schema: recordSchema, rematchHours: 24 });

    const whole = { users: 5_000_000, units: 61_000, at: 1 };
    await store(dynalite.tables.audiences, { ...usersReadingsKey('often'), whole });
    const { stdout, stderr } = await run('project', 'put', 'often', '--rematch', '12');
    expect(stdout).toMatch(/^users matched +also every 12 hours$/m);
    // Two readings for 33 lists, twice a day.
    expect(stderr).toContain(
      '244,000 read units a day or more, $0.0345 by the prices of eu-west-1',
    );
    expect((await run('project', 'put', 'often', '--rematch', 'off')).stdout).toMatch(
      /^users matched +when a file changes$/m,
    );
    expect(await stored('often')).toEqual({ ...project, schema: recordSchema });
  });

  it.each(['0', '721', '1.5', 'daily'])('does not take %s', async (hours) => {
    expect(await run('project', 'put', 'often', '--rematch', hours)).toMatchObject({ exitCode: 2 });
  });
});
