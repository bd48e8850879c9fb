import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import {
  expiryAttribute,
  importQueueRetentionSeconds,
  pendingIndex,
  unannouncedIndex,
  stackOutputs,
  tableKeys,
} from '../../lambdas/shared/contract.ts';
import { definitionOf } from '../../bin/cli/repair/definition-of.ts';
import { all, idOfOutput, one } from './resources.ts';
import { statementsOn } from './statements.ts';
import { synthesize } from './synthesize.ts';

const day = 24 * 60 * 60;

let template: Template;
beforeAll(() => {
  template = synthesize();
});

describe('queues', () => {
  /** What its consumer fails on stays in it until it expires: there is nowhere further down the line. */
  it('have a dead-letter queue each, except the one that is one', () => {
    const queues = all(template, 'AWS::SQS::Queue');
    const end = idOfOutput(template, stackOutputs.deadLetterQueueUrl);

    for (const { id, properties } of queues)
      expect({
        id,
        feeds: properties.RedrivePolicy?.deadLetterTargetArn['Fn::GetAtt'][0],
      }).toEqual({ id, feeds: id === end ? undefined : end });
    expect(queues.map(({ id }) => id)).toContain(end);
  });

  it('keep a dead letter for 14 days, more than it may have waited before', () => {
    for (const { properties } of all(template, 'AWS::SQS::Queue')) {
      const target = properties.RedrivePolicy?.deadLetterTargetArn['Fn::GetAtt'][0];
      if (target === undefined) continue;
      // SQS counts from when the message was first sent, not from when it died.
      expect(properties.MessageRetentionPeriod).toBeLessThan(14 * day);
      expect(one(template, 'AWS::SQS::Queue', target).MessageRetentionPeriod).toBe(14 * day);
    }
  });

  it('keep a file as long as the scanner takes it to be on its way', () => {
    const id = idOfOutput(template, stackOutputs.importQueueUrl);
    expect(one(template, 'AWS::SQS::Queue', id)).toMatchObject({
      MessageRetentionPeriod: importQueueRetentionSeconds,
      RedrivePolicy: { maxReceiveCount: 4 },
    });
  });

  it('are encrypted', () => {
    for (const { properties } of all(template, 'AWS::SQS::Queue'))
      expect(properties.SqsManagedSseEnabled).toBe(true);
  });
});

describe('bucket and queues', () => {
  it('refuse plain HTTP', () => {
    const plainHttp = { Bool: { 'aws:SecureTransport': 'false' } };
    const targets = [
      ...all(template, 'AWS::S3::Bucket').map(({ id }) => ({
        id,
        action: 's3:*',
        resources: [`${id}.Arn`, `${id}.Arn/*`],
      })),
      ...all(template, 'AWS::SQS::Queue').map(({ id }) => ({
        id,
        action: 'sqs:*',
        resources: [`${id}.Arn`],
      })),
    ];
    for (const { id, action, resources } of targets)
      expect(statementsOn(template, id)).toContainEqual(
        expect.objectContaining({
          effect: 'Deny',
          principal: { AWS: '*' },
          actions: [action],
          resources,
          condition: plainHttp,
        }),
      );
  });
});

describe('the bucket', () => {
  it('is closed to the public', () => {
    for (const { properties } of all(template, 'AWS::S3::Bucket'))
      expect(properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
  });

  it('is encrypted, and clears away uploads that were broken off', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      LifecycleConfiguration: {
        Rules: [
          { Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
          { Status: 'Enabled', Prefix: 'audience-import-reports/', ExpirationInDays: 30 },
        ],
      },
    });
  });
});

describe('tables, bucket and its policy', () => {
  it('survive the removal of the stack and their own replacement, but not the failure of their creation', () => {
    const kept = [
      ...all(template, 'AWS::DynamoDB::Table'),
      ...all(template, 'AWS::S3::Bucket'),
      ...all(template, 'AWS::S3::BucketPolicy'),
    ];
    expect(kept).toHaveLength(Object.keys(tableKeys).length + 2);
    for (const { id, DeletionPolicy, UpdateReplacePolicy } of kept)
      expect({ id, DeletionPolicy, UpdateReplacePolicy }).toEqual({
        id,
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      });
  });

  it('are made anew by hand as they are in the template', () => {
    for (const name of Object.keys(tableKeys) as (keyof typeof tableKeys)[]) {
      const id = idOfOutput(template, stackOutputs[`${name}Table`]);
      const { properties } = all(template, 'AWS::DynamoDB::Table').find(
        (table) => table.id === id,
      )!;
      const definition = definitionOf(name, 'as CloudFormation calls it');
      const { AttributeDefinitions = [], ...others } = definition;
      const inTemplate: Record<string, unknown> = properties;
      expect({ ...inTemplate, TableName: definition.TableName }).toMatchObject({ ...others });
      expect(inTemplate.GlobalSecondaryIndexes).toEqual(others.GlobalSecondaryIndexes);
      expect(new Set(inTemplate.AttributeDefinitions as object[])).toEqual(
        new Set(AttributeDefinitions),
      );
    }
  });

  it('are all that stays', () => {
    const { Resources } = template.toJSON() as {
      Resources: Record<string, { Type: string; DeletionPolicy?: string }>;
    };
    const types = Object.values(Resources)
      .filter(({ DeletionPolicy }) => DeletionPolicy?.startsWith('Retain'))
      .map(({ Type }) => Type);
    expect([...new Set(types)].sort()).toEqual([
      'AWS::DynamoDB::Table',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
    ]);
  });
});

describe('tables', () => {
  const table = (output: string) =>
    one(template, 'AWS::DynamoDB::Table', idOfOutput(template, output));

  it.each([
    { output: stackOutputs.projectsTable, keys: tableKeys.projects, types: ['S'] },
    { output: stackOutputs.audiencesTable, keys: tableKeys.audiences, types: ['S', 'S'] },
    { output: stackOutputs.membershipsTable, keys: tableKeys.memberships, types: ['S', 'N'] },
    { output: stackOutputs.importsTable, keys: tableKeys.imports, types: ['S', 'S'] },
    { output: stackOutputs.usersTable, keys: tableKeys.users, types: ['S', 'S'] },
  ])('$output names a table with the keys of the contract', ({ output, keys, types }) => {
    const { KeySchema, AttributeDefinitions } = table(output);
    const typeOf = new Map(AttributeDefinitions.map((a) => [a.AttributeName, a.AttributeType]));

    expect(KeySchema.map(({ KeyType }) => KeyType)).toEqual(
      ['HASH', 'RANGE'].slice(0, types.length),
    );
    expect(KeySchema.map(({ AttributeName }) => AttributeName)).toEqual(Object.values(keys));
    expect(KeySchema.map(({ AttributeName }) => typeOf.get(AttributeName))).toEqual(types);
  });

  it('have two indexes: the audiences with notices, and those with events, keys only', () => {
    const indexed = all(template, 'AWS::DynamoDB::Table').flatMap(({ id, properties }) =>
      (properties.GlobalSecondaryIndexes ?? []).map((index) => ({ id, ...index })),
    );
    expect(indexed).toEqual(
      [pendingIndex, unannouncedIndex].map(({ name, partition, sort }) => ({
        id: idOfOutput(template, stackOutputs.audiencesTable),
        IndexName: name,
        KeySchema: [
          { AttributeName: partition, KeyType: 'HASH' },
          { AttributeName: sort, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    );
  });

  it('are billed by use', () => {
    for (const { properties } of all(template, 'AWS::DynamoDB::Table'))
      expect(properties.BillingMode).toBe('PAY_PER_REQUEST');
  });

  it('refuse to be deleted once that is set, and not before: a first deployment may have to', () => {
    for (const protectTables of [false, 'true', true])
      for (const { properties } of all(synthesize({ protectTables }), 'AWS::DynamoDB::Table'))
        expect(properties.DeletionProtectionEnabled).toBe(protectTables !== false);
  });

  it('can be restored to any second where nothing else could bring the content back', () => {
    const restorable = Object.values(stackOutputs).filter(
      (output) =>
        output.endsWith('TableName') &&
        table(output).PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled,
    );
    expect(restorable).toEqual([
      stackOutputs.projectsTable,
      stackOutputs.audiencesTable,
      stackOutputs.usersTable,
    ]);
  });

  it('let only the import records expire', () => {
    const expiring = all(template, 'AWS::DynamoDB::Table').flatMap(({ id, properties }) =>
      properties.TimeToLiveSpecification ? [{ id, ...properties.TimeToLiveSpecification }] : [],
    );
    expect(expiring).toEqual([
      {
        id: idOfOutput(template, stackOutputs.importsTable),
        AttributeName: expiryAttribute,
        Enabled: true,
      },
    ]);
  });
});

describe('the throughput that tables take at once', () => {
  const throughputOf = (context: Record<string, unknown>) =>
    all(synthesize(context), 'AWS::DynamoDB::Table').flatMap(({ id, properties }) =>
      properties.WarmThroughput === undefined ? [] : [[id, properties.WarmThroughput]],
    );

  it("is a new table's where nothing is set", () => {
    expect(throughputOf({})).toEqual([]);
  });

  it('can be raised for scans of users and for writing members, and says nothing of the other direction', () => {
    const context = { usersWarmReadUnits: 40_000, membershipsWarmWriteUnits: 20_000 };
    expect(throughputOf(context)).toEqual([
      [expect.stringContaining('Users'), { ReadUnitsPerSecond: 40_000 }],
      [expect.stringContaining('Memberships'), { WriteUnitsPerSecond: 20_000 }],
    ]);
  });
});
