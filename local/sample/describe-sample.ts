import { toTable } from '../../bin/cli/table.ts';
import type { AudienceDetails } from '../../lambdas/shared/domain/audience-view.ts';
import { sampleFiles, sampleProject } from './sample-files.ts';

/** One row an audience, for somebody who has never seen the software. */
export const describeSample = (audiences: readonly AudienceDetails[]): string => {
  const rows = sampleFiles.map(({ name, shows }) => {
    const audience = audiences.find((each) => each.name === name);
    return [
      name,
      audience?.status ?? 'missing',
      audience?.members ?? null,
      audience?.rows ?? null,
      audience?.duplicates ?? null,
      audience?.unregistered ?? null,
      shows,
    ];
  });
  const table = toTable(
    ['AUDIENCE', 'STATUS', 'MEMBERS', 'ROWS', 'LISTED TWICE', 'NOT REGISTERED', 'THE FILE'],
    rows,
  );
  return [table, ...audiences.flatMap(problemOf)].join('\n\n');
};

const problemOf = ({ name, status, message, members, version }: AudienceDetails): string[] =>
  status === 'rejected'
    ? [
        `${name}.csv was rejected: ${message ?? ''}\n` +
          (version === null ? 'Nothing is live.' : `Live: the ${members} members it had before.`),
      ]
    : [];

/** What to try in a second terminal. */
export const describeNextSteps = (bucketFolder: string): string => {
  const { projectId, path } = sampleProject;
  return [
    'Try next, in another terminal:',
    `  npx audience-import --local audience list ${projectId}`,
    `  npx audience-import --local audience contains ${projectId} vip-customers user-0101`,
    `  printf 'user-0001\\nuser-0002\\n' > ${bucketFolder}/${path}my-list.csv`,
    '  npx audience-import --local scan --wait',
    `  npx audience-import --local audience members ${projectId} my-list`,
  ].join('\n');
};

/** What is not as the sample says it has to be; empty if all is well. */
export const findSurprises = (audiences: readonly AudienceDetails[]): string[] =>
  sampleFiles.flatMap(({ name, expected }) => {
    const audience = audiences.find((each) => each.name === name);
    const actual = audience && {
      status: audience.status,
      members: audience.members,
      ...(audience.cause !== null && { cause: audience.cause }),
    };
    const [wanted, found] = [JSON.stringify(expected), JSON.stringify(actual)];
    return wanted === found ? [] : [`"${name}" should be ${wanted}, but is ${found}`];
  });
