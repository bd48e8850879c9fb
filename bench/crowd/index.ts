/**
 * Ten imports at once against tables that take what new ones take: 12,000 read and 4,000 write units a second.
 *
 *     npm run bench -- crowd [--small] [--rows N]
 *
 * Each import is one delivery to a process of its own. Fails when one of them does not publish, leaves a notice for the mailer,
 * or when members that the reader finds afterwards are not those that the files were made of.
 */
import { copyFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newOnDemandTable } from '../../local/throttling/limits.ts';
import { createBenchProject } from '../loopback/bench-audience.ts';
import { memberAt, membersOf, writeRows } from '../loopback/data/write-files.ts';
import type { Second } from '../loopback/meter.ts';
import { tableNames } from '../loopback/names.ts';
import { shareUsed, shareWhileUsed } from '../loopback/share-used.ts';
import { startLoopback } from '../loopback/start-loopback.ts';
import { assertSame } from '../support/assert-same.ts';
import { digestUsers } from '../support/digest-users.ts';
import { isSmall, numberGiven } from '../support/options.ts';
import { readBackDigest } from '../support/read-back.ts';
import { createWorkDirectory } from '../support/work-directory.ts';
import { createRunImporter } from './run-importer.ts';

const imports = isSmall ? 3 : 10;
const rows = numberGiven('--rows') ?? (isSmall ? 10_000 : 1_000_000);
const size = { rows, users: Math.ceil(rows * 1.25) };
const names = Array.from({ length: imports }, (_, index) => `list-${index}`);

const limits = newOnDemandTable;
const inShort = ({ granted, refused }: Second): string =>
  refused === 0 ? `${Math.round(granted)}` : `${Math.round(granted)}(-${refused})`;

const work = createWorkDirectory();
writeRows(work.rowsFile, size);
for (const name of names) copyFileSync(work.rowsFile, join(dirname(work.rowsFile), `${name}.csv`));
rmSync(work.rowsFile);
const loopback = await startLoopback({ directory: work.inbox, users: size.users, limits });
try {
  const project = await createBenchProject(loopback, imports);
  const runImporter = await createRunImporter(work.path, loopback);
  const messages = await Promise.all(names.map((name) => project.recordFile(`${name}.csv`)));

  await loopback.resetUsage();
  const begun = performance.now();
  const runs = await Promise.all(messages.map(runImporter));
  const seconds = (performance.now() - begun) / 1000;
  const { readUnits, writeUnits, limited } = await loopback.usage();

  console.table(runs);
  for (const { result } of runs) assertSame('ends', { expected: 'published', result });
  for (const name of names) {
    const item = await project.getItem(`${name}.csv`);
    assertSame('notices', { expected: 0, [name]: Object.keys(item?.notices ?? {}).length });
  }
  const expected = await digestUsers(membersOf(rows), (place) => memberAt(place, size));
  await loopback.unlimit();
  for (const name of names)
    assertSame('members', { expected, [name]: await readBackDigest(loopback, name) });

  const rounded = (share: number | undefined): number | null =>
    share === undefined ? null : Number(share.toFixed(3));
  const useOf = (table: string, direction: 'read' | 'write') => {
    const seconds = limited[table]?.[direction] ?? [];
    const { [direction]: most } = limits.units;
    console.log(`${table}, ${direction} units a second: ${seconds.map(inShort).join(' ')}`);
    // While anything of the table was used, and while the table refused something; null: it did not.
    return {
      used: rounded(shareWhileUsed(seconds, most)),
      whileShort: rounded(shareUsed(seconds, most)),
    };
  };
  console.log(
    JSON.stringify({
      bench: 'crowd',
      imports,
      rows,
      users: size.users,
      seconds: Number(seconds.toFixed(1)),
      readUnits,
      writeUnits,
      shareOfReads: useOf(tableNames.users, 'read'),
      shareOfWrites: useOf(tableNames.memberships, 'write'),
      peakRssMb: Math.max(...runs.map(({ peakRssMb }) => peakRssMb)),
    }),
  );
} finally {
  await loopback.stop();
  work.remove();
}
