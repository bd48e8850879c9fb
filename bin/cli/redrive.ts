import type { ListAudienceItems } from '../../lambdas/shared/adapters/read-audience-items.ts';
import type { ListProjects } from '../../lambdas/shared/adapters/read-projects.ts';
import { gaveUpCause } from '../../lambdas/shared/contract.ts';
import type { AudienceItem } from '../../lambdas/shared/domain/audience-item.ts';
import { audienceNameOf } from '../../lambdas/shared/domain/file-name.ts';
import type { RetryImport } from '../../lambdas/shared/operators/retry-import.ts';

export interface RedrivePorts {
  listProjects: ListProjects;
  listAudienceItems: ListAudienceItems;
  retryImport: RetryImport;
  /** told of what the operator should know although it was done */
  warn: (message: string) => void;
}

export interface RedrivenAudience {
  /** project ID */
  project: string;
  name: string;
}

/**
 * Makes every file due whose import the dead-letter function has given up on. What has changed, gone or succeeded since is
 * left alone. The messages themselves are gone: it is the audience that remembers.
 */
export const redrive = async ({
  listProjects,
  listAudienceItems,
  retryImport,
  warn,
}: RedrivePorts): Promise<RedrivenAudience[]> => {
  const redriven: RedrivenAudience[] = [];
  for await (const { projectId, paused, deletedAt } of listProjects()) {
    if (deletedAt !== undefined) continue;
    let count = 0;
    for await (const item of listAudienceItems(projectId)) {
      if (!wasGivenUp(item)) continue;
      if ((await retryImport(projectId, item.fileName)) !== 'due') continue;
      redriven.push({ project: projectId, name: audienceNameOf(item.fileName) });
      count += 1;
    }
    if (paused && count > 0)
      warn(
        `Project "${projectId}" is paused: nothing of it is imported before "audience-import project resume ${projectId}".`,
      );
  }
  return redriven;
};

const wasGivenUp = ({ outcome, source }: AudienceItem): boolean =>
  outcome?.result === 'failed' && outcome.cause === gaveUpCause && outcome.etag === source.etag;
