import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  GetAccountSettingsCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { env } from '../../../../lambdas/shared/contract.ts';
import type { Look } from '../../doctor/ports.ts';
import { readOutputs } from '../read-outputs.ts';

/** The names that `cdk bootstrap` gives where it is not told others. */
const bootstrapStack = 'CDKToolkit';
const bootstrapOutput = 'BootstrapVersion';

export const createLookAtAccount = (
  cloudformation: CloudFormationClient,
  lambda: LambdaClient,
): Pick<Look, 'bootstrapVersion' | 'concurrency' | 'sender'> => ({
  bootstrapVersion: async () => {
    const outputs = await readOutputs(cloudformation, bootstrapStack);
    const version = outputs?.[bootstrapOutput];
    return version === undefined ? undefined : Number(version);
  },

  concurrency: async () => {
    const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
    return {
      limit: AccountLimit?.ConcurrentExecutions ?? 0,
      unreserved: AccountLimit?.UnreservedConcurrentExecutions ?? 0,
    };
  },

  sender: async (mailerFunction) => {
    const { Environment } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: mailerFunction }),
    );
    return Environment?.Variables?.[env.senderEmail];
  },
});
