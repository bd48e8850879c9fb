import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findPython } from '../support/python.ts';
import type { DeployedFunction } from './run-deployed.ts';
import { account, type Aws, region } from './start-aws.ts';

interface TemplateResource {
  Type: string;
  Properties: { Code: { S3Key: string } };
}

/** Where `cdk bootstrap` has the CDK publish code. */
const assetsBucket = `cdk-hnb659fds-assets-${account}-${region}`;

/** The functions of a stack by the names of their folders under lambdas/, with the code that was published for them. */
export const readFunctions = async (
  { url, settings }: Aws,
  stackName: string,
  template: { Resources: Record<string, TemplateResource> },
  folder: string,
): Promise<Map<string, DeployedFunction>> => {
  const cloudformation = new CloudFormationClient(settings);
  const lambda = new LambdaClient(settings);
  const s3 = new S3Client(settings);
  const { StackResources = [] } = await cloudformation.send(
    new DescribeStackResourcesCommand({ StackName: stackName }),
  );
  const found = new Map<string, DeployedFunction>();
  for (const { LogicalResourceId = '', PhysicalResourceId, ResourceType } of StackResources) {
    if (ResourceType !== 'AWS::Lambda::Function') continue;
    const configuration = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: PhysicalResourceId }),
    );
    const variables = configuration.Environment?.Variables ?? {};
    const name = (variables.POWERTOOLS_SERVICE_NAME ?? '').replace(`${stackName}-`, '');
    const key = template.Resources[LogicalResourceId]!.Properties.Code.S3Key;
    const code = join(folder, name);
    await mkdir(code);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: assetsBucket, Key: key }));
    await writeFile(join(folder, `${name}.zip`), await Body!.transformToByteArray());
    await promisify(execFile)(findPython(['zipfile']) ?? 'python3', [
      ...['-m', 'zipfile', '-e', join(folder, `${name}.zip`), code],
    ]);
    found.set(name, {
      name: configuration.FunctionName!,
      arn: configuration.FunctionArn!,
      handler: configuration.Handler!,
      timeoutSeconds: configuration.Timeout!,
      memoryMegabytes: configuration.MemorySize!,
      // moto has the queues at its own address, and hands out AWS's.
      environment: Object.fromEntries(
        Object.entries(variables).map(([variable, value]) => [
          variable,
          value.replace(`https://sqs.${region}.amazonaws.com`, url),
        ]),
      ),
      folder: code,
    });
  }
  for (const client of [cloudformation, lambda, s3]) client.destroy();
  return found;
};
