import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileName, projectPath } from '../loopback/names.ts';

export interface WorkDirectory {
  path: string;
  /** the bucket's folder */
  inbox: string;
  /** of the audience's file */
  rowsFile: string;
  remove: () => void;
}

/** For the files of one benchmark: up to 2.5 GB. */
export const createWorkDirectory = (): WorkDirectory => {
  const path = mkdtempSync(join(tmpdir(), 'audience-import-bench-'));
  const inbox = join(path, 'inbox');
  mkdirSync(join(inbox, projectPath), { recursive: true });
  return {
    path,
    inbox,
    rowsFile: join(inbox, projectPath, fileName),
    remove: () => {
      rmSync(path, { recursive: true });
    },
  };
};
