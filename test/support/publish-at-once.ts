import type { ComparableMembers } from '../../lambdas/importer/comparison/comparable-members.ts';
import {
  preparePublication,
  type PreparePorts,
} from '../../lambdas/importer/prepare-publication.ts';
import type { Publication } from '../../lambdas/importer/publication.ts';
import {
  publishPrepared,
  type Publishing,
  type PublishPorts,
} from '../../lambdas/importer/publish-prepared.ts';
import type { EndImport } from '../../lambdas/shared/claims/ports.ts';
import type { Counts } from '../../lambdas/shared/domain/audience-item.ts';

export type PublishAtOncePorts = PreparePorts & PublishPorts & { endImport: EndImport };

/** Makes these members the audience's live version, as an import of one file does. */
export const publishAtOnce = async (
  members: ComparableMembers,
  counts: Counts,
  publishing: Publishing,
  ports: PublishAtOncePorts,
): Promise<Publication> => {
  const prepared = await preparePublication(members, counts, publishing, ports);
  return typeof prepared === 'object' && 'storage' in prepared
    ? publishPrepared(prepared, publishing, ports)
    : prepared;
};
