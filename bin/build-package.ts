/**
 * `node bin/build-package.ts`: what `npm run build` adds to what tsc has written to dist/.
 *
 * The command becomes one file with all that it uses. Its SDK clients are the command's own affair: whoever installs the
 * package for the reader gets the one client that the reader asks for, in the version that they have.
 */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');

await build({
  absWorkingDir: root,
  entryPoints: ['bin/cli.ts'],
  outfile: 'dist/bin/cli.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22.15',
  mainFields: ['module', 'main'],
  // Some of what is bundled is CommonJS, and requires what comes with Node.
  banner: {
    js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
  },
  logLevel: 'warning',
});
await copyFile(join(root, 'reader/index.d.cts'), join(root, 'dist/reader/index.d.cts'));
