/**
 * `node bin/build/build-package.ts`: what the packages hold. `npm run build` begins with it from nothing.
 *
 *     dist/functions/      what is deployed, one module a function
 *     dist/construct/      what CDK apps import
 *     dist/bin/cli.js      the command
 *     reader/dist/         what campaign systems import
 *
 * All that ours use is in these files: whoever installs a package gets no other one with it, and brings the SDK or the CDK in the
 * version that they have. `THIRD-PARTY-NOTICES.txt` has the licences of what is in them.
 */
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { buildFunctions } from './build-functions.ts';
import { root } from './root.ts';
import { writeDeclarations } from './write-declarations.ts';
import { writeNotices } from './write-notices.ts';

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  mainFields: ['module', 'main'],
  logLevel: 'warning',
  metafile: true,
} satisfies BuildOptions;

/**
 * CommonJS, which both kinds of modules can load, in any Node that the CDK runs on. What finds the functions and the version by where
 * it lies goes on doing so as if it lay in lib/.
 */
const buildConstruct = () =>
  build({
    ...common,
    entryPoints: ['lib/index.ts'],
    outfile: 'dist/construct/index.js',
    format: 'cjs',
    target: 'node20',
    external: ['aws-cdk-lib', 'constructs'],
    define: { 'import.meta.dirname': 'folderOfLib' },
    banner: { js: "const folderOfLib = require('node:path').join(__dirname, '../../lib');" },
  });

const buildCommand = () =>
  build({
    ...common,
    entryPoints: ['bin/cli.ts'],
    outfile: 'dist/bin/cli.js',
    format: 'esm',
    target: 'node22.15',
    // Some of what is bundled is CommonJS, and requires what comes with Node.
    banner: {
      js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
    },
  });

/** An ES module that does not wait while it loads, so that `require` takes it, too. */
const buildReader = () =>
  build({
    ...common,
    entryPoints: ['reader/index.ts'],
    outfile: 'reader/dist/index.js',
    format: 'esm',
    target: 'node22.15',
    external: ['@aws-sdk/*'],
  });

const [functions, construct, command, reader] = await Promise.all([
  buildFunctions(),
  buildConstruct(),
  buildCommand(),
  buildReader(),
]);
await writeDeclarations([
  { entry: 'lib/index', folder: 'dist/construct/types', peers: ['aws-cdk-lib', 'constructs'] },
  { entry: 'reader/index', folder: 'reader/dist/types', peers: ['@aws-sdk/client-dynamodb'] },
]);
// What lies under it is CommonJS, its types, too.
await writeFile(join(root, 'dist/construct/package.json'), '{"type":"commonjs"}\n');
// npm packs only what lies in the folder of the package.
await copyFile(join(root, 'LICENSE'), join(root, 'reader/LICENSE'));
await copyFile(join(root, 'reader/index.d.cts'), join(root, 'reader/dist/index.d.cts'));
await writeNotices([functions, construct.metafile, command.metafile, reader.metafile], root);
await writeNotices([reader.metafile], join(root, 'reader'));
