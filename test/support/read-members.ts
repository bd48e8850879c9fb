import type { JoinedMembers } from '../../kernel/joined-members.ts';
import type { JoinKernel } from '../../kernel/join-kernel.ts';
import type { Running } from '../../lambdas/importer/attempt.ts';
import { findMembers, type FindPorts, lookAtFile } from '../../lambdas/importer/find-members.ts';
import { markTogether, type MarkTogetherPorts } from '../../lambdas/importer/mark-together.ts';
import { openAndRead, type OpenPorts } from '../../lambdas/importer/open-and-read.ts';
import type { Counts } from '../../lambdas/shared/domain/audience-item.ts';
import type { Project } from '../../lambdas/shared/domain/project.ts';
import { claimed, message } from '../unit/importer/fake-import.ts';

export interface ReadPorts extends OpenPorts, MarkTogetherPorts, FindPorts {
  kernel: JoinKernel;
}

/** What an import does between its claim and its publication, with a file that comes alone. */
export const readMembers = async (
  project: Project,
  running: Running,
  { kernel, ...ports }: ReadPorts,
  live?: Counts,
): Promise<{ members: JoinedMembers; counts: Counts }> => {
  const file = {
    message,
    running,
    claimed: { ...claimed, ...(live && { live: { counts: live } as typeof claimed.live }) },
  };
  const { join, counts } = await openAndRead(file, project, kernel, ports);
  const marked = await markTogether([file], project, join, ports);
  const looked = { file, join, read: counts, ...marked, ...lookAtFile(join, counts) };
  return findMembers(looked, ports);
};
