import { createPutProject } from '../../lambdas/shared/adapters/put-project.ts';
import {
  createGetAudienceItem,
  createListAudienceItems,
} from '../../lambdas/shared/adapters/read-audience-items.ts';
import {
  createGetProject,
  createListProjects,
} from '../../lambdas/shared/adapters/read-projects.ts';
import { AudienceReader } from '../../reader/index.ts';
import { createPutUserKeys } from './adapters/put-user-keys.ts';
import { createRunScanner } from './adapters/run-scanner.ts';
import type { Stack } from './stack.ts';

/** What the commands can do with a stack. */
export type StackPorts = ReturnType<typeof createStackPorts>;

// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- `StackPorts` is this very type
export const createStackPorts = ({ resources, dynamodb, document, lambda }: Stack) => {
  const { tables, scannerFunction } = resources;
  return {
    getProject: createGetProject(document, tables.projects),
    listProjects: createListProjects(document, tables.projects),
    putProject: createPutProject(document, tables.projects),
    getAudienceItem: createGetAudienceItem(document, tables.audiences),
    listAudienceItems: createListAudienceItems(document, tables.audiences),
    audienceReader: new AudienceReader({ dynamodb, tables }),
    putUserKeys: createPutUserKeys(document, tables.users),
    runScanner: createRunScanner(lambda, scannerFunction),
  };
};
