import { Stack } from 'aws-cdk-lib';
import {
  type ISecurityGroup,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  type SubnetSelection,
} from 'aws-cdk-lib/aws-ec2';
import { Effect, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge.ts';
import type { FunctionNetwork } from './function-settings.ts';

interface NetworkProps {
  readonly vpc?: IVpc | undefined;
  readonly vpcSubnets?: SubnetSelection | undefined;
  readonly securityGroups?: readonly ISecurityGroup[] | undefined;
}

/** @returns undefined where no VPC is given */
export const functionNetwork = (
  scope: Construct,
  { vpc, vpcSubnets, securityGroups }: NetworkProps,
): FunctionNetwork | undefined =>
  vpc && {
    vpc,
    ...(vpcSubnets && { vpcSubnets }),
    securityGroups: securityGroups ? [...securityGroups] : [ownSecurityGroup(scope, vpc)],
  };

/** Nobody calls the functions over the network, and they call AWS's services and nothing else. */
const ownSecurityGroup = (scope: Construct, vpc: IVpc): SecurityGroup => {
  const group = new SecurityGroup(scope, 'FunctionsSecurityGroup', {
    vpc,
    description: 'Functions of audience-import: HTTPS to AWS, and nothing comes in',
    allowAllOutbound: false,
  });
  group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'HTTPS to the services of AWS');
  return group;
};

/**
 * What Lambda needs to connect a function to a VPC. It does that with the function's role, whose rights the function's own code would
 * have, too: so these are denied to calls from within a function, as Lambda's guide proposes. In place of
 * AWSLambdaVPCAccessExecutionRole, which denies nothing and is for the interfaces of all accounts and regions.
 */
export const grantNetworkInterfaces = (role: IRole): void => {
  const stack = Stack.of(role);
  const everything = '*';
  const interfaces = stack.formatArn({ service: 'ec2', resource: '*', resourceName: '*' });
  const describe = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];
  const manage = [
    'ec2:AssignPrivateIpAddresses',
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:UnassignPrivateIpAddresses',
  ];
  role.addToPrincipalPolicy(new PolicyStatement({ actions: describe, resources: [everything] }));
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: manage,
      resources: [interfaces],
    }),
  );
  role.addToPrincipalPolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      actions: [...describe, ...manage],
      resources: [everything],
      conditions: {
        ArnLike: {
          'lambda:SourceFunctionArn': stack.formatArn({
            service: 'lambda',
            resource: 'function:*',
          }),
        },
      },
    }),
  );
  acknowledgeWildcard(
    role,
    everything,
    'IAM knows no resource for describing interfaces and subnets.',
  );
  acknowledgeWildcard(
    role,
    interfaces,
    'The interfaces do not exist yet, and Lambda wants the right on all that they are made of. The code of the function is denied it.',
  );
};
