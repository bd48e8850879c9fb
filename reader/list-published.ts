import type { ListAudiences } from './list-audiences.ts';
import type { Reading } from './read-options.ts';
import { findLive, readAudience } from './stored-audience.ts';

/** An audience that a campaign can be delivered to. */
export interface PublishedAudience {
  /** the file's name without `.csv` */
  name: string;
  version: number;
  /** number of members */
  members: number;
  /** when the version was published */
  importedAt: Date;
}

/** @throws UnknownFormatError @throws VersionGoneError when the base of one is gone */
export const listPublished = async (
  project: string,
  listAudiences: ListAudiences,
  { signal }: Pick<Reading, 'signal'>,
): Promise<PublishedAudience[]> => {
  const published: PublishedAudience[] = [];
  for await (const { name, item } of listAudiences(project, signal)) {
    const what = `audience ${project}/${name}`;
    const live = findLive(readAudience(item, what), what);
    if (live)
      published.push({
        name,
        version: live.version,
        members: live.members,
        importedAt: new Date(live.publishedAt),
      });
  }
  return published;
};
