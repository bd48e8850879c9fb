import type { Template } from 'aws-cdk-lib/assertions';
import { type Ref, functionNamed } from './resources.ts';

/** One statement of a policy, its actions and resources as lists of texts. */
export interface Statement {
  /** logical ID of the policy */
  policy: string;
  effect: string;
  principal: unknown;
  actions: string[];
  /** `Inbox.Arn`, `Inbox.Arn/*`: what is not literal by logical ID and attribute */
  resources: string[];
  condition: unknown;
}

interface RawPolicy {
  Roles?: Ref[];
  Bucket?: Ref;
  Queues?: Ref[];
  PolicyDocument: { Statement: Record<string, unknown>[] };
}

const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

const asText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const { 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Record<string, unknown[]>;
  if (attribute) return attribute.join('.');
  if (join) return list(join[1]).map(asText).join(String(join[0]));
  return JSON.stringify(value);
};

const parse = (policy: string, raw: Record<string, unknown>): Statement => {
  const { Effect, Principal, Action, Resource, Condition } = raw;
  // NotAction, NotResource and NotPrincipal would slip through everything that is asserted of a statement.
  const negated = Object.keys(raw).filter((key) => key.startsWith('Not'));
  if (negated.length > 0) throw new Error(`${policy} has a statement with ${negated.join()}`);
  return {
    policy,
    effect: String(Effect),
    principal: Principal,
    actions: list(Action).map(asText),
    resources: list(Resource).map(asText),
    condition: Condition,
  };
};

const policies = (template: Template, type: string): [string, RawPolicy][] =>
  Object.entries(template.findResources(type)).map(([id, { Properties }]) => [
    id,
    Properties as RawPolicy,
  ]);

const statementsOf = ([id, { PolicyDocument }]: [string, RawPolicy]): Statement[] =>
  PolicyDocument.Statement.map((raw) => parse(id, raw));

/** Everything that the roles of the stack may do. */
export const roleStatements = (template: Template): Statement[] =>
  ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    policies(template, type).flatMap(statementsOf),
  );

/** What the function's own role may do. */
export const statementsOfFunction = (template: Template, name: string): Statement[] => {
  const [role] = functionNamed(template, name).properties.Role['Fn::GetAtt'];
  return policies(template, 'AWS::IAM::Policy')
    .filter(([, { Roles = [] }]) => Roles.some(({ Ref }) => Ref === role))
    .flatMap(statementsOf);
};

/** What is said on the bucket or queue itself. */
export const statementsOn = (template: Template, id: string): Statement[] =>
  [...policies(template, 'AWS::S3::BucketPolicy'), ...policies(template, 'AWS::SQS::QueuePolicy')]
    .filter(([, { Bucket, Queues = [] }]) => [Bucket, ...Queues].some((on) => on?.Ref === id))
    .flatMap(statementsOf);
