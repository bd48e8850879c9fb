import { isActive } from '../../../../lambdas/shared/domain/project.ts';
import { keyOfFile, type Observed } from '../observed.ts';
import type { Report } from './report.ts';

/**
 * When nothing goes wrong, what S3 has told of is recorded without a tick: asked when all has come, and before the next one.
 *
 * @param except a project that cannot be read
 */
export const checkTold = (
  { audiences, projects, views }: Observed,
  fileNames: readonly string[],
  except: string | undefined,
  report: Report,
): void => {
  for (const project of projects.values()) {
    const { projectId } = project;
    if (!isActive(project) || projectId === except) continue;
    for (const fileName of fileNames) {
      const source = audiences.get(keyOfFile(projectId, fileName))?.source;
      const recorded = source?.present === true ? source.etag : undefined;
      const there = views.now(projectId, fileName);
      if (recorded === there) continue;
      const named = (etag: string | undefined): string => etag?.slice(0, 6) ?? 'missing';
      report(
        `${keyOfFile(projectId, fileName)} is ${named(there)}, and recorded as ${named(recorded)}`,
      );
    }
  }
};
