import { keyOfFile } from './observed.ts';

/** What lay under a name of a project, and from when to when. */
export interface Span {
  /** undefined: nothing */
  etag: string | undefined;
  from: number;
  to: number;
}

/**
 * What a project's files were at any time, as somebody would see who lists them under the path that the project had then: it
 * changes when a file does, and when the path does.
 */
export interface Views {
  now: (projectId: string, fileName: string) => string | undefined;
  /** in the order of time; the last one goes on */
  spans: (projectId: string, fileName: string) => readonly Span[];
  /** What was there at some time of these, both included. */
  between: (projectId: string, fileName: string, from: number, to: number) => readonly Span[];
  putObject: (key: string, etag: string) => void;
  removeObject: (key: string) => void;
  /** @param path undefined: nobody looks for files of the project */
  setPath: (projectId: string, path: string | undefined) => void;
}

export type OnView = (projectId: string, fileName: string, etag: string | undefined) => void;

export const createViews = (now: () => number, onView: OnView): Views => {
  const objects = new Map<string, string>();
  const paths = new Map<string, string>();
  const timelines = new Map<string, Span[]>();

  const timelineOf = (projectId: string, fileName: string): Span[] => {
    const key = keyOfFile(projectId, fileName);
    const found = timelines.get(key) ?? [{ etag: undefined, from: 0, to: Infinity }];
    timelines.set(key, found);
    return found;
  };

  const see = (projectId: string, fileName: string): void => {
    const path = paths.get(projectId);
    const etag = path === undefined ? undefined : objects.get(path + fileName);
    const timeline = timelineOf(projectId, fileName);
    const last = timeline.at(-1)!;
    if (last.etag === etag) return;
    last.to = now();
    timeline.push({ etag, from: now(), to: Infinity });
    onView(projectId, fileName, etag);
  };

  const seeObject = (key: string): void => {
    const start = key.lastIndexOf('/') + 1;
    for (const [projectId, path] of paths)
      if (path === key.slice(0, start)) see(projectId, key.slice(start));
  };

  const spans = (projectId: string, fileName: string): readonly Span[] =>
    timelineOf(projectId, fileName);

  return {
    spans,
    now: (projectId, fileName) => timelineOf(projectId, fileName).at(-1)?.etag,
    between: (projectId, fileName, from, to) =>
      spans(projectId, fileName).filter((span) => span.from <= to && span.to >= from),
    putObject: (key, etag) => {
      objects.set(key, etag);
      seeObject(key);
    },
    removeObject: (key) => {
      objects.delete(key);
      seeObject(key);
    },
    setPath: (projectId, path) => {
      if (paths.get(projectId) === path) return;
      if (path === undefined) paths.delete(projectId);
      else paths.set(projectId, path);
      const names = [...timelines.keys(), ...objects.keys()].map((key) =>
        key.slice(key.lastIndexOf('/') + 1),
      );
      for (const name of new Set(names)) see(projectId, name);
    },
  };
};
