import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * An output under exactly this name, wherever in the stack its construct is: the command looks for it there.
 *
 * @param name letters and digits, once in a stack
 */
export const addOutput = (scope: Construct, name: string, value: string): void => {
  new CfnOutput(scope, name, { value }).overrideLogicalId(name);
};
