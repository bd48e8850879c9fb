import type { z } from 'zod';
import { LocalStackError } from '../errors.ts';
import type { Assembly } from './assembly.ts';
import {
  bucketKind,
  eventSourceMappingKind,
  functionKind,
  queueKind,
  ruleKind,
  tableKind,
  type Kind,
} from './kinds.ts';
import { physicalNames } from './physical-names.ts';
import { readMapping } from './read-mapping.ts';
import { readOutputs } from './read-outputs.ts';
import { readQueue } from './read-queue.ts';
import { readResource } from './read-resource.ts';
import { readRule } from './read-rule.ts';
import { stackReferences } from './references.ts';
import type { FunctionModel, StackModel } from './stack-model.ts';

/**
 * Everything the template asks for, resolved and checked.
 *
 * @param sqsEndpoint URL where SQS listens, for the queue URLs
 * @throws LocalStackError naming resource and property for whatever is not understood
 */
export const readStack = (assembly: Assembly, sqsEndpoint: string): StackModel => {
  const names = physicalNames(assembly);
  const references = stackReferences(assembly, names, sqsEndpoint);

  const readAll = <Shape extends z.ZodRawShape, Model>(
    kind: Kind<Shape>,
    toModel: (
      properties: z.infer<z.ZodObject<Shape>>,
      identity: { logicalId: string; name: string; ref: string; arn: string },
    ) => Model,
  ): Model[] =>
    Object.entries(assembly.template.Resources)
      .filter(([, { Type }]) => Type === kind.type)
      .map(([logicalId, resource]) =>
        toModel(readResource(kind, logicalId, resource, references), {
          logicalId,
          name: names.get(logicalId)?.name ?? logicalId,
          ref: references.ref(logicalId) ?? logicalId,
          arn: references.attribute(logicalId, 'Arn') ?? logicalId,
        }),
      );

  const functions = readAll(functionKind, (properties, { logicalId, name, arn }): FunctionModel => {
    const folder = assembly.assetFolders.get(properties.Code.S3Key);
    if (folder === undefined)
      throw new LocalStackError(`${logicalId}.Code: no file asset ${properties.Code.S3Key}`);
    return {
      name,
      arn,
      folder,
      handler: properties.Handler,
      runtime: properties.Runtime,
      environment: properties.Environment?.Variables ?? {},
      timeoutSeconds: properties.Timeout,
      memoryMegabytes: properties.MemorySize,
    };
  });
  const queues = readAll(queueKind, (properties, { name, ref, arn }) =>
    readQueue(properties, { name, url: ref, arn }),
  );
  // Only to complain about properties that would be left out: its name is all that is needed of it.
  readAll(bucketKind, () => undefined);

  const rules = readAll(ruleKind, (properties, identity) =>
    properties.State === 'ENABLED' ? [readRule(properties, identity, { functions, queues })] : [],
  ).flat();

  return {
    tables: readAll(tableKind, (properties, { name }) => ({ ...properties, TableName: name })),
    queues,
    functions,
    mappings: readAll(eventSourceMappingKind, (properties, { logicalId }) =>
      properties.Enabled ? [readMapping(properties, logicalId, { queues, functions })] : [],
    ).flat(),
    scheduledRules: rules.flatMap(({ schedule }) => schedule ?? []),
    eventRules: rules.flatMap(({ pattern }) => pattern ?? []),
    outputs: readOutputs(assembly.template, references),
  };
};
