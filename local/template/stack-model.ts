/** What the template asks for, with every reference resolved: the input of the emulators and runners. */
export interface StackModel {
  tables: readonly TableModel[];
  queues: readonly QueueModel[];
  functions: readonly FunctionModel[];
  mappings: readonly MappingModel[];
  rules: readonly RuleModel[];
  /** CloudFormation outputs by name */
  outputs: Readonly<Record<string, string>>;
}

interface KeyElement {
  AttributeName: string;
  KeyType: 'HASH' | 'RANGE';
}

/** As CreateTable takes it. */
export interface TableModel {
  TableName: string;
  KeySchema: KeyElement[];
  AttributeDefinitions: { AttributeName: string; AttributeType: 'S' | 'N' | 'B' }[];
  GlobalSecondaryIndexes?:
    | {
        IndexName: string;
        KeySchema: KeyElement[];
        Projection: {
          ProjectionType: 'ALL' | 'INCLUDE' | 'KEYS_ONLY';
          NonKeyAttributes?: string[] | undefined;
        };
      }[]
    | undefined;
}

export interface QueueModel {
  name: string;
  url: string;
  arn: string;
  visibilitySeconds: number;
  deadLetterArn?: string | undefined;
  /** as CreateQueue takes them */
  attributes: Record<string, string>;
}

export interface FunctionModel {
  name: string;
  arn: string;
  /** the bundled asset */
  folder: string;
  /** `<file without suffix>.<export>` */
  handler: string;
  /** `nodejs24.x` */
  runtime: string;
  environment: Readonly<Record<string, string>>;
  timeoutSeconds: number;
  /** MiB, as in the template */
  memoryMegabytes: number;
}

export interface MappingModel {
  queue: QueueModel;
  function: FunctionModel;
  batchSize: number;
  maximumConcurrency?: number | undefined;
  reportsBatchItemFailures: boolean;
}

export interface RuleModel {
  name: string;
  arn: string;
  everyMs: number;
  targets: readonly { function: FunctionModel; input?: string | undefined }[];
}
