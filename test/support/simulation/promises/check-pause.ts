import type { Call } from '../../aws/wire/fault.ts';
import type { Observed } from '../observed.ts';
import { bucket, tables } from '../resources.ts';
import type { Report } from './report.ts';

type Batch = Readonly<Record<string, unknown>>;

/**
 * When `project pause` has returned, no import of the project runs: nobody reads its files, looks its users up or writes
 * members of its audiences, until somebody resumes it.
 */
export const createPauseCheck = (
  { projects, audiences }: Observed,
  report: Report,
): {
  /** an operator's command to pause has ended well */
  paused: (projectId: string) => void;
  resumes: (projectId: string) => void;
  /** an importer that lives makes a call */
  onCall: (call: Call) => void;
} => {
  const stopped = new Set<string>();

  const concerns = (projectId: string, { service, operation, input }: Call): boolean => {
    if (service === 's3') {
      const { path } = projects.get(projectId)!;
      return input.bucket === bucket && String(input.key).startsWith(path);
    }
    if (service !== 'dynamodb' || !operation.startsWith('Batch')) return false;
    const items = input.RequestItems as Batch;
    const text = JSON.stringify(items[tables.users] ?? items[tables.memberships] ?? {});
    const ids = [...audiences.values()]
      .filter((item) => item.projectId === projectId)
      .map(({ audienceId }) => `"${audienceId}#`);
    return [`"${projectId}/`, ...ids].some((key) => text.includes(key));
  };

  return {
    paused: (projectId) => void stopped.add(projectId),
    resumes: (projectId) => void stopped.delete(projectId),
    onCall: (call) => {
      for (const projectId of stopped)
        if (concerns(projectId, call))
          report(`an import of ${projectId}, which is paused, calls ${call.operation}`);
    },
  };
};
