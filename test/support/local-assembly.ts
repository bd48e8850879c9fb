import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stackOutputs } from '../../lambdas/shared/contract.ts';

type Json = Record<string, unknown>;

export interface HandWrittenStack {
  /** CloudFormation resources by logical ID, beside the bucket */
  resources?: Json;
  /** properties of a function, and the source of the module that exports its `handler` */
  functions?: Record<string, { source: string; properties?: Json }>;
  outputs?: Json;
}

/** Literal values for the outputs that every stack has to have. */
export const contractOutputs: Json = Object.fromEntries(
  Object.values(stackOutputs).map((name) => [name, { Value: `value of ${name}` }]),
);

const functionResource = (id: string, properties: Json): Json => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: {
      S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}-${AWS::Region}' },
      S3Key: `${id}.zip`,
    },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['AnyRole', 'Arn'] },
    MemorySize: 256,
    Timeout: 20,
    ...properties,
  },
});

/** Writes an assembly as `cdk synth` would: a stack of a bucket, the functions and what else is given. */
export const writeAssembly = async (
  folder: string,
  { resources = {}, functions = {}, outputs = {} }: HandWrittenStack,
): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const write = (name: string, content: Json) =>
    writeFile(join(folder, name), JSON.stringify(content));
  for (const [id, { source }] of Object.entries(functions)) {
    await mkdir(join(folder, `asset.${id}`), { recursive: true });
    await writeFile(join(folder, `asset.${id}`, 'index.mjs'), source);
  }
  await write('Tiny.template.json', {
    Resources: {
      Inbox: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'inbox' } },
      AnyRole: { Type: 'AWS::IAM::Role', Properties: {} },
      ...Object.fromEntries(
        Object.entries(functions).map(([id, { properties = {} }]) => [
          id,
          functionResource(id, properties),
        ]),
      ),
      ...resources,
    },
    Outputs: outputs,
  });
  await write('Tiny.assets.json', {
    files: Object.fromEntries(
      Object.keys(functions).map((id) => [
        id,
        {
          source: { path: `asset.${id}`, packaging: 'zip' },
          destinations: { here: { objectKey: `${id}.zip` } },
        },
      ]),
    ),
  });
  await write('manifest.json', {
    artifacts: {
      Tiny: {
        type: 'aws:cloudformation:stack',
        properties: { templateFile: 'Tiny.template.json', stackName: 'Tiny' },
      },
      'Tiny.assets': { type: 'cdk:asset-manifest', properties: { file: 'Tiny.assets.json' } },
    },
  });
  return folder;
};
