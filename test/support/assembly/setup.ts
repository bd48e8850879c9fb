import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultStackName } from '../../../lambdas/shared/contract.ts';
import { synthesize } from '../../../local/synthesize.ts';
import { callsFolder } from '../function-calls/recorded-calls.ts';
import { assemblyVariable } from './variable.ts';

/** Named at deployment, and not there: imports that need it fail for a reason outside of the file. */
const usersTables = ['Members'];

/** Synthesizes once for all stacks of the end-to-end tests: that takes as long as many of them. */
export default async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'audience-import-e2e-'));
  await synthesize(folder, { functionTimeoutSeconds: 300, usersTables });
  await recordCalls(folder);
  process.env[assemblyVariable] = folder;
};

const preload = fileURLToPath(new URL('../function-calls/preload.ts', import.meta.url));

interface Resource {
  Type: string;
  Properties: { Environment: { Variables: Record<string, unknown> } };
}

/** Each function is told, in its environment, to write down what it calls. */
const recordCalls = async (folder: string): Promise<void> => {
  const calls = join(folder, callsFolder);
  await mkdir(calls);
  const file = join(folder, `${defaultStackName}.template.json`);
  const template = JSON.parse(await readFile(file, 'utf8')) as {
    Resources: Record<string, Resource>;
  };
  for (const { Type, Properties } of Object.values(template.Resources))
    if (Type === 'AWS::Lambda::Function') {
      const { Variables } = Properties.Environment;
      const options = typeof Variables.NODE_OPTIONS === 'string' ? [Variables.NODE_OPTIONS] : [];
      Variables.NODE_OPTIONS = [...options, `--import=${preload}`].join(' ');
      Variables.RECORDED_CALLS = calls;
    }
  await writeFile(file, JSON.stringify(template));
};
