import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import {
  clientDefaults,
  type ClientHost,
  createDynamodb,
  toDocumentClient,
} from '../../../lambdas/shared/adapters/clients.ts';
import { findLocalStack } from './find-local-stack.ts';
import { findResources } from './find-resources.ts';
import type { GlobalOptions } from '../arguments/global-options.ts';
import type { Stack } from './stack.ts';
import { untilItEnds } from './until-it-ends.ts';

/** @throws RefusedError when there is no such stack */
export type Connect = (options: GlobalOptions) => Promise<Stack>;

/** @param cwd where the search for a running local stack begins */
export const createConnect =
  (cwd: string, host: ClientHost): Connect =>
  async (options) => {
    const { local, stack, state } = options;
    if (local) {
      const { endpoints, resources } = await findLocalStack({ cwd, folder: state });
      return {
        resources,
        local: { sesEndpoint: endpoints.ses },
        ...createClients(host, {
          dynamodb: { ...localSettings, endpoint: endpoints.dynamodb },
          lambda: { ...localSettings, endpoint: endpoints.lambda },
          s3: { ...localSettings, endpoint: endpoints.s3 },
        }),
      };
    }
    const settings = awsSettings(options);
    return {
      resources: await findResources(stack, settings),
      local: undefined,
      ...createClients(host, { dynamodb: settings, lambda: settings, s3: settings }),
    };
  };

/** Emulators look at neither, but every request has to be signed with something. */
export const localSettings = {
  ...clientDefaults,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

export const awsSettings = ({
  region,
  profile,
}: Pick<GlobalOptions, 'region' | 'profile'>): ClientSettings & typeof clientDefaults => ({
  ...clientDefaults,
  ...(region !== undefined && { region }),
  ...(profile !== undefined && { profile }),
});

interface ClientSettings {
  region?: string;
  profile?: string;
  endpoint?: string;
}

const createClients = (
  host: ClientHost,
  settings: Record<'dynamodb' | 'lambda' | 's3', ClientSettings>,
): Omit<Stack, 'resources' | 'local'> => {
  const dynamodb = createDynamodb(host, settings.dynamodb);
  const lambda = new LambdaClient({ ...settings.lambda, requestHandler: untilItEnds });
  const s3 = new S3Client(settings.s3);
  return {
    dynamodb,
    document: toDocumentClient(dynamodb),
    lambda,
    s3,
    close: () => {
      for (const client of [dynamodb, lambda, s3]) client.destroy();
    },
  };
};
