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
import type { StackTemplate } from './change-sets.ts';
import type { DeployedFunction } from './run-deployed.ts';
import { account, type Aws, region } from './start-aws.ts';

/** Where `cdk bootstrap` has the CDK publish code. */
const assetsBucket = `cdk-hnb659fds-assets-${account}-${region}`;

/** Brings the code of a function. @returns the folder in which it is */
type BringCode = (logicalId: string, name: string) => Promise<string>;

/** The functions of a stack by the names of their folders under lambdas/. */
export const readFunctions = async (
  { url, settings }: Aws,
  stackName: string,
  bringCode: BringCode,
): Promise<Map<string, DeployedFunction>> => {
  const cloudformation = new CloudFormationClient(settings);
  const lambda = new LambdaClient(settings);
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
      folder: await bringCode(LogicalResourceId, name),
    });
  }
  for (const client of [cloudformation, lambda]) client.destroy();
  return found;
};

/** What was published for the functions of a template, unpacked into folders of this one. */
export const publishedCode =
  ({ settings }: Aws, { Resources }: StackTemplate, folder: string): BringCode =>
  async (logicalId, name) => {
    const { S3Key } = Resources[logicalId]?.Properties?.Code as { S3Key: string };
    const s3 = new S3Client(settings);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: assetsBucket, Key: S3Key }));
    const content = await Body!.transformToByteArray();
    s3.destroy();
    const [code, zip] = [join(folder, name), join(folder, `${name}.zip`)];
    await mkdir(code);
    await writeFile(zip, content);
    await promisify(execFile)(findPython(['zipfile']) ?? 'python3', [
      ...['-m', 'zipfile', '-e', zip, code],
    ]);
    return code;
  };

/** What would be published now. */
export const builtCode: BringCode = (_, name) =>
  Promise.resolve(join(import.meta.dirname, '../../dist/functions', name));
