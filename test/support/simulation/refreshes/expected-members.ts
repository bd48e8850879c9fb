import type { AudienceItem, Version } from '../../../../lambdas/shared/domain/audience-item.ts';
import { digestIds, orderMembers } from '../../order-members.ts';
import type { Files } from '../files.ts';
import { keyOfFile } from '../observed.ts';

export interface ExpectedMembers {
  /** in a version's order */
  ids: ReadonlySet<string>;
  lines: string;
  digest: string;
}

/** What a version has to have: the registered users of the file that it was made from. */
export type MembersOf = (
  item: Pick<AudienceItem, 'projectId' | 'fileName'>,
  version: Pick<Version, 'etag'>,
) => ExpectedMembers;

/** @param users all that are registered */
export const createMembersOf = (files: Files, users: ReadonlySet<string>): MembersOf => {
  const known = new Map<string, ExpectedMembers>();
  return ({ projectId, fileName }, { etag }) => {
    const key = `${keyOfFile(projectId, fileName)} ${etag}`;
    const before = known.get(key);
    if (before) return before;
    const inFile = files.idsOf(projectId, fileName, etag) ?? [];
    const { ids } = orderMembers(inFile.filter((id) => users.has(id)));
    const members = { ids: new Set(ids), lines: ids.join(), digest: digestIds(ids) };
    known.set(key, members);
    return members;
  };
};
