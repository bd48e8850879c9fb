import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from './root.ts';

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** SPDX expression */
  license: z.string(),
});

/** What a package says of itself. */
export type BundledPackage = z.infer<typeof manifestSchema>;

/** The last one below node_modules, where a package has one of its own inside. */
const packageFolder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** Folders of the packages that modules are of. @param modules paths from the repository's folder, as esbuild names them */
export const packageFoldersOf = (modules: readonly string[]): Set<string> =>
  new Set(modules.flatMap((module) => packageFolder.exec(module)?.[1] ?? []));

/** @param folder from the repository's folder */
export const readPackage = (folder: string): BundledPackage =>
  manifestSchema.parse(JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')));
