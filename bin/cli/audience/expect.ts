import type { Command } from 'commander';
import { z } from 'zod';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { fileNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import { expectedHours } from '../../../lambdas/shared/domain/freshness.ts';
import type {
  Expectation,
  ExpectChanges,
} from '../../../lambdas/shared/operators/expect-changes.ts';
import { parsedBy } from '../arguments/arguments.ts';
import { everyOr } from '../arguments/every.ts';
import type { OnStack } from '../context.ts';
import { RefusedError } from '../errors.ts';
import { getExistingProject } from '../project/get-existing-project.ts';
import { nameAudience } from './named-audience.ts';
import { type ExistingAudiencePorts, getExistingAudience } from './get-existing-audience.ts';

/** What counts for an audience, as `audience expect --json` prints it. */
export const expectViewSchema = z.object({
  project: z.string().describe('project ID'),
  name: z.string().describe('of the audience'),
  expectEveryHours: z
    .number()
    .nullable()
    .describe('hours within which its file has to change; null: nothing is expected'),
  from: z.enum(['audience', 'project']).describe('whose setting it is'),
});
type ExpectView = z.infer<typeof expectViewSchema>;

const words = ['off', 'inherit'] as const;
const optionsSchema = z.object({ every: z.union([z.enum(words), z.number()]).optional() });

export const addExpectCommand = (audience: Command, onStack: OnStack): void => {
  audience
    .command('expect')
    .argument('<project>')
    .argument('<name>')
    .option('--every <time>', '', parsedBy(everyOr(words)))
    .action(async (projectId: string, name: string, options: unknown) => {
      const { every } = optionsSchema.parse(options);
      await onStack(async ({ ports, output, say }) => {
        const project = await getExistingProject(projectId, ports);
        const own = await setExpectation(projectId, name, every, ports);
        const view: ExpectView = {
          project: projectId,
          name,
          expectEveryHours: expectedHours(project.expectEveryHours, own) ?? null,
          from: own === undefined ? 'project' : 'audience',
        };
        await output.result(view, () =>
          say.audience.expectation(name, view.expectEveryHours, view.from),
        );
      });
    });
};

type OwnSetting = AudienceItem['expectEveryHours'];

const setExpectation = async (
  projectId: string,
  name: string,
  every: number | (typeof words)[number] | undefined,
  ports: ExistingAudiencePorts & { expectChanges: ExpectChanges },
): Promise<OwnSetting> => {
  const item = await getExistingAudience(projectId, name, ports);
  if (item.deletedAt !== undefined) throw wasDeleted(projectId, name);
  if (every === undefined) return item.expectEveryHours;
  const wanted: Expectation = every === 'off' ? null : every;
  const { result } = await ports.expectChanges(projectId, fileNameOf(name), wanted);
  if (result === 'refused') throw wasDeleted(projectId, name);
  return wanted === 'inherit' ? undefined : wanted;
};

const wasDeleted = (projectId: string, name: string): RefusedError =>
  new RefusedError(({ audienceChanges }) =>
    audienceChanges.deletedBefore(nameAudience(projectId, name)),
  );
