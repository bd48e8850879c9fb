import { AccountPrincipal, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { inPascalCase } from '../pascal-case.ts';
import { addOutput } from '../stack-output.ts';
import { writerActions, type WriterSettings } from '../writer-settings.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import type { FileBucket } from './inbox-bucket.ts';
import { useKeyThrough } from './key-rights.ts';

export interface WriterProps extends WriterSettings {
  readonly bucket: FileBucket;
  /** KMS key of the bucket, if that is not enough by itself */
  readonly bucketKeyArn: string | undefined;
}

/**
 * What a marketing tool needs to drop files under its path, and nothing else: it cannot delete, and it reads and lists what
 * lies there only if its settings say so.
 *
 * Tools that run in AWS take on a role; the others sign with the access key of an IAM user, to whom the owner
 * attaches the policy. The stack creates neither user nor key: a secret would lie in CloudFormation.
 */
export class Writer extends Construct {
  /** of the role or the policy */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: WriterProps) {
    super(scope, id);
    const { bucket, bucketKeyArn, prefix, accountId, externalId } = props;
    const actions = writerActions(props);
    const files = bucket.arnForObjects(`${prefix}*`);
    acknowledgeWildcard(
      this,
      files,
      'The tool chooses the names of the files that it drops under its path.',
    );
    const statements = [
      new PolicyStatement({
        actions: actions.files,
        resources: [files],
      }),
      ...listing(bucket, prefix, actions.bucket),
      // kms:Decrypt, because S3 reads the parts of a multipart upload to put them together.
      ...useKeyThrough(this, ['s3'], bucketKeyArn, 'kms:GenerateDataKey', 'kms:Decrypt'),
    ];
    // Without the prefix: a managed policy's description cannot be changed. With another one, CloudFormation would make a
    // new policy, and whoever has the old one attached would keep its rights.
    const description = 'Drops files for audiences';

    if (accountId === undefined || externalId === undefined) {
      this.arn = new ManagedPolicy(this, 'Policy', { description, statements }).managedPolicyArn;
      return;
    }
    const tool = new AccountPrincipal(accountId);
    const role = new Role(this, 'Role', {
      description,
      assumedBy: tool,
      externalIds: [externalId],
    });
    // CI systems tag their sessions. That lets nobody in: the external ID is asked for when the role is taken on, and is not
    // part of the question whether that may be with tags.
    role.assumeRolePolicy?.addStatements(
      new PolicyStatement({ actions: ['sts:TagSession'], principals: [tool] }),
    );
    for (const statement of statements) role.addToPolicy(statement);
    this.arn = role.roleArn;
  }
}

/** A request without a prefix has none that would fit. */
const listing = (bucket: FileBucket, prefix: string, actions: string[]): PolicyStatement[] =>
  actions.length === 0
    ? []
    : [
        new PolicyStatement({
          actions,
          resources: [bucket.bucketArn],
          conditions: { StringLike: { 's3:prefix': `${prefix}*` } },
        }),
      ];

/** One writer for each entry, and an output with its ARN: `WriterTreasureDataArn`. */
export const createWriters = (
  scope: Construct,
  bucket: Pick<WriterProps, 'bucket' | 'bucketKeyArn'>,
  writers: Readonly<Record<string, WriterSettings>>,
): void => {
  for (const [name, settings] of Object.entries(writers)) {
    const id = `Writer${inPascalCase(name)}`;
    const { arn } = new Writer(scope, id, { ...bucket, ...settings });
    addOutput(scope, `${id}Arn`, arn);
  }
};
