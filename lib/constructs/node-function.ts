import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function,
  LoggingFormat,
  type RecursiveLoop,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { env } from '../../lambdas/shared/contract.ts';
import { functionCode } from '../function-code.ts';
import { grantNetworkInterfaces } from './function-network.ts';
import type { FunctionSettings } from './function-settings.ts';

type EnvironmentName = (typeof env)[keyof typeof env] | 'NODE_OPTIONS';

export interface NodeFunctionProps {
  /** its folder under lambdas/, whose index.ts exports `handler` */
  readonly name: string;
  /** for whoever finds it in the Lambda console */
  readonly description: string;
  readonly timeout: Duration;
  /** megabytes; a function gets a full processor at 1,769 */
  readonly memorySize: number;
  readonly environment: Readonly<Partial<Record<EnvironmentName, string>>>;
  readonly settings: FunctionSettings;
  /**
   * Whether it writes to no table, queue or file. It may then only decrypt with the encryption key.
   *
   * @default false
   */
  readonly onlyReads?: boolean;
  /**
   * How often Lambda repeats an asynchronous invocation that failed.
   *
   * @default 2
   */
  readonly retryAttempts?: number;
  /**
   * How long an asynchronous invocation may wait for its turn.
   *
   * @default - 6 hours
   */
  readonly maxEventAge?: Duration;
  /**
   * What Lambda does when it finds that the function's own messages invoke it, about 16 times in one chain.
   *
   * @default - it stops that
   */
  readonly recursiveLoop?: RecursiveLoop;
}

/**
 * One of our functions: its code in one ES module, its log group, and a role that may write to that log group, use the encryption
 * key and connect to the VPC, if there are these, and nothing else. What more it may do, it is granted where it is used.
 */
export class NodeFunction extends Function {
  /**
   * Its name in logs and in the dimension `service` of its metrics. The stack's name is part of it: two stacks
   * in one account would add up in the same metrics, and each would alarm for the other or hide what it has.
   */
  readonly serviceName: string;

  constructor(
    scope: Construct,
    id: string,
    { name, environment, settings, onlyReads = false, ...props }: NodeFunctionProps,
  ) {
    const { encryptionKey, logRetention, network } = settings;
    // In place of AWSLambdaBasicExecutionRole, which may write to every log group of the account.
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: logRetention,
      ...(encryptionKey && { encryptionKey }),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(role);
    // Its environment, and what it reads and writes.
    encryptionKey?.grant(role, 'kms:Decrypt', ...(onlyReads ? [] : ['kms:GenerateDataKey']));
    if (network) grantNetworkInterfaces(role);

    const serviceName = `${Stack.of(scope).stackName}-${name}`;
    super(scope, id, {
      ...props,
      ...network,
      ...(encryptionKey && { environmentEncryption: encryptionKey }),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      environment: { POWERTOOLS_SERVICE_NAME: serviceName, ...environment },
      code: functionCode(name),
      handler: 'index.handler',
    });
    this.serviceName = serviceName;
  }
}
