import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { type BundledPackage, packageFoldersOf, readPackage } from './bundled-packages.ts';
import { root } from './root.ts';

/** A package that is bundled, and what its licence asks to be handed on. */
interface Notice extends BundledPackage {
  /** undefined where the package brings none; `license` names it then */
  text: string | undefined;
}

/** Packages that bundles have taken in, by name. */
const findNotices = async (bundles: readonly Metafile[]): Promise<Notice[]> => {
  const inputs = bundles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = packageFoldersOf(inputs);
  const notices = await Promise.all([...folders].sort().map((folder) => readNotice(folder)));
  const byName = new Map(notices.map((notice) => [`${notice.name}@${notice.version}`, notice]));
  return [...byName.values()];
};

const readNotice = async (relative: string): Promise<Notice> => {
  const folder = join(root, relative);
  const file = (await readdir(folder)).find((name) => /^(licen[cs]e|copying)(\.|$)/i.test(name));
  const text = file === undefined ? undefined : await readFile(join(folder, file), 'utf8');
  return { ...readPackage(relative), text: text?.trim() };
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
