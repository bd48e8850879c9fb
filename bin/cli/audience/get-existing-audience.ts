import type {
  GetAudienceItem,
  ListAudienceItems,
} from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import {
  audienceNameOf,
  fileNameOf,
  fileNameOfObject,
} from '../../../lambdas/shared/domain/file-name.ts';
import {
  areSimilar,
  differenceOf,
  spellOut,
} from '../../../lambdas/shared/domain/similar-names.ts';
import { RefusedError } from '../errors.ts';
import { takeAll } from '../take-all.ts';

export interface ExistingAudiencePorts {
  getAudienceItem: GetAudienceItem;
  listAudienceItems: ListAudienceItems;
}

/**
 * What is known of an audience, deleted ones included.
 *
 * @throws RefusedError when no file of this name was ever seen; it proposes names that are similar
 */
export const getExistingAudience = async (
  projectId: string,
  name: string,
  { getAudienceItem, listAudienceItems }: ExistingAudiencePorts,
): Promise<AudienceItem> => {
  const item = await getAudienceItem(projectId, fileNameOf(name));
  if (item) return item;
  const similar: string[] = [];
  const withoutSuffix = audienceNameOf(fileNameOfObject(name) ?? fileNameOf(name));
  // What cannot be read is none of them.
  await takeAll(listAudienceItems(projectId), ({ fileName }) => {
    const other = audienceNameOf(fileName);
    if (areSimilar(other, name) || other === withoutSuffix) similar.push(other);
  });
  throw noSuchAudience(projectId, name, similar);
};

/** @param similar names that there are */
export const noSuchAudience = (
  projectId: string,
  name: string,
  similar: readonly string[] = [],
): RefusedError =>
  new RefusedError(
    `Project "${projectId}" has no audience "${name}": names are exact, without .csv. ` +
      (similar.length === 0
        ? `"audience-import audience list ${projectId}" shows them.`
        : `Did you mean ${similar.map((other) => propose(other, name)).join(', or ')}?`),
  );

const propose = (name: string, asked: string): string =>
  areSimilar(name, asked)
    ? `"${name}" (${spellOut(name)}), which differs ${differenceOf(name, asked)}`
    : `"${name}"`;
