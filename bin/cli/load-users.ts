import { ownKeyFormat } from './own-key-format.ts';
import { type UserLinesPorts, type WriteUserKeys, writeUserKeys } from './write-user-keys.ts';

export interface LoadUsersPorts extends UserLinesPorts {
  putUserKeys: WriteUserKeys;
}

/** Counts of lines; blank ones are not among them. `lines` = `loaded` + `refused`. */
export interface LoadSummary {
  loaded: number;
  lines: number;
  refused: number;
}

/**
 * Registers the user IDs of a file, one a line. Loading an ID again changes nothing, so that a load that
 * failed can be repeated as a whole.
 */
export const loadUsers = async (
  projectId: string,
  file: AsyncIterable<Uint8Array>,
  { putUserKeys, ...ports }: LoadUsersPorts,
): Promise<LoadSummary> => {
  const { written, ...counts } = await writeUserKeys(
    ownKeyFormat(projectId),
    file,
    putUserKeys,
    ports,
  );
  return { loaded: written, ...counts };
};
