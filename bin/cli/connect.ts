import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { clientDefaults } from '../../lambdas/shared/adapters/clients.ts';
import { findLocalStack } from './find-local-stack.ts';
import { findResources } from './find-resources.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Resources, Stack } from './stack.ts';

/** @throws RefusedError when there is no such stack */
export type Connect = (options: GlobalOptions) => Promise<Stack>;

/** @param cwd where the search for a running local stack begins */
export const createConnect =
  (cwd: string): Connect =>
  async ({ local, stack, state, region, profile }) => {
    if (local) {
      const { endpoints, resources } = await findLocalStack({ cwd, folder: state });
      return createStack(resources, {
        dynamodb: { ...localSettings, endpoint: endpoints.dynamodb },
        lambda: { ...localSettings, endpoint: endpoints.lambda },
      });
    }
    const settings = {
      ...clientDefaults,
      ...(region !== undefined && { region }),
      ...(profile !== undefined && { profile }),
    };
    const resources = await findResources(stack, settings);
    return createStack(resources, { dynamodb: settings, lambda: settings });
  };

/** Emulators look at neither, but every request has to be signed with something. */
const localSettings = {
  ...clientDefaults,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

interface ClientSettings {
  region?: string;
  profile?: string;
  endpoint?: string;
}

const createStack = (
  resources: Resources,
  settings: { dynamodb: ClientSettings; lambda: ClientSettings },
): Stack => {
  const dynamodb = new DynamoDBClient(settings.dynamodb);
  const lambda = new LambdaClient(settings.lambda);
  return {
    resources,
    dynamodb,
    document: DynamoDBDocumentClient.from(dynamodb, {
      marshallOptions: { removeUndefinedValues: true },
    }),
    lambda,
    close: () => {
      dynamodb.destroy();
      lambda.destroy();
    },
  };
};
