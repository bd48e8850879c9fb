import type { Random } from '../../../lambdas/shared/ports.ts';
import { findHeldVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { audienceNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type { Observed } from './observed.ts';
import type { Operate } from './operator.ts';

/**
 * What operators do when they look at what is held: most of the time nothing yet. Where it is discarded, it may be tried
 * once more, and where it is approved, taken back.
 */
export const createHeldActs =
  ({
    observed,
    operate,
    random,
  }: {
    observed: Observed;
    operate: Operate;
    random: Random;
  }): (() => Promise<void>) =>
  async () => {
    for (const { projectId, fileName, versions } of [...observed.audiences.values()]) {
      if (!findHeldVersion(versions) || random() < 0.8) continue;
      const [first, then] =
        random() < 0.6 ? (['approve', 'rollback'] as const) : (['discard', 'retry'] as const);
      const words = [projectId, audienceNameOf(fileName)];
      await operate('audience', first, ...words);
      if (random() < 0.2) await operate('audience', then, ...words);
    }
  };
