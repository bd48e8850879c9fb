import { stackOutputs } from '../../lambdas/shared/contract.ts';
import { LocalStackError } from '../errors.ts';
import type { Assembly, TemplateResource } from './assembly.ts';
import {
  bucketKind,
  eventSourceMappingKind,
  functionKind,
  kindsWithoutEffect,
  queueKind,
  ruleKind,
  tableKind,
} from './kinds.ts';
import { resolveValue, type References } from './resolve.ts';

/** What fauxqs calls the account; an ARN in a redrive policy has to say the same. */
export const accountId = '000000000000';
export const region = 'us-east-1';

/** Physical names by logical ID, of the kinds that the local stack creates. */
export type PhysicalNames = ReadonlyMap<string, { type: string; name: string }>;

/** Property that holds an explicit name, by kind. */
const nameProperties = new Map([
  [bucketKind.type, 'BucketName'],
  [tableKind.type, 'TableName'],
  [queueKind.type, 'QueueName'],
  [functionKind.type, 'FunctionName'],
  [ruleKind.type, 'Name'],
  [eventSourceMappingKind.type, undefined],
]);

/** Parameters are what their default says; those that AWS would look up have no value here. */
const parameterDefault = ({ template }: Assembly, name: string): string | undefined => {
  const value = template.Parameters[name]?.Default;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

/** Resolves what does not depend on any resource. */
export const pseudoReferences = (assembly: Assembly): References => {
  const pseudo = new Map([
    ['AWS::AccountId', accountId],
    ['AWS::Partition', 'aws'],
    ['AWS::Region', region],
    [
      'AWS::StackId',
      `arn:aws:cloudformation:${region}:${accountId}:stack/${assembly.stackName}/local`,
    ],
    ['AWS::StackName', assembly.stackName],
    ['AWS::URLSuffix', 'amazonaws.com'],
  ]);
  return {
    ref: (name) => pseudo.get(name) ?? parameterDefault(assembly, name),
    attribute: () => undefined,
  };
};

/** The same at every start, unlike CloudFormation's, so that scripts keep working. */
const generatedName = (stackName: string, logicalId: string, type: string): string => {
  const name = `${stackName}-${logicalId}`;
  return type === bucketKind.type ? name.toLowerCase().slice(0, 63) : name.slice(0, 80);
};

const nameOf = (
  assembly: Assembly,
  logicalId: string,
  { Type, Properties }: TemplateResource,
): string => {
  const property = nameProperties.get(Type);
  const explicit = property === undefined ? undefined : Properties[property];
  if (property === undefined || explicit === undefined)
    return generatedName(assembly.stackName, logicalId, Type);
  const place = `${logicalId}.${property}`;
  const name = resolveValue(explicit, pseudoReferences(assembly), place);
  if (typeof name === 'string') return name;
  throw new LocalStackError(`${place}: expected a text, found ${JSON.stringify(name)}`);
};

/** @throws LocalStackError for a resource of a kind that the local stack does not know */
export const physicalNames = (assembly: Assembly): PhysicalNames => {
  const names = new Map<string, { type: string; name: string }>();
  for (const [logicalId, resource] of Object.entries(assembly.template.Resources)) {
    const type = resource.Type;
    if (nameProperties.has(type))
      names.set(logicalId, { type, name: nameOf(assembly, logicalId, resource) });
    else if (!kindsWithoutEffect.has(type))
      throw new LocalStackError(
        `${logicalId}: the local stack does not know resources of kind ${type}. ` +
          'Imitate it, or say in local/template/kinds.ts that it has no effect on one machine.',
      );
  }
  return names;
};

/**
 * The template's one bucket; where it has none, the existing one that its output names.
 *
 * @throws LocalStackError if there is neither, or more than one
 */
export const bucketName = (assembly: Assembly, names: PhysicalNames): string => {
  const [bucket, ...others] = [...names].filter(([, { type }]) => type === bucketKind.type);
  if (bucket !== undefined && others.length === 0) return bucket[1].name;

  const existing = assembly.template.Outputs[stackOutputs.bucket]?.Value;
  if (bucket === undefined && typeof existing === 'string') return existing;
  throw new LocalStackError(
    'the local stack serves exactly one bucket; the template has ' +
      (bucket
        ? [bucket, ...others].map(([logicalId]) => logicalId).join(', ')
        : `none, and its output ${stackOutputs.bucket} names none`),
  );
};
