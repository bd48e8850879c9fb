import type { GetAudienceItem } from '../../lambdas/shared/adapters/read-audience-items.ts';
import type { AudienceItem } from '../../lambdas/shared/domain/audience-item.ts';
import { fileNameOf } from '../../lambdas/shared/domain/file-name.ts';
import { RefusedError } from './errors.ts';

/**
 * What is known of an audience, deleted ones included.
 *
 * @throws RefusedError when no file of this name was ever seen
 */
export const getExistingAudience = async (
  projectId: string,
  name: string,
  { getAudienceItem }: { getAudienceItem: GetAudienceItem },
): Promise<AudienceItem> => {
  const item = await getAudienceItem(projectId, fileNameOf(name));
  if (item) return item;
  throw noSuchAudience(projectId, name);
};

export const noSuchAudience = (projectId: string, name: string): RefusedError =>
  new RefusedError(
    `Project "${projectId}" has no audience "${name}": names are exact, without .csv. ` +
      `"audience-import audience list ${projectId}" shows them.`,
  );
