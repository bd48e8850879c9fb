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
    const region = await client.config.region();
    throw new RefusedError(({ stack }) => stack.noSuchStack(stackName, region));
  } finally {
    client.destroy();
  }
};

/** @throws RefusedError naming the outputs that the stack does not have */
export const toDeployedResources = (
  outputs: Readonly<Record<string, string>>,
  stackName: string,
): Resources =>
  toResources(outputs, ({ stack }, missing) => stack.deployedLacks(stackName, missing));
