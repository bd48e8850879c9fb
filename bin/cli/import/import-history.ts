import pMap, { pMapSkip } from 'p-map';
import type { ListAudienceItems } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';

/** The records of one audience, newest first, read page by page as they are taken. */
export type ReadImportRecords = (
  projectId: string,
  fileName: string,
  pageSize: number,
) => AsyncIterable<ImportRecord>;

export interface HistoryPorts {
  listAudienceItems: ListAudienceItems;
  readImportRecords: ReadImportRecords;
}

const queriesAtOnce = 8;
/** A page of DynamoDB's holds a thousand records and more. */
const maxPageSize = 1000;

/** The newest records of one audience, newest first. */
export const readAudienceHistory = async (
  projectId: string,
  fileName: string,
  limit: number,
  { readImportRecords }: Pick<HistoryPorts, 'readImportRecords'>,
): Promise<ImportRecord[]> => {
  const newest = createNewest(limit);
  const pageSize = Math.min(limit, maxPageSize);
  for await (const record of readImportRecords(projectId, fileName, pageSize))
    if (!newest.offer(record)) break;
  return newest.take();
};

/**
 * The newest records of all audiences of a project, newest first. Holds few more than it returns: each
 * audience's records are read only as far as they are among the newest so far.
 */
export const readProjectHistory = async (
  projectId: string,
  limit: number,
  { listAudienceItems, readImportRecords }: HistoryPorts,
): Promise<ImportRecord[]> => {
  const newest = createNewest(limit);
  const pageSize = Math.min(limit, maxPageSize);
  const readOne = async ({ fileName }: { fileName: string }): Promise<typeof pMapSkip> => {
    for await (const record of readImportRecords(projectId, fileName, pageSize))
      if (!newest.offer(record)) break;
    return pMapSkip;
  };
  await pMap(listAudienceItems(projectId), readOne, { concurrency: queriesAtOnce });
  return newest.take();
};

/** Import IDs sort by time. */
const newestFirst = (one: ImportRecord, other: ImportRecord): number =>
  one.importId < other.importId ? 1 : -1;

/** Keeps the newest records, in memory for twice as many. `offer` is false for one that is too old. */
const createNewest = (
  limit: number,
): { offer: (record: ImportRecord) => boolean; take: () => ImportRecord[] } => {
  let kept: ImportRecord[] = [];
  let oldestId = '';
  const newest = (): ImportRecord[] => kept.sort(newestFirst).slice(0, limit);
  return {
    offer: (record) => {
      if (record.importId < oldestId) return false;
      kept.push(record);
      if (kept.length < 2 * limit) return true;
      kept = newest();
      oldestId = kept.at(-1)?.importId ?? '';
      return true;
    },
    take: newest,
  };
};
