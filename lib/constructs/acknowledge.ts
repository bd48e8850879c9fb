import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { z } from 'zod';

/**
 * Says why a rule of the pack AwsSolutions of cdk-nag is not met by a construct and what is in it. Whoever checks an app with cdk-nag
 * is not bothered with it; a test here finds what nobody has said a reason for.
 *
 * @param rule `AwsSolutions-S1`
 */
export const acknowledge = (construct: IConstruct, rule: string, reason: string): void => {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::${rule}`, reason });
};

/** The same of a right on all resources that fit. @param resource of the statement */
export const acknowledgeWildcard = (
  construct: IConstruct,
  resource: string,
  reason: string,
): void => {
  const named = asFinding(Stack.of(construct).resolve(resource));
  acknowledge(construct, `AwsSolutions-IAM5[Resource::${named}]`, reason);
};

const referenceSchema = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => `<${Ref}>`),
  z
    .object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
    .transform(({ 'Fn::GetAtt': path }) => `<${path.join('.')}>`),
]);

const joinSchema = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) });

/** As cdk-nag calls it: `<Inbox.Arn>/*`. */
const asFinding = (resource: unknown): string => {
  if (typeof resource === 'string') return resource;
  const join = joinSchema.safeParse(resource);
  if (join.success) return join.data['Fn::Join'][1].map(asFinding).join('');
  return referenceSchema.parse(resource);
};
