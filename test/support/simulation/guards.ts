import { audienceNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type { ProjectSettings } from '../../../lambdas/shared/operators/put-project.ts';
import type { Random } from '../../../lambdas/shared/ports.ts';
import { createRandom } from '../aws/time/create-random.ts';
import type { Observed } from './observed.ts';
import type { Operate } from './operator.ts';

/** What else than nobody is held in a history. */
export interface Guards {
  /** of each project, as it is created first */
  settings: Pick<ProjectSettings, 'holdFirst' | 'minMembers' | 'maxShrink' | 'maxGrowth'>;
  /** chance of its own: in the other histories everything happens as it would without */
  random: Random;
}

/** In two of five histories. */
export const drawGuards = (seed: number): Guards | undefined => {
  if (seed % 5 !== 0 && seed % 5 !== 4) return undefined;
  const random = createRandom(seed + 1_000_000);
  const pick = <T>(...of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const [minMembers, maxShrink, maxGrowth] = [
    ...[pick(undefined, 40), pick(undefined, 30), pick(undefined, 50)],
  ];
  return {
    settings: {
      holdFirst: random() < 0.6,
      ...(minMembers !== undefined && { minMembers }),
      ...(maxShrink !== undefined && { maxShrink }),
      ...(maxGrowth !== undefined && { maxGrowth }),
    },
    random,
  };
};

const changes: readonly (readonly string[])[] = [
  ['--hold-first', 'on', '--max-growth', '20'],
  ['--hold-first', 'off'],
  ['--min-members', '100', '--max-shrink', 'off'],
  ['--min-members', 'off', '--max-growth', 'off'],
  ['--max-shrink', '0'],
  ['--hold-first', 'inherit', '--max-growth', 'inherit', '--min-members', 'inherit'],
];

/** Somebody changes what is held of one audience. */
export const createGuardAct =
  ({ random }: Guards, { audiences }: Observed, operate: Operate): (() => Promise<void>) =>
  async () => {
    const all = [...audiences.values()];
    const item = all[Math.floor(random() * all.length)];
    const change = changes[Math.floor(random() * changes.length)];
    if (!item || !change) return;
    await operate('audience', 'guard', item.projectId, audienceNameOf(item.fileName), ...change);
  };
