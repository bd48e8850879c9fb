import { ownKeyFormat } from './own-key-format.ts';
import { type UserLinesPorts, type WriteUserKeys, writeUserKeys } from './write-user-keys.ts';

export interface RemoveUsersPorts extends UserLinesPorts {
  deleteUserKeys: WriteUserKeys;
}

/** Counts of lines; blank ones are not among them. `lines` = `removed` + `refused`. */
export interface RemoveSummary {
  /** IDs that nobody is registered under any more; some may not have been before either */
  removed: number;
  lines: number;
  refused: number;
}

/**
 * Unregisters the user IDs of a file, one a line. Audiences lose them at their next import. Can be repeated
 * as a whole, too.
 */
export const removeUsers = async (
  projectId: string,
  file: AsyncIterable<Uint8Array>,
  { deleteUserKeys, ...ports }: RemoveUsersPorts,
): Promise<RemoveSummary> => {
  const { written, ...counts } = await writeUserKeys(
    ownKeyFormat(projectId),
    file,
    deleteUserKeys,
    ports,
  );
  return { removed: written, ...counts };
};
