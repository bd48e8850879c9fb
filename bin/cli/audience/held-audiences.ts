import type { ListAudienceItems } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { findHeldVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { isListed } from '../../../lambdas/shared/domain/audience-view.ts';
import { audienceNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import { nameSome } from '../terminal/name-some.ts';
import type { CliTexts } from '../texts/texts.ts';
import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';

/** Names of the audiences of which something is held. What cannot be read is none; `audience list` names it. */
export const findHeldAudiences = async (
  projectId: string,
  { listAudienceItems }: { listAudienceItems: ListAudienceItems },
): Promise<string[]> => {
  const names: string[] = [];
  await takeAll(listAudienceItems(projectId), (item) => {
    if (isListed(item) && findHeldVersion(item.versions)) names.push(audienceNameOf(item.fileName));
  });
  return names;
};

/** @returns nothing where nothing is held */
export const describeHeldAudiences = (held: readonly string[], say: CliTexts): string =>
  held.length === 0 ? '' : `\n${say.audience.heldOnes(held.length, nameSome(held, say))}`;
