import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from '@jest/globals';
import { createPutChunks } from '../../../lambdas/importer/adapters/put-chunks.ts';
import { collect } from '../../../lambdas/collector/collect.ts';
import { createRecordSending } from '../../../lambdas/scanner/adapters/record-sending.ts';
import {
  createRecordMissing,
  createRecordSource,
} from '../../../lambdas/scanner/adapters/record-source.ts';
import {
  createGetAudienceItem,
  createListAudienceItems,
} from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { createGetProject } from '../../../lambdas/shared/adapters/read-projects.ts';
import { createClaimImport } from '../../../lambdas/shared/claims/claim-import.ts';
import { createEndImport } from '../../../lambdas/shared/claims/end-import.ts';
import type { ClaimedImport } from '../../../lambdas/shared/claims/ports.ts';
import { supersededGraceSeconds } from '../../../lambdas/shared/contract.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import type { Layout } from '../../../lambdas/shared/domain/layout.ts';
import { findLiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { audienceNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type { Chunk } from '../../../lambdas/shared/membership/chunk.ts';
import { wholeChunks } from '../../support/membership/whole-chunks.ts';
import { createDeleteAudience } from '../../../lambdas/shared/operators/delete-audience.ts';
import { createSlots } from '../../../lambdas/shared/slots/slots.ts';
import { AudienceReader, type AudienceSnapshot, VersionGoneError } from '../../../reader/index.ts';
import type { Dynalite } from '../../support/dynalite.ts';
import { aMessage, aProject, aSource, someCounts } from '../../support/factories.ts';
import { orderMembers } from '../../support/order-members.ts';
import { collect as gather } from '../../support/streams.ts';
import { budgetOf, collectorPorts } from '../../support/collector-world.ts';

/** What can happen to a project's audiences, at a clock of its own. What is not possible just then does nothing. */
export interface Life {
  upload: (fileName: string) => Promise<void>;
  removeFile: (fileName: string) => Promise<void>;
  /** A worker claims, with members that nobody had before. It lives for 15 minutes. */
  begin: (fileName: string, chunks: number, shards: number) => Promise<void>;
  writeOne: (worker: number) => Promise<void>;
  publish: (worker: number) => Promise<void>;
  /** It fails and lets go; what it has written stays. */
  release: (worker: number) => Promise<void>;
  takeSlotAndDie: (worker: number) => Promise<void>;
  delete: (fileName: string, forgetFile: boolean) => Promise<void>;
  openSnapshot: (fileName: string) => Promise<void>;
  /** Afterwards whatever is open reads all of its members; or, when its grace has passed, may fail. */
  collect: (units: number) => Promise<void>;
  wait: (milliseconds: number) => void;
  items: () => Promise<AudienceItem[]>;
  slots: () => Promise<string[]>;
}

interface Worker {
  claimed: ClaimedImport;
  layout: Layout;
  unwritten: Chunk[];
  diesAt: number;
}

const minute = 60_000;

/** @param database in which nothing else happens to the project */
export const startLife = async (
  database: Pick<Dynalite, 'client' | 'document' | 'tables'>,
  projectId: string,
): Promise<Life> => {
  const { client, document: dynamodb, tables } = database;
  const project = aProject({ projectId, path: `${projectId}/`, audienceLimit: 2 });
  await dynamodb.send(new PutCommand({ TableName: tables.projects, Item: project }));

  let time = 100_000_000;
  let drawn = 0;
  const draw = (): string => `${projectId}-${(drawn += 1)}`;
  const getItem = createGetAudienceItem(dynamodb, tables.audiences);
  const audiences = {
    dynamodb,
    tableName: tables.audiences,
    getItem,
    now: () => time,
    newId: draw,
  };
  const claimImport = createClaimImport(audiences);
  const endImport = createEndImport(audiences);
  const deleteAudience = createDeleteAudience(audiences);
  const slots = createSlots(dynamodb, tables.projects);
  const putChunks = createPutChunks(client, tables.memberships);
  const recordSource = createRecordSource(dynamodb, tables.audiences, draw);
  const recordMissing = createRecordMissing(dynamodb, tables.audiences);
  const recordSending = createRecordSending(dynamodb, tables.audiences);
  const getProject = createGetProject(dynamodb, tables.projects);
  const listItems = createListAudienceItems(dynamodb, tables.audiences);
  const reader = new AudienceReader({ dynamodb: client, tables });
  const collector = collectorPorts(database, projectId, audiences.now);

  const workers: Worker[] = [];
  const snapshots: { snapshot: AudienceSnapshot; key: string }[] = [];
  /** by version */
  const members = new Map<string, string[]>();
  const graceEnds = new Map<string, number>();
  const keyOf = (audienceId: string, version: number): string => `${audienceId}#${version}`;

  let listedAt = 0;
  /** No two scans ask for a page in the same moment. */
  const listedNow = (): number => (listedAt = Math.max(time, listedAt + 1));

  const living = (index: number): Worker | undefined => {
    const alive = workers.filter(({ diesAt }) => time < diesAt);
    return alive[index % Math.max(1, alive.length)];
  };
  const bury = (worker: Worker): void => void workers.splice(workers.indexOf(worker), 1);
  const write = async ({ claimed, layout, unwritten }: Worker, count: number): Promise<void> => {
    const some = unwritten.splice(0, count);
    if (some.length === 0) return;
    await putChunks({ ...claimed, shards: layout.shards }, some, new AbortController().signal);
  };
  const startGrace = (audienceId: string, version: number): void =>
    void graceEnds.set(keyOf(audienceId, version), time + supersededGraceSeconds * 1000);

  const checkSnapshots = async (): Promise<void> => {
    for (const { snapshot, key } of snapshots)
      try {
        expect((await gather(snapshot.ids())).sort()).toEqual([...members.get(key)!].sort());
      } catch (error) {
        const mayBeGone = time >= (graceEnds.get(key) ?? Infinity);
        if (!(mayBeGone && error instanceof VersionGoneError)) throw error;
      }
  };

  return {
    upload: async (fileName) => {
      const source = aSource({ etag: draw(), lastModified: time, seenAt: listedNow() });
      await recordSource(projectId, fileName, source);
    },
    removeFile: async (fileName) => {
      await recordMissing(projectId, fileName, listedNow());
    },

    begin: async (fileName, chunks, shards) => {
      const item = await getItem(projectId, fileName);
      if (!item) return;
      const message = aMessage({ projectId, fileName, etag: item.source.etag });
      await recordSending(message, { etag: message.etag, at: time });
      const diesAt = time + 15 * minute;
      const claimed = await claimImport(message, draw(), diesAt + 30_000);
      if (typeof claimed === 'string') return;
      const ids = Array.from({ length: 6 }, draw);
      members.set(keyOf(claimed.audienceId, claimed.version), ids);
      workers.push({
        claimed,
        diesAt,
        layout: { chunks, shards, digest: draw() },
        unwritten: wholeChunks(orderMembers(ids), chunks),
      });
    },
    writeOne: async (index) => {
      const worker = living(index);
      if (worker) await write(worker, 1);
    },
    publish: async (index) => {
      const worker = living(index);
      if (!worker) return;
      bury(worker);
      await write(worker, Infinity);
      const { claimed, layout } = worker;
      const { fileName, live, version } = claimed;
      const counts = someCounts({ members: 6 });
      if (!live && !(await slots.take(projectId, fileName, version)))
        await endImport.reject(claimed, { cause: 'limit', message: '' }, 'chunks');
      else if (await endImport.publish(claimed, counts, layout)) {
        if (live) startGrace(claimed.audienceId, live.version);
      } else if (!live) await slots.release(projectId, fileName, version);
    },
    release: async (index) => {
      const worker = living(index);
      if (!worker) return;
      bury(worker);
      await endImport.release(worker.claimed, 'chunks');
    },
    takeSlotAndDie: async (index) => {
      const worker = living(index);
      if (!worker) return;
      bury(worker);
      const { fileName, live, version } = worker.claimed;
      if (!live) await slots.take(projectId, fileName, version);
    },

    delete: async (fileName, forgetFile) => {
      const item = await getItem(projectId, fileName);
      const live = item && findLiveVersion(item.versions);
      const deletion = await deleteAudience(projectId, fileName, { forgetFile });
      if (!('version' in deletion)) return;
      await slots.release(projectId, fileName, deletion.version);
      if (item && live) startGrace(item.audienceId, live.version);
    },

    openSnapshot: async (fileName) => {
      const item = await getItem(projectId, fileName);
      const live = item && findLiveVersion(item.versions);
      if (!live) return;
      const snapshot = await reader.snapshot(projectId, audienceNameOf(fileName));
      expect(snapshot.version).toBe(live.version);
      snapshots.push({ snapshot, key: keyOf(item.audienceId, live.version) });
    },
    collect: async (units) => {
      const { failures } = await collect({ ...collector, budget: budgetOf(units) });
      if (failures[0]) throw failures[0].error;
      await checkSnapshots();
    },
    wait: (milliseconds) => {
      time += milliseconds;
    },

    items: () => gather(listItems(projectId)),
    slots: async () => Object.keys((await getProject(projectId))!.slots),
  };
};
