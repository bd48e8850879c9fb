/**
 * All members of an audience of 12 million, and questions to it: of a version that is whole, and of a refresh of it, a difference
 * with 1 % of changes.
 *
 *     npm run bench -- read [--small] [--rows N] [--against COMMIT]
 *
 * `--against`: reads the whole version by `ids()` of the reader of another commit, too.
 */
import { findLiveVersion } from '../../lambdas/shared/domain/audience-item.ts';
import { createRunImport } from '../import/run-import.ts';
import { createBenchProject } from '../loopback/bench-audience.ts';
import { memberAt, membersOf, writeLines } from '../loopback/data/write-files.ts';
import { fileName } from '../loopback/names.ts';
import { startLoopback } from '../loopback/start-loopback.ts';
import { assertSame } from '../support/assert-same.ts';
import { inTurn } from '../support/in-turn.ts';
import { median } from '../support/median.ts';
import { against, isSmall, numberGiven, runs } from '../support/options.ts';
import { createWorkDirectory } from '../support/work-directory.ts';
import { createContestants, type QuestionsRun, type Read, type ReadRun } from './contestants.ts';

const rows = numberGiven('--rows') ?? (isSmall ? 10_000 : 16_000_000);
const size = { rows, users: rows * 1.25 };
const members = membersOf(rows);
const questions = isSmall ? 100 : 100_000;

/** Of 201 members one is replaced by a user who was none. */
const writeMembers = (path: string, isRefreshed: boolean): void => {
  writeLines(path, members, (place) => {
    const user = memberAt(place, size);
    return isRefreshed && place % 201 === 1 ? user + 1 : user;
  });
};

const work = createWorkDirectory();
writeMembers(work.rowsFile, false);
const loopback = await startLoopback({ directory: work.inbox, users: size.users });
try {
  const { recordFile, getItem } = await createBenchProject(loopback);
  const runImport = await createRunImport(work.path);
  const importFile = () =>
    runImport(loopback, {
      renew: () => recordFile(fileName),
      digest: async () => findLiveVersion((await getItem(fileName))?.versions ?? {})?.layout.digest,
    });
  await importFile();
  writeMembers(work.rowsFile, true);
  await importFile();

  const { bare, batches, ids, createReadBefore, ask } = await createContestants(
    loopback,
    work.path,
  );
  const before = against === undefined ? undefined : await createReadBefore(against);
  const [whole, difference] = [1, 2];
  const reads: Record<string, { read: Read; version: number; runs: ReadRun[] }> = {
    bare: { read: bare, version: whole, runs: [] },
    batches: { read: batches, version: whole, runs: [] },
    ids: { read: ids, version: whole, runs: [] },
    ...(before && { idsBefore: { read: before, version: whole, runs: [] } }),
    bareOfDifference: { read: bare, version: difference, runs: [] },
    batchesOfDifference: { read: batches, version: difference, runs: [] },
    idsOfDifference: { read: ids, version: difference, runs: [] },
  };
  await inTurn(
    runs,
    Object.values(reads).map(({ read, version, runs }) => async () => {
      runs.push(await read(version));
    }),
  );
  // The bare work counts the base's IDs and those that come in.
  const counted = Object.entries(reads).filter(([name]) => name !== 'bareOfDifference');
  assertSame('numbers of members', {
    members,
    ...Object.fromEntries(
      counted.map(
        ([
          name,
          {
            runs: [first],
          },
        ]) => [name, first?.ids],
      ),
    ),
  });
  console.table(
    Object.entries(reads).flatMap(([name, { runs }]) =>
      runs.map(({ ms, ids, cpuMs, peakRssMb, readUnits }) => ({
        name,
        ms: Math.round(ms),
        idsPerSecond: Math.round((1000 * ids) / ms),
        cpuMs,
        peakRssMb,
        readUnits,
      })),
    ),
  );

  const asked = { users: size.users, questions };
  const answers = {
    contains: await ask(whole, 'contains', asked),
    containsOfDifference: await ask(difference, 'contains', asked),
    containsMany: await ask(whole, 'containsMany', asked),
    containsManyOfDifference: await ask(difference, 'containsMany', asked),
  };
  console.table(answers, ['members', 'ms', 'calls', 'readUnits']);
  const shareAtHalfUnit = ({ gets, getsAtHalfUnit }: QuestionsRun): number =>
    Number((getsAtHalfUnit / gets).toFixed(4));
  const perSecond = (name: string): number | null => {
    const runs = reads[name]?.runs;
    return runs ? Math.round((1000 * members) / median(runs.map(({ ms }) => ms))) : null;
  };
  console.log(
    JSON.stringify({
      bench: 'read',
      members,
      questions,
      idsPerSecond: Object.fromEntries(Object.keys(reads).map((name) => [name, perSecond(name)])),
      // Of a question to a difference, both reads take half a unit with at least twice this share, less one.
      readsAtHalfUnit: shareAtHalfUnit(answers.contains),
      readsOfDifferenceAtHalfUnit: shareAtHalfUnit(answers.containsOfDifference),
      unitsPerQuestion: Object.fromEntries(
        Object.entries(answers).map(([name, { readUnits }]) => [name, readUnits / questions]),
      ),
    }),
  );
} finally {
  await loopback.stop();
  work.remove();
}
