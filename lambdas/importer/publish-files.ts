import type { Project } from '../shared/domain/project.ts';
import { createPutOff } from './domain/put-off.ts';
import { type EndPorts, endFile, orEnd } from './end-file.ts';
import { type FileImport, takeOver } from './file-import.ts';
import { findMembers, type FindPorts, type MarkedFile } from './find-members.ts';
import { type Prepared, preparePublication, type PreparePorts } from './prepare-publication.ts';
import type { Publication } from './publication.ts';
import { publishPrepared, type PublishPorts } from './publish-prepared.ts';
import type { Ending } from './record-import.ts';
import { needsTurn } from './turns/in-turn.ts';

export interface PublishFilesPorts extends EndPorts, FindPorts, PreparePorts, PublishPorts {
  endImport: EndPorts['endImport'];
  chunksTable: PreparePorts['chunksTable'];
}

/** A file of a pass in which the registered users are marked. */
export type Marked = MarkedFile & { file: FileImport };

interface PutOff {
  marked: Marked;
  prepared: Prepared;
}

/**
 * Publishes the files of a pass, each by itself. Those that need a turn at the table of chunks come last, because it may take
 * minutes until they have it; else they keep their order.
 */
export const publishFiles = async (
  files: readonly Marked[],
  project: Project,
  ports: PublishFilesPorts,
): Promise<void> => {
  const putOff: PutOff[] = [];
  const filesPutOff = (): FileImport[] => putOff.map(({ marked: { file } }) => file);
  const mustWait = createPutOff();
  for (const [index, marked] of files.entries()) {
    const { file } = marked;
    file.running.attempt.tellsSuccess = project.mailOnSuccess;
    takeOver(file, filesPutOff());
    const prepared = await orEnd(file, ports, () => prepare(marked, ports));
    if (!prepared) continue;
    const work = {
      needsTurn: needsTurn(prepared.seconds),
      heldBytes: prepared.storage.heldBytes,
      isLast: index === files.length - 1,
    };
    if (mustWait(work)) putOff.push({ marked, prepared });
    else await orEnd(file, ports, () => publish(file, prepared, project, ports));
  }
  for (const { marked, prepared } of putOff) {
    const { file, join } = marked;
    takeOver(file, filesPutOff());
    await orEnd(file, ports, () => {
      const storage = prepared.storage.renew(join.orderMembers());
      return publish(file, { ...prepared, storage }, project, ports);
    });
  }
};

/** @returns undefined when the file has ended */
const prepare = async (marked: Marked, ports: PublishFilesPorts): Promise<Prepared | undefined> => {
  const { file } = marked;
  file.running.signal.throwIfAborted();
  const { members, counts } = await findMembers(marked, ports);
  const prepared = await preparePublication(members, counts, file, ports);
  if (typeof prepared === 'object' && 'storage' in prepared) return prepared;
  await end(file, prepared, ports);
  return undefined;
};

const publish = async (
  file: FileImport,
  prepared: Prepared,
  project: Project,
  ports: PublishFilesPorts,
): Promise<void> => {
  const { claimed, running } = file;
  running.signal.throwIfAborted();
  await end(file, await publishPrepared(prepared, { project, claimed, running }, ports), ports);
};

const end = (file: FileImport, publication: Publication, ports: EndPorts): Promise<void> => {
  const ending: Ending =
    publication === 'fenced-out' ? { result: 'released', why: 'fenced-out' } : publication;
  return endFile(file, ending, ports);
};
