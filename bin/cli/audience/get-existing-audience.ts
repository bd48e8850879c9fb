import type {
  GetAudienceItem,
  ListAudienceItems,
} from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { isListed } from '../../../lambdas/shared/domain/audience-view.ts';
import {
  audienceNameOf,
  fileNameOf,
  fileNameOfObject,
} from '../../../lambdas/shared/domain/file-name.ts';
import { RefusedError } from '../errors.ts';
import { closestNames } from '../names/closest-names.ts';
import { listIfPossible } from '../names/list-if-possible.ts';
import { didYouMean } from '../names/propose.ts';
import { type ExistingProjectPorts, getExistingProject } from '../project/get-existing-project.ts';

export interface ExistingAudiencePorts extends ExistingProjectPorts {
  getAudienceItem: GetAudienceItem;
  listAudienceItems: ListAudienceItems;
}

/**
 * What is known of an audience, deleted ones included.
 *
 * @throws RefusedError when there is no such project, or no file of this name was ever seen; it proposes names that are similar
 */
export const getExistingAudience = async (
  projectId: string,
  name: string,
  ports: ExistingAudiencePorts,
): Promise<AudienceItem> => {
  const item = await ports.getAudienceItem(projectId, fileNameOf(name));
  if (item) return item;
  await getExistingProject(projectId, ports);
  throw await noSuchAudience(projectId, name, ports);
};

export const noSuchAudience = async (
  projectId: string,
  name: string,
  { listAudienceItems }: Pick<ExistingAudiencePorts, 'listAudienceItems'>,
): Promise<RefusedError> => {
  const items = await listIfPossible(listAudienceItems(projectId));
  const names = items.filter(isListed).map(({ fileName }) => audienceNameOf(fileName));
  const withoutSuffix = audienceNameOf(fileNameOfObject(name) ?? fileNameOf(name));
  const proposed = names.includes(withoutSuffix) ? [withoutSuffix] : closestNames(name, names);
  return new RefusedError(
    (say) =>
      say.audience.noneOf(projectId, name) +
      (didYouMean(proposed, name, say) ?? say.audience.listThem(projectId)),
  );
};
