import type { LastLook } from './domain/last-look.ts';

/** What a process remembers from one batch of news to the next. */
export interface NewsMemory {
  /** at the list of all projects */
  list?: LastLook | undefined;
  /** project IDs by path, as of that list */
  paths: ReadonlyMap<string, string>;
  /** at the project whose path was this folder then */
  folders: Map<string, LastLook>;
}

export const beginNewsMemory = (): NewsMemory => ({ paths: new Map(), folders: new Map() });
