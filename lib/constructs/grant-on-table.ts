import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';

/** Rights on the table itself. `Table.grant` would give the same on every index that it ever gets. */
export const grantOnTable = (
  { tableArn }: Pick<ITable, 'tableArn'>,
  grantee: IGrantable,
  ...actions: readonly string[]
): void => {
  Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns: [tableArn] });
};
