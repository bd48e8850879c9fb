import type { Command } from 'commander';
import { z } from 'zod';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { fileNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import {
  type GuardName,
  guardNames,
  mergeGuard,
  type OwnGuard,
} from '../../../lambdas/shared/domain/guard-settings.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import type {
  GuardAudience,
  GuardChange,
} from '../../../lambdas/shared/operators/guard-audience.ts';
import type { OnStack } from '../context.ts';
import { RefusedError } from '../errors.ts';
import { type ExistingAudiencePorts, getExistingAudience } from './get-existing-audience.ts';
import { getExistingProject } from '../project/get-existing-project.ts';
import { addGuardOptions, describeSetting, optionNames, readGuardChange } from './guard-options.ts';
import { nameAudience } from './named-audience.ts';
import type { CliTexts } from '../texts/texts.ts';
import { toTable } from '../terminal/table.ts';

const settingSchema = z.object({
  value: z.union([z.number(), z.boolean()]).nullable().describe('percent, or members; null: off'),
  from: z.enum(['audience', 'project']).describe('whose setting it is'),
});

/** What counts for an audience, as `audience guard --json` prints it. */
export const guardViewSchema = z.object({
  project: z.string().describe('project ID'),
  name: z.string().describe('of the audience'),
  guard: z.record(z.enum(guardNames), settingSchema),
});
type GuardView = z.infer<typeof guardViewSchema>;

export const addGuardCommand = (audience: Command, onStack: OnStack): void => {
  const guard = audience.command('guard').argument('<project>').argument('<name>');
  addGuardOptions(guard, 'audience').action(
    async (projectId: string, name: string, options: unknown) => {
      const change = readGuardChange(options);
      await onStack(async ({ ports, output, say }) => {
        const project = await getExistingProject(projectId, ports);
        const own = await setGuard(projectId, name, change, ports);
        const view = viewGuard(project, name, own);
        await output.result(view, () => describe(view, say));
      });
    },
  );
};

const setGuard = async (
  projectId: string,
  name: string,
  change: GuardChange,
  ports: ExistingAudiencePorts & { guardAudience: GuardAudience },
): Promise<OwnGuard> => {
  const item = await getExistingAudience(projectId, name, ports);
  if (item.deletedAt !== undefined) throw wasDeleted(item, name);
  if (Object.keys(change).length === 0) return item.guard ?? {};
  const changed = await ports.guardAudience(projectId, fileNameOf(name), change);
  if (changed.result === 'refused') throw wasDeleted(item, name);
  return changed.guard;
};

const wasDeleted = ({ projectId }: AudienceItem, name: string): RefusedError =>
  new RefusedError(({ audienceChanges }) =>
    audienceChanges.deletedBefore(nameAudience(projectId, name)),
  );

const viewGuard = (project: Project, name: string, own: OwnGuard): GuardView => {
  const settings = mergeGuard(project, own);
  const viewOf = (setting: GuardName): GuardView['guard'][GuardName] => ({
    value: settings[setting] ?? defaults[setting],
    from: own[setting] === undefined ? 'project' : 'audience',
  });
  return {
    project: project.projectId,
    name,
    guard: {
      holdWhenEmpty: viewOf('holdWhenEmpty'),
      maxShrink: viewOf('maxShrink'),
      minMembers: viewOf('minMembers'),
      maxGrowth: viewOf('maxGrowth'),
      holdFirst: viewOf('holdFirst'),
    },
  };
};

const defaults: Readonly<Record<GuardName, boolean | null>> = {
  holdWhenEmpty: true,
  maxShrink: null,
  minMembers: null,
  maxGrowth: null,
  holdFirst: false,
};

const describe = (
  { guard }: GuardView,
  { audienceChanges: { guardHeadings, owners } }: CliTexts,
): string =>
  toTable(
    [guardHeadings.setting, guardHeadings.value, guardHeadings.ofThe],
    guardNames.map((setting) => {
      const { value, from } = guard[setting];
      return [`--${optionNames[setting]}`, describeSetting(setting, value), owners[from]];
    }),
  );
