import { sideBySide } from '../lambdas/shared/side-by-side.ts';
import type { ChunkSource } from './chunks/chunk-source.ts';
import { UnknownFormatError, VersionGoneError } from './errors.ts';
import type { ListAudiences, ListedAudience } from './list-audiences.ts';
import { openSnapshot } from './open-snapshot.ts';
import type { QuestionOptions, Reading } from './read-options.ts';
import { findLive, readAudience } from './stored-audience.ts';
import {
  type Membership,
  type UnreadAudience,
  UnreadAudiencesError,
} from './unread-audiences-error.ts';

/**
 * Asks the live version of each audience.
 *
 * @returns in the order of the list
 * @throws UnreadAudiencesError when some cannot be read, after all others were asked
 */
export const which = async (
  { project, id }: { project: string; id: string },
  { listAudiences, chunks }: { listAudiences: ListAudiences; chunks: ChunkSource },
  { parallelism, ...question }: Reading,
): Promise<Membership[]> => {
  const answers: (Answer | undefined)[] = [];
  const { signal } = question;
  try {
    await sideBySide(
      numbered(listAudiences(project, signal)),
      { concurrency: parallelism, ...(signal && { signal }) },
      async ([place, listed], stop) => {
        const asked = { project, id, chunks, question: { ...question, signal: stop } };
        answers[place] = await ask(listed, asked);
      },
    );
  } catch (error) {
    // The SDK says of a request that was ended that it was, and not why.
    signal?.throwIfAborted();
    throw error;
  }
  const memberships = answers.flatMap((answer) => answer?.membership ?? []);
  const unread = answers.flatMap((answer) => answer?.unread ?? []);
  if (unread.length > 0) throw new UnreadAudiencesError(project, memberships, unread);
  return memberships;
};

interface Answer {
  membership?: Membership;
  unread?: UnreadAudience;
}

interface Asked {
  project: string;
  id: string;
  chunks: ChunkSource;
  question: QuestionOptions;
}

const ask = async (
  { name, item }: ListedAudience,
  { project, id, chunks, question }: Asked,
): Promise<Answer> => {
  const what = `audience ${project}/${name}`;
  try {
    const audience = readAudience(item, what);
    const live = findLive(audience, what);
    if (!live) return {};
    const snapshot = openSnapshot(audience.audienceId, live, chunks);
    const isMember = await snapshot.contains(id, question);
    return isMember ? { membership: { name, version: live.version } } : {};
  } catch (error) {
    if (error instanceof UnknownFormatError || error instanceof VersionGoneError)
      return { unread: { name, error } };
    throw error;
  }
};

async function* numbered<T>(items: AsyncIterable<T>): AsyncGenerator<[number, T]> {
  let count = 0;
  for await (const item of items) {
    yield [count, item];
    count += 1;
  }
}
