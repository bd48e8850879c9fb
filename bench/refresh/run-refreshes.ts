import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { deletableMessages } from '../../local/events/batch-result.ts';
import { sqsEvent } from '../../local/events/sqs-event.ts';
import { env, type ImportMessage } from '../../lambdas/shared/contract.ts';
import { type AudienceItem, findLiveVersion } from '../../lambdas/shared/domain/audience-item.ts';
import type { BenchProject } from '../loopback/bench-audience.ts';
import { fileName } from '../loopback/names.ts';
import type { Loopback } from '../loopback/start-loopback.ts';
import { assertSame } from '../support/assert-same.ts';
import { contestantEnvironment } from '../support/contestant-environment.ts';
import { forgetImports } from '../support/forget-imports.ts';
import { readBackDigest } from '../support/read-back.ts';
import { startFunction, type WarmFunction } from '../support/start-function.ts';
import { letGracePass } from './let-grace-pass.ts';
import type { SlidingList } from './sliding-list.ts';

/** The functions of some commit: the folders of their bundles. */
export interface Contestant {
  name: string;
  importer: string;
  collector: string;
}

export interface RefreshOptions {
  loopback: Loopback;
  project: BenchProject;
  list: SlidingList;
  /** of the file */
  path: string;
  /** the bundle of `function-process.ts` */
  program: string;
  refreshes: number;
  /** The table of chunks takes what a new one does while an import runs. */
  isLimited: boolean;
}

/** One refresh, and what the collector does a day later. */
export interface Refresh {
  /** of the import */
  ms: number;
  /** of the new version */
  chunks: number;
  /** number of the version that it is a difference to */
  base: number | undefined;
  importReadUnits: number;
  importWriteUnits: number;
  collectorReadUnits: number;
  collectorWriteUnits: number;
}

/** More than any run has to delete: the collector does not spread its deletions over an hour. */
const plenty = 2 ** 40;

/**
 * Imports the list, which does not count, and then so many refreshes of it. After each one a day passes, and the collector comes
 * twice: what a base waits for goes with its first run.
 *
 * @throws Error when a version has other members than the list, or the reader finds others in the last one
 */
export const runRefreshes = async (
  { name, importer, collector }: Contestant,
  { loopback, project, list, path, program, refreshes, isLimited }: RefreshOptions,
): Promise<Refresh[]> => {
  const environment = {
    ...contestantEnvironment(loopback.endpoints),
    [env.collectorMaxWriteUnits]: String(plenty),
  };
  await loopback.clear();
  await loopback.unlimit();
  await forgetImports(project.dynamodb);
  const functions: WarmFunction[] = [];
  const start = async (folder: string): Promise<WarmFunction> => {
    const started = await startFunction(program, folder, environment);
    functions.push(started);
    return started;
  };

  const getItem = async (): Promise<AudienceItem> => {
    const item = await project.getItem(fileName);
    if (!item) throw new Error(`there is no item of ${fileName}`);
    return item;
  };
  const checkLive = async (refresh: number): Promise<AudienceItem> => {
    const item = await getItem();
    const published = findLiveVersion(item.versions)?.layout.digest;
    assertSame(`members after refresh ${refresh}`, {
      [name]: published,
      list: list.digest(refresh),
    });
    return item;
  };

  try {
    const [importing, collecting] = [await start(importer), await start(collector)];
    const runImport = async (refresh: number): Promise<number> => {
      list.write(path, refresh);
      const message = await project.recordFile(fileName);
      if (isLimited && refresh > 0) await loopback.limit();
      await loopback.resetUsage();
      const begun = performance.now();
      await importOne(importing, message);
      const ms = performance.now() - begun;
      await loopback.unlimit();
      return ms;
    };

    const done: Refresh[] = [];
    await runImport(0);
    await checkLive(0);
    for (let refresh = 1; refresh <= refreshes; refresh += 1) {
      const ms = await runImport(refresh);
      const imported = await loopback.usage();
      const item = await checkLive(refresh);
      await letGracePass(project.dynamodb, item);
      await loopback.resetUsage();
      for (let run = 0; run < 2; run += 1) await collecting.invoke('{}');
      const collected = await loopback.usage();
      const layout = findLiveVersion(item.versions)?.layout;
      done.push({
        ms: Math.round(ms),
        chunks: layout?.chunks ?? 0,
        base: layout?.format === undefined ? undefined : layout.base,
        importReadUnits: imported.readUnits,
        importWriteUnits: imported.writeUnits,
        collectorReadUnits: collected.readUnits,
        collectorWriteUnits: collected.writeUnits,
      });
    }
    assertSame('members that the reader finds', {
      [name]: await readBackDigest(loopback),
      list: list.digest(refreshes),
    });
    return done;
  } finally {
    await Promise.all(functions.map(({ stop }) => stop()));
  }
};

/** @throws Error if it would come back */
const importOne = async (importer: WarmFunction, message: ImportMessage): Promise<void> => {
  const MessageId = randomUUID();
  const Attributes = { SentTimestamp: String(Date.now()), ApproximateReceiveCount: '1' };
  const result = await importer.invoke(
    sqsEvent(
      [{ MessageId, ReceiptHandle: MessageId, Body: JSON.stringify(message), Attributes }],
      'arn:aws:sqs:us-east-1:000000000000:imports',
    ),
  );
  const payload = JSON.stringify(z.unknown().parse(result) ?? null);
  if (deletableMessages([MessageId], { ok: true, payload }, true).length === 0)
    throw new Error('the importer gave its message back');
};
