import {
  CloudFormationClient,
  type CloudFormationClientConfig,
} from '@aws-sdk/client-cloudformation';
import { readOutputs } from '../adapters/read-outputs.ts';
import { RefusedError } from '../errors.ts';
import { type Resources, toResources } from './stack.ts';

/**
 * Reads the outputs of a deployed stack.
 *
 * @throws RefusedError when there is no stack of this name
 */
export const findResources = async (
  stackName: string,
  settings: CloudFormationClientConfig,
): Promise<Resources> => {
  const client = new CloudFormationClient(settings);
  try {
    const outputs = await readOutputs(client, stackName);
    if (outputs) return toDeployedResources(outputs, stackName);
    throw new RefusedError(
      `There is no stack "${stackName}" in ${await client.config.region()}. ` +
        'Deploy it (npx cdk deploy), or name it: --stack, --region, --profile; or --local.',
    );
  } finally {
    client.destroy();
  }
};

/** @throws RefusedError naming the outputs that the stack does not have */
export const toDeployedResources = (
  outputs: Readonly<Record<string, string>>,
  stackName: string,
): Resources => toResources(outputs, `Stack "${stackName}"`, 'Deploy it again: npx cdk deploy.');
