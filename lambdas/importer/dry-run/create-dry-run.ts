import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { stallMs } from '../../shared/adapters/clients.ts';
import { createGetUsersReadings } from '../../shared/adapters/get-users-readings.ts';
import { createGetAudienceItem } from '../../shared/adapters/read-audience-items.ts';
import type { Project } from '../../shared/domain/project.ts';
import type { Backoff, Now, StartTimer } from '../../shared/ports.ts';
import { createOpenFile } from '../adapters/open-file.ts';
import { createOpenUsers } from '../adapters/open-users.ts';
import { createGetChunk, createReadChunks } from '../adapters/read-chunks.ts';
import { createTurnStore } from '../adapters/turn-store.ts';
import { compressHere } from '../compression/compress.ts';
import type { OpenFile } from '../ports.ts';
import type { OpenUsers } from '../users.ts';
import { createPaceTable } from '../turns/shared-pace.ts';
import { createAwaitFreeTime } from './adapters/await-free-time.ts';
import { createFindFile, type FindFile } from './adapters/find-file.ts';
import { type DryRun, dryRun, type DryRunFile } from './dry-run.ts';

export interface DryRunStack {
  dynamodb: DynamoDBClient;
  /** the same client, for items as plain objects */
  document: DynamoDBDocumentClient;
  s3: S3Client;
  bucket: string;
  tables: Readonly<Record<'audiences' | 'memberships' | 'users', string>>;
}

export interface DryRunHost {
  backoff: Backoff;
  /** of the functions: what they have written is compared with it */
  now: Now;
  startTimer: StartTimer;
}

/** Where whoever waits is told what is going on. */
export interface DryRunListener {
  /** imports read a customer's table, up to what it allows */
  onBusy: (tableName: string) => void;
  /** how far it is, again and again: asked of the table so far, users read or IDs looked up */
  onProgress: (asked: number) => void;
  /** the version that is live cannot be read, so nobody knows what changes */
  onLiveUnreadable: (error: Error) => void;
  /** it was not found out why IDs are unregistered, or not to the end */
  onUnexplained: (error: unknown) => void;
}

export interface DryRuns {
  findFile: FindFile;
  /** of the bucket */
  openFile: OpenFile;
  dryRun: (project: Project, file: DryRunFile, listener: DryRunListener) => Promise<DryRun>;
}

/** Dry runs of imports on a stack, with the adapters that the importer reads with. */
export const createDryRuns = (
  { dynamodb, document, s3, bucket, tables }: DryRunStack,
  { backoff, now, startTimer }: DryRunHost,
): DryRuns => {
  const watch = { stallMs, startTimer };
  const ignore = (): void => undefined;
  return {
    findFile: createFindFile(s3, bucket),
    openFile: createOpenFile(s3, bucket, { ...watch, backoff }),
    dryRun: (project, file, { onBusy, onProgress, onLiveUnreadable, onUnexplained }) =>
      dryRun(project, file, {
        getAudienceItem: createGetAudienceItem(document, tables.audiences),
        openUsers: countAsked(
          onProgress,
          createOpenUsers(dynamodb, {
            ...watch,
            ownTableName: tables.users,
            now,
            readings: {
              get: createGetUsersReadings(document, tables.audiences),
              put: () => Promise.resolve(),
            },
            onReadingLost: ignore,
          }),
        ),
        kernel: new JoinKernel(),
        preferredPlan: 'cheaper',
        chooseCompress: () => compressHere,
        readChunks: createReadChunks(dynamodb, tables.memberships, watch),
        getChunk: createGetChunk(dynamodb, tables.memberships, watch),
        onLiveUnreadable,
        paceTable: createPaceTable({
          leaseTime: createAwaitFreeTime(document, tables.audiences, {
            now,
            onBusy,
            sleep: backoff.sleep,
          }),
          now,
          sleep: backoff.sleep,
        }),
        // It waits for those who were first, and nobody waits for it.
        turnStore: {
          read: createTurnStore(document, tables.audiences).read,
          enter: () => Promise.resolve(true),
          leave: () => Promise.resolve(),
        },
        onTurnKept: ignore,
        onMendsUntried: onUnexplained,
        onUndiagnosed: onUnexplained,
        onReportLost: ignore,
        newImportId: () => 'dry-run',
        backoff,
        now,
        startTimer,
      }),
  };
};

/** Tells how many users were read, and IDs looked up. */
const countAsked =
  (onProgress: DryRunListener['onProgress'], openUsers: OpenUsers): OpenUsers =>
  (project, file) => {
    const users = openUsers(project, file);
    let asked = 0;
    const count = (some: number): void => {
      asked += some;
      onProgress(asked);
    };
    return {
      ...users,
      getUsers: async (ids, signal) => {
        const answer = await users.getUsers(ids, signal);
        count(ids.length - answer.unprocessed.length);
        return answer;
      },
      scanPage: async (at, signal) => {
        const page = await users.scanPage(at, signal);
        count(page.users);
        return page;
      },
    };
  };
