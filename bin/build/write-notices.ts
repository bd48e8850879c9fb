import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { z } from 'zod';
import { root } from './root.ts';

const manifestSchema = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** A package that is bundled, and what its licence asks to be handed on. */
export interface Notice extends z.infer<typeof manifestSchema> {
  /** undefined where the package brings none; `license` names it then */
  text: string | undefined;
}

const moduleFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/** Packages that bundles have taken in, by name. */
export const findNotices = async (bundles: readonly Metafile[]): Promise<Notice[]> => {
  const inputs = bundles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set(inputs.flatMap((input) => moduleFolder.exec(input) ?? []));
  const notices = await Promise.all([...folders].sort().map((folder) => readNotice(folder)));
  const byName = new Map(notices.map((notice) => [`${notice.name}@${notice.version}`, notice]));
  return [...byName.values()];
};

const readNotice = async (relative: string): Promise<Notice> => {
  const folder = join(root, relative);
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')),
  );
  const file = (await readdir(folder)).find((name) => /^(licen[cs]e|copying)(\.|$)/i.test(name));
  const text = file === undefined ? undefined : await readFile(join(folder, file), 'utf8');
  return { ...manifest, text: text?.trim() };
};

/** `THIRD-PARTY-NOTICES.txt` in the folder of a package. */
export const writeNotices = async (
  bundles: readonly Metafile[],
  packageFolder: string,
): Promise<void> => {
  const notices = await findNotices(bundles);
  const sections = notices.map(
    ({ name, version, license, text }) =>
      `${name} ${version} (${license})\n\n${text ?? `Licence: ${license}`}\n`,
  );
  const ruler = `\n${'-'.repeat(80)}\n\n`;
  await writeFile(
    join(packageFolder, 'THIRD-PARTY-NOTICES.txt'),
    `This package contains the following packages.\n${ruler}${sections.join(ruler)}`,
  );
};
