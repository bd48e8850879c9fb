import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { errorPolicies } from '../../../lambdas/shared/domain/error-policies.ts';

/** What an import may run into. The rest of `lambdas/` and `kernel/` is never part of one. */
const folders = ['lambdas/importer', 'lambdas/dead-letter', 'lambdas/shared'];
const files = ['kernel/errors.ts'];

/** Classes that reach nobody under their own name. */
const known = new Set([
  // Carry a cause that has a policy.
  ...['FileRejectedError', 'ImportFailedError'],
  // Become `superseded`, one of the rejections, and `being-imported`.
  'BrokenPackingError',
  ...['FileSupersededError', 'BrokenRowError', 'CollidingIdsError', 'CollidingMembersError'],
  'ImportUnderwayError',
  // Make an import write a whole version.
  ...['BrokenEditsError', 'UnreadableVersionError'],
  // Is met by repeating the call.
  'TableThrottledError',
  // Carries why nothing is to be done.
  'NotWantedError',
  // Becomes `table-busy`.
  'TurnMissedError',
  // Is thrown by dry runs alone.
  'FileHiddenError',
  // Is thrown by lists, which no import reads.
  'MalformedItemsError',
  // Is met by operators alone: the collector gives the place back.
  'PlaceNotReturnedError',
  // Its message becomes a dead letter, of which one of three is said.
  'MalformedMessageError',
]);

it('every class of errors that an import can run into has a policy', async () => {
  const root = new URL('../../../', import.meta.url);
  for (const folder of folders)
    for (const name of await readdir(new URL(folder, root), { recursive: true }))
      if (name.endsWith('.ts')) files.push(`${folder}/${name}`);
  const sources = await Promise.all(files.map((file) => readFile(new URL(file, root), 'utf8')));
  const classes = sources.flatMap((source) =>
    [...source.matchAll(/^export class (\w+) extends \w*Error /gm)].map(([, name]) => name!),
  );
  expect(classes).toContain('MalformedItemError');
  expect(classes.filter((name) => !(name in errorPolicies) && !known.has(name))).toEqual([]);
});
