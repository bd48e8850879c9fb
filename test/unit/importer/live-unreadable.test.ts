import { expect, it } from '@jest/globals';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { UnreadableVersionError } from '../../../lambdas/importer/comparison/ports.ts';
import { createDeps } from '../../../lambdas/importer/deps.ts';
import { metrics as names } from '../../../lambdas/shared/contract.ts';
import { createHost } from '../../../lambdas/shared/host.ts';
import { createAws } from '../../support/aws/create-aws.ts';

it('a live version that cannot be read is logged and counted', () => {
  const logged: unknown[] = [];
  const counted: unknown[] = [];
  const host = createHost();
  const metrics = {
    addMetric: (name: string, _: string, value: number) => void counted.push([name, value]),
    publishStoredMetrics: () => undefined,
  } as unknown as typeof host.metrics;
  const logger = { ...host.logger, error: (...args: unknown[]) => void logged.push(args) };
  const tables = ['projects', 'audiences', 'memberships', 'imports', 'users'] as const;
  const { ports } = createDeps(
    {
      region: 'eu-west-1',
      bucket: 'bucket',
      importQueueUrl: 'queue',
      usersPlan: 'cheaper',
      projectsTable: tables[0],
      audiencesTable: tables[1],
      membershipsTable: tables[2],
      importsTable: tables[3],
      usersTable: tables[4],
    },
    createAws(),
    { ...host, logger, metrics },
    new JoinKernel(),
  );
  const error = new UnreadableVersionError('chunk 3 of version 7 is gone');
  expect(counted).toEqual([]);
  ports.onLiveUnreadable(error);
  expect(counted).toEqual([[names.liveUnreadable, 1]]);
  expect(logged).toEqual([[expect.stringContaining('cannot be read'), { error }]]);
});
