import type { MalformedItemsError } from '../../../lambdas/shared/adapters/parse-item.ts';
import type { ListAudienceItems } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { ListProjects } from '../../../lambdas/shared/adapters/read-projects.ts';
import { gaveUpCause } from '../../../lambdas/shared/contract.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { audienceNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import type { RetryImport } from '../../../lambdas/shared/operators/retry-import.ts';
import type { CliTexts } from '../texts/texts.ts';
import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';

export interface RedrivePorts {
  listProjects: ListProjects;
  listAudienceItems: ListAudienceItems;
  retryImport: RetryImport;
  /** told of what the operator should know although it was done */
  warn: (message: string) => void;
  say: CliTexts;
}

export interface RedrivenAudience {
  /** project ID */
  project: string;
  name: string;
}

export interface Redriven {
  redriven: RedrivenAudience[];
  /** name the projects and audiences that could not be read; the others were dealt with */
  unread: MalformedItemsError[];
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
  say,
}: RedrivePorts): Promise<Redriven> => {
  const redriven: RedrivenAudience[] = [];
  const unread: MalformedItemsError[] = [];
  const redriveProject = async ({ projectId, paused, deletedAt }: Project): Promise<void> => {
    if (deletedAt !== undefined) return;
    let count = 0;
    const unreadOnes = await takeAll(listAudienceItems(projectId), async (item) => {
      if (!wasGivenUp(item)) return;
      if ((await retryImport(projectId, item.fileName)) !== 'due') return;
      redriven.push({ project: projectId, name: audienceNameOf(item.fileName) });
      count += 1;
    });
    if (unreadOnes) unread.push(unreadOnes);
    if (paused && count > 0) warn(say.stack.stillPaused(projectId));
  };
  const unreadProjects = await takeAll(listProjects(), redriveProject);
  return { redriven, unread: [...unread, ...(unreadProjects ? [unreadProjects] : [])] };
};

const wasGivenUp = ({ outcome, source }: AudienceItem): boolean =>
  outcome?.result === 'failed' && outcome.cause === gaveUpCause && outcome.etag === source.etag;
