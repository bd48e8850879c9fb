import type { CauseKey } from '../domain/diagnosis/keys.ts';
import type { About } from './explain.ts';

/** The same in all languages. */
export const commands = {
  createOne: 'audience-import project put shop --admin-email you@example.com --audience-limit 100',
  approve: ({ projectId, name }: About, version?: number): string =>
    `audience-import audience approve ${projectId} ${name}${ofVersion(version)}`,
  discard: ({ projectId, name }: About, version?: number): string =>
    `audience-import audience discard ${projectId} ${name}${ofVersion(version)}`,
  retry: ({ projectId, name }: About): string =>
    `audience-import audience retry ${projectId} ${name}`,
  deleteOne: ({ projectId }: About): string =>
    `audience-import audience delete ${projectId} NAME --with-file`,
  history: ({ projectId }: About): string => `audience-import import history ${projectId}`,
  put: ({ projectId }: About, options: string): string =>
    `audience-import project put ${projectId} ${options}`,
};

/** Of a file whose cells are divided by what the cause names. */
export const readColumn = (about: About, cause: CauseKey, column: number): string =>
  commands.put(about, `--delimiter ${optionOfCause[cause] ?? ''} --id-column ${column}`);

const optionOfCause: Readonly<Partial<Record<CauseKey, string>>> = {
  semicolon: "';'",
  tab: 'tab',
  bar: "'|'",
};

/** Who reads of a version late decides about no other list. */
const ofVersion = (version: number | undefined): string =>
  version === undefined ? '' : ` --version ${version}`;

/** A delimiter, as an option has it. */
export const optionOf = (delimiter: string): string =>
  delimiter === '\t' ? 'tab' : `'${delimiter}'`;
