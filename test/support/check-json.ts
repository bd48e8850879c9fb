import assert from 'node:assert/strict';
import { jsonContract } from '../../bin/cli/json/contract.ts';
import type { JsonCommandName } from '../../bin/cli/help/examples.ts';

/** Fails unless that is what the contract says of the command: each key that it names, and no other. */
export const checkJson = (args: readonly string[], stdout: string): void => {
  const typed = ` ${args.join(' ')} `;
  const names = Object.keys(jsonContract) as JsonCommandName[];
  const name = names.find((each) => typed.includes(` ${each} `));
  assert(name, `bin/cli/json/contract.ts knows no command of ${typed}`);
  const document: unknown = JSON.parse(stdout);
  const parsed = jsonContract[name].safeParse(document);
  assert(
    parsed.success,
    `${name} --json prints what bin/cli/json/contract.ts does not say: ${String(parsed.error)}`,
  );
  // What the contract does not know was left out.
  assert.deepEqual(
    document,
    parsed.data,
    `${name} --json prints keys that bin/cli/json/contract.ts has not`,
  );
};
