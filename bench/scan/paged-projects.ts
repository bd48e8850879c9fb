/** How many files there are, and over how many projects they are spread. */
export interface ScanSize {
  projects: number;
  filesPerProject: number;
}

/** No page of S3 or of our queries is longer. */
const pageSize = 1000;
/** Every hundredth file has changed since it was imported. */
const changedEvery = 100;
const modified = '2026-01-01T00:00:00.000Z';

const nameOf = (index: number): string => `file-${String(index).padStart(8, '0')}.csv`;
const indexIn = (name: string): number => Number(name.slice('file-'.length, -'.csv'.length));

/** All projects, for the one Scan that lists them. */
export const projectItems = ({ projects }: ScanSize): object[] =>
  Array.from({ length: projects }, (_, index) => ({
    projectId: { S: `shop-${index}` },
    path: { S: `shop-${index}/` },
    adminEmails: { L: [{ S: 'admin@example.com' }] },
    audienceLimit: { N: '2000' },
    slots: { M: {} },
    paused: { BOOL: false },
  }));

/** ListObjectsV2 of one project's path, in S3's XML. */
export const listObjects = (url: URL, { filesPerProject }: ScanSize): string => {
  const from = Number(url.searchParams.get('continuation-token') ?? 0);
  const to = Math.min(filesPerProject, from + pageSize);
  const path = url.searchParams.get('prefix') ?? '';
  let contents = '';
  for (let index = from; index < to; index += 1)
    contents += `<Contents><Key>${path}${nameOf(index)}</Key><LastModified>${modified}</LastModified><ETag>&quot;new-${index % changedEvery === 0}&quot;</ETag><Size>10</Size></Contents>`;
  const next =
    to < filesPerProject
      ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${to}</NextContinuationToken>`
      : '<IsTruncated>false</IsTruncated>';
  return `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${contents}${next}</ListBucketResult>`;
};

/**
 * One page of the audiences of a project, as its files were when they were imported.
 *
 * @param after the last file name of the page before
 */
export const queryAudiences = (
  projectId: string,
  after: string | undefined,
  { filesPerProject }: ScanSize,
): object => {
  const from = after === undefined ? 0 : indexIn(after) + 1;
  const to = Math.min(filesPerProject, from + pageSize);
  const Items = Array.from({ length: to - from }, (_, offset) => ({
    fileName: { S: nameOf(from + offset) },
    source: {
      M: {
        etag: { S: 'new-false' },
        size: { N: '10' },
        lastModified: { N: String(Date.parse(modified)) },
        present: { BOOL: true },
        seenAt: { N: '0' },
      },
    },
    outcome: { M: { etag: { S: 'new-false' }, at: { N: '0' }, result: { S: 'published' } } },
  }));
  return to < filesPerProject
    ? {
        Items,
        LastEvaluatedKey: { projectId: { S: projectId }, fileName: { S: nameOf(to - 1) } },
      }
    : { Items };
};
