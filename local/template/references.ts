import type { Assembly } from './assembly.ts';
import { bucketKind, functionKind, queueKind, ruleKind, tableKind } from './kinds.ts';
import { accountId, pseudoReferences, region, type PhysicalNames } from './physical-names.ts';
import type { References } from './resolve.ts';

type Arn = (name: string) => string;

const regional = (service: string, prefix = ''): Arn => {
  return (name) => `arn:aws:${service}:${region}:${accountId}:${prefix}${name}`;
};

const arns = new Map<string, Arn>([
  [bucketKind.type, (name) => `arn:aws:s3:::${name}`],
  [tableKind.type, regional('dynamodb', 'table/')],
  [queueKind.type, regional('sqs')],
  [functionKind.type, regional('lambda', 'function:')],
  [ruleKind.type, regional('events', 'rule/')],
]);

/** Names and ARNs of what the template creates. Queue URLs need to know where SQS listens. */
export const stackReferences = (
  assembly: Assembly,
  names: PhysicalNames,
  sqsEndpoint: string,
): References => {
  const pseudo = pseudoReferences(assembly);
  return {
    ref: (logicalId) => {
      const resource = names.get(logicalId);
      if (resource === undefined) return pseudo.ref(logicalId);
      // fauxqs would say http://sqs.us-east-1.localhost:PORT/…, which not every system resolves.
      return resource.type === queueKind.type
        ? `${sqsEndpoint}/${accountId}/${resource.name}`
        : resource.name;
    },
    attribute: (logicalId, attribute) => {
      const resource = names.get(logicalId);
      if (resource === undefined) return undefined;
      if (attribute === 'Arn') return arns.get(resource.type)?.(resource.name);
      return resource.type === queueKind.type && attribute === 'QueueName'
        ? resource.name
        : undefined;
    },
  };
};
