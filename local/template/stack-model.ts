import type { EventPattern } from '../events/event-pattern.ts';
import type { ComposeInput } from '../events/target-input.ts';

/** What the template asks for, with every reference resolved: the input of the emulators and runners. */
export interface StackModel {
  tables: readonly TableModel[];
  queues: readonly QueueModel[];
  functions: readonly FunctionModel[];
  mappings: readonly MappingModel[];
  scheduledRules: readonly ScheduledRuleModel[];
  eventRules: readonly EventRuleModel[];
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

/** Where a rule sends its events, and what of them. */
export type TargetModel = { compose: ComposeInput } & (
  | { kind: 'function'; function: Pick<FunctionModel, 'name'> }
  | { kind: 'queue'; queue: Pick<QueueModel, 'name' | 'url'> }
);

/** A rule that fires at a rate. */
export interface ScheduledRuleModel {
  name: string;
  arn: string;
  everyMs: number;
  targets: readonly TargetModel[];
}

/** A rule that fires for the events of the default bus that match. */
export interface EventRuleModel {
  name: string;
  arn: string;
  matches: EventPattern;
  targets: readonly TargetModel[];
}
