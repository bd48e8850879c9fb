import type { ListAudienceItems } from '../../lambdas/shared/adapters/read-audience-items.ts';
import { findLiveVersion } from '../../lambdas/shared/domain/audience-item.ts';
import { audienceNameOf } from '../../lambdas/shared/domain/file-name.ts';
import { takeAll } from './take-all.ts';

/** What whoever changes users needs to know of a project's audiences. */
export interface AudiencesOfUsers {
  /** what stood in the first row of a file and was nobody's ID, and the name of the audience */
  headers: ReadonlyMap<string, string>;
  /** names of those whose files have IDs that nobody was registered under */
  incomplete: readonly string[];
  /** names of those that have members */
  filled: readonly string[];
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
  const unread = await takeAll(listAudienceItems(projectId), ({ fileName, versions, outcome }) => {
    const name = audienceNameOf(fileName);
    if (outcome?.header !== undefined) headers.set(outcome.header, name);
    const { counts } = findLiveVersion(versions) ?? {};
    if (counts !== undefined && counts.unregistered > 0) incomplete.push(name);
    if (counts !== undefined && counts.members > 0) filled.push(name);
  });
  if (unread) warn(unread.message);
  return { headers, incomplete, filled };
};
