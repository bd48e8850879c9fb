import { it } from '@jest/globals';
import { findOfficialEngine } from '../../local/emulators/official/find-engine.ts';
import { LocalStackError } from '../../local/errors.ts';

/** Path of DynamoDB Local's jar; or why it cannot run here. */
export const officialEngine: string | LocalStackError = await findOfficialEngine().catch(
  (error: unknown) => {
    if (error instanceof LocalStackError) return error;
    throw error;
  },
);

/**
 * Stands for tests that need DynamoDB Local where it cannot run. A person's tests go on without them, and a title says so; in
 * CI that is a failure, because nothing else tells whether the DynamoDB in memory and dynalite are right.
 */
export const skipOfficial = (title: string, { message }: LocalStackError): void => {
  if (process.env.CI === undefined) it.skip(`${title} (skipped: ${message})`, () => undefined);
  else
    it(title, () => {
      throw new Error(`CI may not skip this. Debian's JDK is default-jdk-headless. ${message}`);
    });
};
