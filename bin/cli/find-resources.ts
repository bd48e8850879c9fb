import {
  CloudFormationClient,
  type CloudFormationClientConfig,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { RefusedError } from './errors.ts';
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
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    const outputs = Object.fromEntries<unknown>(
      (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [
        String(OutputKey),
        OutputValue,
      ]),
    );
    return toResources(outputs, `Stack "${stackName}"`, 'Deploy it again: npx cdk deploy.');
  } catch (error) {
    if (error instanceof Error && error.message.includes('does not exist'))
      throw new RefusedError(
        `There is no stack "${stackName}" in ${await client.config.region()}. ` +
          'Deploy it (npx cdk deploy), or name it: --stack, --region, --profile; or --local.',
        { cause: error },
      );
    throw error;
  } finally {
    client.destroy();
  }
};
