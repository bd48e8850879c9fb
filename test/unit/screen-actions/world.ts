import type { Context } from 'aws-lambda';
import { createDeps } from '../../../lambdas/screen-actions/deps.ts';
import { createHandler } from '../../../lambdas/screen-actions/handler.ts';
import type { FaultOf } from '../../support/aws/wire/fault.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createHost } from '../../support/simulation/create-host.ts';
import type { OperatorsWorld } from '../../support/simulation/operators-world.ts';
import { bucket, tables } from '../../support/simulation/resources.ts';

/** Of all presses: no two draw the same IDs. */
const random = createRandom(7);

const arnOf = (name: string) => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
export const screen = arnOf('screen');

interface Logged {
  message: string;
  details: Record<string, unknown>;
}

export interface Press {
  /** as text, tags left out */
  text: string;
  html: string;
  logged: Logged[];
}

/** Presses a button: what CloudWatch sends then. @param params `event`: in place of all of it */
export const press = async (
  { aws, time }: OperatorsWorld,
  params: object,
  { faultOf, widget = {} }: { faultOf?: FaultOf; widget?: object } = {},
): Promise<Press> => {
  const logged: Logged[] = [];
  const log = (message: unknown, ...[details = {}]: unknown[]) => {
    logged.push({ message: String(message), details: details as Logged['details'] });
  };
  const host = createHost(time, random);
  const env = {
    bucket,
    projectsTable: tables.projects,
    audiencesTable: tables.audiences,
    importsTable: tables.imports,
  };
  const { ports } = createDeps(env, aws.connect(faultOf ?? (() => undefined)), host);
  const logger = { addContext: () => undefined, info: log, warn: log, error: log };
  const answer = await createHandler({ ports, logger })(
    {
      screen,
      ...params,
      widgetContext: { dashboardName: 'ops', accountId: '123456789012', ...widget },
    },
    { awsRequestId: 'request-1', invokedFunctionArn: arnOf('actions') } as unknown as Context,
  );
  const text = answer
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<cwdb-action.*?<\/cwdb-action\s*>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
    .trim();
  return { text, html: answer, logged };
};
