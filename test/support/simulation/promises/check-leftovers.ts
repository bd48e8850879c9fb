import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { versionWithPlace } from '../../../../lambdas/shared/domain/audience-item.ts';
import { slotOf } from '../../../../lambdas/shared/slots/slot-of.ts';
import type { Observed } from '../observed.ts';
import { tables } from '../resources.ts';
import type { Report } from './report.ts';

/**
 * When all is quiet and the collector has run: nothing is left of a deleted project, no chunk without its version, no
 * place without its audience.
 */
export const checkLeftovers = async (
  client: DynamoDBClient,
  { audiences, projects }: Observed,
  report: Report,
): Promise<void> => {
  for (const [file, { projectId }] of audiences)
    if (projects.get(projectId)?.deletedAt !== undefined)
      report(`${file} is left of a project that was deleted`);

  for (const { projectId, slots, deletedAt } of projects.values()) {
    if (deletedAt !== undefined) continue;
    const audiencesWithPlace = [...audiences.values()]
      .filter(
        (item) => item.projectId === projectId && versionWithPlace(item.versions) !== undefined,
      )
      .map(({ fileName }) => slotOf(fileName));
    const places = Object.keys(slots);
    if (
      places.length !== audiencesWithPlace.length ||
      audiencesWithPlace.some((slot) => !(slot in slots))
    )
      report(`${projectId} has ${places.length} places for ${audiencesWithPlace.length} audiences`);
  }

  const versions = new Set(
    [...audiences.values()].flatMap((item) =>
      Object.keys(item.versions).map((version) => `${item.audienceId}#${version}`),
    ),
  );
  for await (const page of paginateScan({ client }, { TableName: tables.memberships }))
    for (const item of page.Items ?? []) {
      const { chunkSet } = unmarshall(item) as { chunkSet: string };
      const version = chunkSet.slice(0, chunkSet.lastIndexOf('#'));
      if (versions.has(version)) continue;
      versions.add(version);
      report(`chunks are left of ${version}, which is no version of any audience`);
    }
};
