import type { Template } from 'aws-cdk-lib/assertions';
import {
  type FunctionName,
  functionNamed,
  type GetAtt,
  idOfOutput,
  type Ref,
} from './resources.ts';

/** One statement of a policy, its actions and resources as lists of texts. */
export interface Statement {
  /** logical ID of the policy */
  policy: string;
  effect: string;
  principal: unknown;
  actions: string[];
  /** `Inbox.Arn`, `Inbox.Arn/*`, `${Topic}`: what is not literal by logical ID and attribute */
  resources: string[];
  condition: unknown;
}

interface RawPolicy {
  Roles?: Ref[];
  Bucket?: Ref;
  Queues?: Ref[];
  Topics?: Ref[];
  PolicyDocument: { Statement: Record<string, unknown>[] };
}

interface Join {
  'Fn::Join': [separator: string, parts: unknown[]];
}

const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

const asText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Partial<Ref & GetAtt & Join>;
  if (Ref !== undefined) return `\${${Ref}}`;
  if (attribute) return attribute.join('.');
  if (join) return join[1].map(asText).join(join[0]);
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

/** Outputs with the policies that the owner of the account gives to people. */
export const peoplesPolicies = [
  'OperatorsPolicyArn',
  'ViewersPolicyArn',
  'CampaignReadersPolicyArn',
  'ScreenViewerPolicyArn',
  'ScreenOperatorPolicyArn',
] as const;

/** Everything that the roles of the stack and the writers may do. */
export const roleStatements = (template: Template): Statement[] => {
  const ofPeople = peoplesPolicies.map((output) => idOfOutput(template, output));
  return ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    policies(template, type)
      .filter(([id]) => !ofPeople.includes(id))
      .flatMap(statementsOf),
  );
};

/** What the function's own role may do. */
export const statementsOfFunction = (template: Template, name: FunctionName): Statement[] =>
  statementsOfRole(template, functionNamed(template, name).properties.Role['Fn::GetAtt'][0]);

export const statementsOfRole = (template: Template, role: string): Statement[] =>
  policies(template, 'AWS::IAM::Policy')
    .filter(([, { Roles = [] }]) => Roles.some(({ Ref }) => Ref === role))
    .flatMap(statementsOf);

/** What the function may do to what the output names, or to what is in it. */
export const actionsOnOutput = (
  template: Template,
  functionName: FunctionName,
  output: string,
): string[] => {
  const id = idOfOutput(template, output);
  return statementsOfFunction(template, functionName)
    .filter(({ resources }) => resources.some((resource) => resource.startsWith(`${id}.`)))
    .flatMap(({ actions }) => actions)
    .sort();
};

/** What a managed policy lets whoever it is attached to do. */
export const statementsOfManagedPolicy = (template: Template, id: string): Statement[] =>
  policies(template, 'AWS::IAM::ManagedPolicy')
    .filter(([policy]) => policy === id)
    .flatMap(statementsOf);

/** What is said on the bucket, queue or topic itself. */
export const statementsOn = (template: Template, id: string): Statement[] =>
  ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy']
    .flatMap((type) => policies(template, type))
    .filter(([, { Bucket, Queues = [], Topics = [] }]) =>
      [Bucket, ...Queues, ...Topics].some((on) => on?.Ref === id),
    )
    .flatMap(statementsOf);
