import { createDeleteChunks, createFindChunks } from '../../lambdas/collector/adapters/chunks.ts';
import { createPosition } from '../../lambdas/collector/adapters/position.ts';
import {
  createBeginCollecting,
  createDropVersions,
} from '../../lambdas/collector/adapters/registry.ts';
import { createRemoveItem } from '../../lambdas/collector/adapters/remove-item.ts';
import type { Budget } from '../../lambdas/collector/budget.ts';
import { collect, type CollectPorts } from '../../lambdas/collector/collect.ts';
import type { CollectionRun } from '../../lambdas/collector/collection-run.ts';
import {
  createGetAudienceItem,
  createListAudienceItems,
} from '../../lambdas/shared/adapters/read-audience-items.ts';
import { createGetProject } from '../../lambdas/shared/adapters/read-projects.ts';
import type { Now } from '../../lambdas/shared/ports.ts';
import { createDeleteOrphan } from '../../lambdas/shared/operators/delete-orphan.ts';
import { createDiscardHeld } from '../../lambdas/shared/operators/discard-held.ts';
import { createGiveBackPlace } from '../../lambdas/shared/slots/give-back-place.ts';
import { createSlots } from '../../lambdas/shared/slots/slots.ts';
import type { Dynalite } from './dynalite.ts';

/** A budget of so many units, which are not spread. */
export const budgetOf = (units: number): Budget => {
  let left = units;
  return {
    isSpent: () => left <= 0,
    use: async (_, call) => {
      const answer = await call();
      left -= answer.units;
      return answer;
    },
  };
};

/** The collector's real adapters, on one project. */
export const collectorPorts = (
  { document, tables }: Pick<Dynalite, 'document' | 'tables'>,
  projectId: string,
  now: Now,
): Omit<CollectPorts, 'budget'> => {
  const getProject = createGetProject(document, tables.projects);
  const getItem = createGetAudienceItem(document, tables.audiences);
  const slots = createSlots(document, tables.projects);
  return {
    listProjects: async function* () {
      const project = await getProject(projectId);
      if (project) yield project;
    },
    listAudienceItems: createListAudienceItems(document, tables.audiences),
    getItem,
    deleteOrphan: createDeleteOrphan({
      dynamodb: document,
      tableName: tables.audiences,
      getItem,
      getProject,
      now,
      newId: () => `operation-${now()}`,
    }),
    discardHeld: createDiscardHeld({
      dynamodb: document,
      tableName: tables.audiences,
      getItem,
      now,
      newId: () => `operation-${now()}`,
      giveBackPlace: createGiveBackPlace({ getItem, slots }),
    }),
    position: createPosition(document, tables.audiences),
    beginCollecting: createBeginCollecting(document, tables.audiences, now),
    dropVersions: createDropVersions(document, tables.audiences),
    removeItem: createRemoveItem(document, tables.audiences),
    findChunks: createFindChunks(document, tables.memberships),
    deleteChunks: createDeleteChunks(document, tables.memberships),
    slots,
    backoff: { sleep: () => Promise.resolve(), random: () => 0 },
    now,
  };
};

/** Collects to the end. @throws the first failure */
export const collectAll = async (ports: Omit<CollectPorts, 'budget'>): Promise<CollectionRun> => {
  const run = await collect({ ...ports, budget: budgetOf(Infinity) });
  if (run.failures[0]) throw run.failures[0].error;
  return run;
};
