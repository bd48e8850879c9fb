import type { GetAudienceItem } from '../../shared/adapters/read-audience-items.ts';
import { toClaimed } from '../../shared/claims/claim-import.ts';
import type { ClaimedImport } from '../../shared/claims/ports.ts';
import type { AudienceItem } from '../../shared/domain/audience-item.ts';
import type { Project } from '../../shared/domain/project.ts';
import type { Attempt } from '../attempt.ts';
import { importFiles, type ImportPorts } from '../import-files.ts';
import type { ImportResult } from '../import-result.ts';
import type { OpenFile } from '../ports.ts';
import type { BegunImport, Ending } from '../record-import.ts';
import { pretended } from './pretend.ts';

/** A file that could be uploaded, or lies in the bucket. */
export interface DryRunFile {
  /** of the audience that it would become: with the suffix `.csv` */
  fileName: string;
  /** name under the project's path */
  object: string;
  etag: string;
  /** bytes */
  size: number;
  open: OpenFile;
}

/** What an import of the file would come to, and what is known by then. */
export interface DryRun {
  result: ImportResult;
  claimed: ClaimedImport;
  /** its read units were taken, its write units would be */
  attempt: Attempt;
}

/** What reads; the rest of an import's ports is pretended. */
export interface DryRunPorts extends Omit<
  ImportPorts,
  keyof typeof pretended | 'claimImport' | 'getProject' | 'openFile' | 'recordImport'
> {
  getAudienceItem: GetAudienceItem;
}

/** Milliseconds. Somebody waits, who ends it when it takes too long; a line may be much slower than a function's. */
const mostMs = 6 * 60 * 60_000;

/**
 * Imports a file, but for all that this would write: the same steps, with the same users and the same live version.
 *
 * @throws what would interrupt the import, and bring its message back
 */
export const dryRun = async (
  project: Project,
  file: DryRunFile,
  { getAudienceItem, ...ports }: DryRunPorts,
): Promise<DryRun> => {
  const { projectId, path } = project;
  const { fileName, etag, size } = file;
  const claimed = claimFor(file, await getAudienceItem(projectId, fileName), project);
  let recorded: { begun: BegunImport; ending: Ending } | undefined;
  const deadline = ports.now() + mostMs;
  await importFiles(
    [{ projectId, path, fileName, etag, size, at: ports.now() }],
    { claimUntil: deadline, deadline, signal: new AbortController().signal },
    {
      ...ports,
      ...pretended,
      claimImport: () => Promise.resolve(claimed),
      // Whoever resumes the project wants to know what will come.
      getProject: () => Promise.resolve({ ...project, paused: false }),
      openFile: file.open,
      recordImport: (begun, ending) => {
        recorded = { begun, ending };
        return Promise.resolve();
      },
    },
  );
  if (!recorded) throw new Error('an import that was claimed has no record');
  const { begun, ending } = recorded;
  if (ending.result === 'interrupted') throw ending.error;
  return { result: ending, claimed, attempt: begun.attempt };
};

/** As if a scan had found the file, and nobody else was at work on the audience. */
const claimFor = (
  { object, etag, size, fileName }: DryRunFile,
  item: AudienceItem | undefined,
  { projectId }: Project,
): ClaimedImport => {
  const known = item ?? unknown(projectId, fileName);
  const claimed = toClaimed(
    { ...known, source: { ...known.source, object, etag, size, present: true } },
    { owner: 'dry-run', etag, version: known.versionCounter + 1 },
  );
  // What a scan had to say of the place is as old as its message.
  return { ...claimed, noPlace: undefined };
};

/** As long as they are: it is part of the keys of chunks. */
const anyId = '00000000-0000-0000-0000-000000000000';

/** No scan has seen a file of that name. */
const unknown = (projectId: string, fileName: string): AudienceItem => ({
  projectId,
  fileName,
  audienceId: anyId,
  versionCounter: 0,
  versions: {},
  notices: {},
  source: { etag: '', size: 0, lastModified: 0, present: true, seenAt: 0 },
});
