import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultStackName } from '../../../lambdas/shared/contract.ts';
import type { RecordedCall } from './recorded-calls.ts';

/** One action on one resource: `TablesUsers.Arn`, `Inbox.Arn/*`, `arn:aws:ses:...`. */
export interface Right {
  action: string;
  resource: string;
}

interface Resource {
  Type: string;
  Properties: {
    Environment?: { Variables: Record<string, unknown> };
    Role?: { 'Fn::GetAtt': [string, string] };
    Roles?: { Ref: string }[];
    PolicyDocument?: { Statement: Record<'Effect' | 'Action' | 'Resource', unknown>[] };
  };
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const flat = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const known = value as {
    Ref?: string;
    'Fn::GetAtt'?: string[];
    'Fn::Join'?: [string, unknown[]];
  };
  if (known['Fn::GetAtt']) return known['Fn::GetAtt'].join('.');
  if (known['Fn::Join']) return known['Fn::Join'][1].map(flat).join('');
  return `<${known.Ref}>`;
};

/** What the role of each function allows, by `POWERTOOLS_SERVICE_NAME`. */
export const readRoles = async (assembly: string): Promise<Map<string, Right[]>> => {
  const file = join(assembly, `${defaultStackName}.template.json`);
  const { Resources } = JSON.parse(await readFile(file, 'utf8')) as {
    Resources: Record<string, Resource>;
  };
  const all = Object.values(Resources);
  const rightsOf = (role: string): Right[] =>
    all
      .filter(
        ({ Type, Properties }) =>
          Type === 'AWS::IAM::Policy' && Properties.Roles?.[0]?.Ref === role,
      )
      .flatMap(({ Properties }) => Properties.PolicyDocument!.Statement)
      .flatMap(({ Action, Resource }) =>
        list(Action).flatMap((action) =>
          list(Resource).map((resource) => ({ action: String(action), resource: flat(resource) })),
        ),
      );
  return new Map(
    all
      .filter(({ Type }) => Type === 'AWS::Lambda::Function')
      .map(({ Properties: { Environment, Role } }) => [
        String(Environment?.Variables.POWERTOOLS_SERVICE_NAME),
        rightsOf(Role!['Fn::GetAtt'][0]),
      ]),
  );
};

/** The resource as a pattern for names as the local stack gives them: `AudienceImport-TablesUsers`, in lower case for buckets. */
const fits = ({ action, resource }: Right, call: RecordedCall): boolean => {
  if (action !== call.action) return false;
  // Nothing is named in these calls: what bounds them is tested in the template.
  if (/^(ses|events):/.test(action)) return true;
  const name = resource
    .replace(/^.*:table\//, '')
    .replace(/^(\w+)\.Arn/, `${defaultStackName}-$1`)
    .toLowerCase();
  const pattern = name
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`, 's').test(call.on.replace(/^https?:.*\//, '').toLowerCase());
};

/** Calls that the role does not allow. */
export const notAllowed = (rights: readonly Right[], calls: readonly RecordedCall[]): string[] => [
  ...new Set(
    calls
      .filter((call) => !rights.some((right) => fits(right, call)))
      .map(({ action, on }) => `${action} on ${on}`),
  ),
];

/** Lambda uses these with the function's role, and not the function. */
const usedByLambda = /^(logs:|sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes)$)/;

/** What the role allows and no call was seen of. */
export const neverUsed = (rights: readonly Right[], calls: readonly RecordedCall[]): string[] =>
  rights
    .filter((right) => !usedByLambda.test(right.action) && !calls.some((call) => fits(right, call)))
    .map(({ action, resource }) => `${action} on ${resource.replace(/[0-9A-F]{8}(?=\.Arn)/, '')}`)
    .sort();
