import type { Command } from 'commander';
import { z } from 'zod';
import { tableKeys } from '../../../lambdas/shared/contract.ts';
import { costOf } from '../../../lambdas/shared/domain/prices.ts';
import { formatDollars } from '../../../lambdas/shared/texts/figures.ts';
import type { Context, OnStack } from '../context.ts';
import { exitCodes, RefusedError } from '../errors.ts';
import { noSuchProject } from '../project/get-existing-project.ts';
import type { StackPorts } from '../stack/stack-ports.ts';
import { createShowProgress } from '../terminal/show-progress.ts';
import { carryOut } from './carry-out.ts';
import { describeFindings, describeMissingTables, type MissingTable } from './describe-repair.ts';
import { type Examination, examineTables } from './examine-tables.ts';
import { aFinding, type RepairView } from './finding.ts';
import type { TableName } from './ports.ts';

const optionsSchema = z.object({
  dryRun: z.boolean().default(false),
  yes: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;

/** `repair`: makes the tables fit together again, when one of them was lost or restored. */
export const addRepairCommand = (program: Command, onStack: OnStack): void => {
  program
    .command('repair')
    .argument('[project]')
    .option('--dry-run')
    .option('-y, --yes')
    .action(async (projectId: string | undefined, given: unknown) => {
      const options = optionsSchema.parse(given);
      await onStack((context) =>
        context.untilInterrupted((signal) => repairTables(projectId, options, context, signal)),
      );
    });
};

const repairTables = async (
  projectId: string | undefined,
  options: Options,
  context: Context,
  signal: AbortSignal,
): Promise<void> => {
  const { ports, output, say, exitWith } = context;
  const { missing, chunkTable } = await lookForTables(ports);
  if (missing.length > 0) {
    exitWith(exitCodes.failed);
    await output.result(await viewMissing(missing, options, ports), () =>
      describeMissingTables(missing, say).join('\n'),
    );
    return;
  }
  await tellCost(chunkTable, context);
  const examined = await examine(projectId, chunkTable.items, context, signal);
  if (projectId !== undefined) await refuseUnknown(projectId, examined, context);

  const isDone = !options.dryRun && (await doIfAgreed(examined, options, context, signal));
  const isLeft = examined.findings.some(({ left, action }) => left || (action !== null && !isDone));
  if (isLeft) exitWith(exitCodes.failed);
  await output.result(await viewOf(examined, options, ports), () =>
    [...describeFindings(examined.findings, isDone, say), endingOf(examined, isDone, context)].join(
      '\n',
    ),
  );
};

interface FoundTables {
  missing: MissingTable[];
  /** of the table of the chunks */
  chunkTable: { bytes: number; items: number; tableName: string };
}

const lookForTables = async ({ describeTables }: StackPorts): Promise<FoundTables> => {
  const names = Object.keys(tableKeys).filter(isTableName);
  const all = await Promise.all(
    names.map(async (name) => ({ name, ...(await describeTables(name)) })),
  );
  const chunks = all.find(({ name }) => name === 'memberships');
  return {
    missing: all.filter(({ size }) => size === undefined),
    chunkTable: {
      tableName: chunks?.tableName ?? '',
      ...(chunks?.size ?? { bytes: 0, items: 0 }),
    },
  };
};

const isTableName = (name: string): name is TableName => name in tableKeys;

/** A page is read eventually consistent. */
const bytesPerUnit = 2 * 4096;

const tellCost = async (
  { bytes, tableName }: FoundTables['chunkTable'],
  { ports, output, say }: Pick<Context, 'ports' | 'output' | 'say'>,
): Promise<void> => {
  const readUnits = Math.ceil(bytes / bytesPerUnit);
  const { dollars, region, asOf } = costOf({ readUnits, writeUnits: 0 }, await ports.region());
  output.note(say.repair.willRead(tableName, readUnits, formatDollars(dollars), region, asOf));
};

const examine = async (
  projectId: string | undefined,
  total: number,
  context: Context,
  signal: AbortSignal,
): Promise<Examination> => {
  const { ports, output, say } = context;
  const showProgress = createShowProgress(context);
  const examined = await examineTables(
    projectId,
    {
      ...ports,
      now: ports.serviceNow,
      onProgress: (done) => {
        showProgress({
          done,
          // DynamoDB counts every six hours: there may be more by now.
          ...(total > done && { total }),
          tell: say.common.progress.chunksRead,
        });
      },
    },
    signal,
  );
  output.progress('');
  return examined;
};

const refuseUnknown = async (
  projectId: string,
  { repairs, findings }: Examination,
  { ports }: Pick<Context, 'ports'>,
): Promise<void> => {
  const isKnown = repairs.length > 0 || findings.length > 0;
  if (!isKnown && !(await ports.getProject(projectId))) throw await noSuchProject(projectId, ports);
};

/** @returns whether there was something to be done, and it was done */
const doIfAgreed = async (
  examined: Examination,
  { yes }: Options,
  { ports, output, say, ask }: Context,
  signal: AbortSignal,
): Promise<boolean> => {
  if (!examined.findings.some(({ action }) => action !== null)) return false;
  if (!yes) {
    for (const line of describeFindings(examined.findings, false, say)) output.note(line);
    const answer = await ask(say.repair.goOn, signal);
    if (answer === undefined) throw new RefusedError(({ repair }) => repair.nobodyToAsk);
    if (!answer) throw new RefusedError(({ users }) => users.nothingChanged);
  }
  await carryOut(examined, ports, signal);
  return true;
};

const endingOf = (
  { findings, repairs, chunks }: Examination,
  isDone: boolean,
  { say: { repair } }: Pick<Context, 'say'>,
): string => {
  if (findings.length === 0) return repair.allFits(repairs.length, chunks);
  const isImported = findings.some(({ action }) => action === 'import-again');
  if (isDone) return isImported ? repair.scanNow : repair.lookAgain;
  return findings.some(({ action }) => action !== null) ? repair.wasDryRun : repair.nothingToDo;
};

const viewOf = async (
  { findings, repairs, chunks, readUnits }: Examination,
  { dryRun }: Options,
  ports: StackPorts,
): Promise<RepairView> => ({
  dryRun,
  findings,
  audiences: repairs.length,
  chunks,
  readUnits,
  cost: costOf({ readUnits, writeUnits: 0 }, await ports.region()),
});

const viewMissing = async (
  missing: readonly MissingTable[],
  { dryRun }: Options,
  ports: StackPorts,
): Promise<RepairView> => ({
  dryRun,
  findings: missing.map(({ tableName }) =>
    aFinding({ what: 'table-missing', table: tableName, left: true }),
  ),
  audiences: 0,
  chunks: 0,
  readUnits: 0,
  cost: costOf({ readUnits: 0, writeUnits: 0 }, await ports.region()),
});
