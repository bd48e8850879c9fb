import pMap from 'p-map';
import { inGroupsAsync } from '../shared/in-groups.ts';
import type { PendingNotice } from './domain/group-notices.ts';
import { mostUnitsAtATime, reserveMs } from './domain/removal-time.ts';
import type { MailRun } from './mail-run.ts';
import type { ListPending, ReadPending, RemoveNotices } from './ports.ts';

export interface ReadPorts {
  listPending: ListPending;
  readPending: ReadPending;
  removeNotices: RemoveNotices;
  /** of the function, in milliseconds */
  timeLeft: () => number;
}

/** Audiences of one project that are mailed together. */
export interface Batch {
  notices: PendingNotice[];
  /** that it takes to write each of the items that have them, by file name */
  writeUnits: Map<string, number>;
  /** audiences that were looked at, also those without a notice */
  audiences: number;
}

/** Calls to DynamoDB at the same time. */
const concurrency = 16;

/**
 * Bounds memory, the size of a digest, and how long it takes to remove what was sent. A project has no more audiences than
 * that, though it may have more files.
 */
const mostAudiences = 2_000;

const beginBatch = (): Batch => ({ notices: [], writeUnits: new Map(), audiences: 0 });

/**
 * Reads what is pending, some audiences at a time, and no further than is asked for or there is time.
 *
 * @throws what listing throws
 */
export async function* readBatches(
  projectId: string,
  run: MailRun,
  ports: ReadPorts,
): AsyncGenerator<Batch> {
  let batch = beginBatch();
  for await (const fileNames of inGroupsAsync(ports.listPending(projectId), concurrency)) {
    if (ports.timeLeft() < reserveMs) break;
    await pMap(fileNames, (fileName) => readInto(batch, projectId, fileName, run, ports));
    if (isFull(batch)) {
      yield batch;
      batch = beginBatch();
    }
  }
  if (batch.audiences > 0) yield batch;
}

const isFull = ({ audiences, writeUnits }: Batch): boolean =>
  audiences >= mostAudiences ||
  [...writeUnits.values()].reduce((sum, units) => sum + units, 0) >= mostUnitsAtATime;

const readInto = async (
  batch: Batch,
  projectId: string,
  fileName: string,
  run: MailRun,
  { readPending, removeNotices }: ReadPorts,
): Promise<void> => {
  batch.audiences += 1;
  try {
    const pending = await readPending({ projectId, fileName });
    if (!pending) return;
    const entries = Object.entries(pending.notices);
    if (entries.length === 0) await removeNotices({ projectId, fileName }, [], true);
    batch.writeUnits.set(fileName, pending.writeUnits);
    for (const [key, notice] of entries) batch.notices.push({ fileName, key, notice });
  } catch (error) {
    run.noticesPending += 1;
    run.failures.push({ projectId, error });
  }
};
