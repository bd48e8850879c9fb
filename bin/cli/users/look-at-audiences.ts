import type { ListAudienceItems } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import {
  type AudienceItem,
  findHeldVersion,
  findLiveVersion,
} from '../../../lambdas/shared/domain/audience-item.ts';
import type { RejectionCause } from '../../../lambdas/shared/domain/error-policies.ts';
import { audienceNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';

/** What whoever changes users needs to know of a project's audiences. */
export interface AudiencesOfUsers {
  /** what stood in the first row of a file and was nobody's ID, and the name of the audience */
  headers: ReadonlyMap<string, string>;
  /** names of those whose files have IDs that nobody was registered under, be they published, held or rejected for it */
  incomplete: readonly string[];
  /** names of those that have members, or have some held */
  filled: readonly string[];
  /** names of those of which a version with members is held */
  held: readonly string[];
}

export const lookAtAudiences = async (
  projectId: string,
  {
    listAudienceItems,
    warn,
  }: { listAudienceItems: ListAudienceItems; warn: (message: string) => void },
): Promise<AudiencesOfUsers> => {
  const headers = new Map<string, string>();
  const incomplete: string[] = [];
  const filled: string[] = [];
  const held: string[] = [];
  const unread = await takeAll(listAudienceItems(projectId), (item) => {
    const { fileName, versions, outcome } = item;
    const name = audienceNameOf(fileName);
    if (outcome?.header !== undefined) headers.set(outcome.header, name);
    const heldVersion = findHeldVersion(versions);
    const ofVersions = [findLiveVersion(versions), heldVersion];
    const counts = ofVersions.flatMap((version) => version?.counts ?? []);
    if (counts.some(({ unregistered }) => unregistered > 0) || isRejectedForUsers(item))
      incomplete.push(name);
    if (counts.some(({ members }) => members > 0)) filled.push(name);
    if (heldVersion && heldVersion.counts.members > 0) held.push(name);
  });
  if (unread) warn(unread.message);
  return { headers, incomplete, filled, held };
};

/** Of whom none was registered; had there been one, it would have been taken as it is. */
const isRejectedForUsers = ({ source, outcome }: AudienceItem): boolean =>
  outcome?.cause === ('other-delimiter' satisfies RejectionCause) && outcome.etag === source.etag;
