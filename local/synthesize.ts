import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { LocalStackError } from './errors.ts';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('..', import.meta.url));

const cdkSettingsSchema = z.object({ context: z.record(z.string(), z.unknown()).default({}) });
const outputSchema = z.object({ stdout: z.string(), stderr: z.string() });

/** Nothing leaves the machine, so any sender will do. Without one the app warns that it cannot mail. */
const localContext = { senderEmail: 'audience-import@example.com' };

/**
 * Synthesizes the CDK app into a folder, as `cdk synth` would, without the command: that takes a second
 * of its own, and needs no more than two variables. The template is not checked by CloudFormation's schemas, which takes
 * longer than all the rest: what is wrong with it, `npm run synth` and the tests say.
 *
 * @param context as `cdk synth --context`; adds to the one in cdk.json
 * @param signal ends it
 * @throws LocalStackError with all that the app has printed
 */
export const synthesize = async (
  outputFolder: string,
  context: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
): Promise<void> => {
  const settings = cdkSettingsSchema.parse(
    JSON.parse(await readFile(new URL('../cdk.json', import.meta.url), 'utf8')),
  );
  try {
    await run(process.execPath, ['bin/audience-import.ts'], {
      cwd: repository,
      signal,
      env: {
        ...process.env,
        CDK_OUTDIR: outputFolder,
        CDK_VALIDATION: 'false',
        CDK_CONTEXT_JSON: JSON.stringify({ ...localContext, ...settings.context, ...context }),
      },
    });
  } catch (cause) {
    const { success, data } = outputSchema.safeParse(cause);
    throw new LocalStackError(
      `the CDK app does not synthesize:\n${success ? data.stdout + data.stderr : String(cause)}`,
      { cause },
    );
  }
};
