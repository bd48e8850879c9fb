import { LambdaClient } from '@aws-sdk/client-lambda';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { createStackPorts, type StackPorts } from '../../../bin/cli/stack/stack-ports.ts';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import {
  type AudienceItem,
  findLiveVersion,
} from '../../../lambdas/shared/domain/audience-item.ts';
import type { Now } from '../../../lambdas/shared/ports.ts';
import { createAws, type Aws } from '../aws/create-aws.ts';
import { createRandom } from '../aws/time/create-random.ts';
import { createVirtualTime, type VirtualTime } from '../aws/time/virtual-time.ts';
import type { FaultOf } from '../aws/wire/fault.ts';
import { aUserItem } from '../user-items.ts';
import { createHost } from './create-host.ts';
import { deliverAll } from './deliver.ts';
import { createFunctions, type Functions } from './functions.ts';
import { bucket, createResources, type QueueUrls, tables } from './resources.ts';

/** The stack in virtual time, and operators who use the command's ports on it. */
export interface OperatorsWorld {
  aws: Aws;
  time: VirtualTime;
  urls: QueueUrls;
  /** @param faultOf what becomes of the functions' calls */
  functions: (faultOf?: FaultOf) => Functions;
  /** An operator at a machine of his own. @param clock of that machine */
  operator: (options?: { faultOf?: FaultOf; clock?: Now }) => StackPorts;
  /** Uploads `shop/vip.csv`, or another file. */
  upload: (ids: readonly string[], key?: string) => Promise<void>;
  remove: (key?: string) => Promise<void>;
  scan: () => Promise<void>;
  /** Imports all that can be received. @param faultOf what becomes of the importer's calls */
  deliver: (faultOf?: FaultOf) => Promise<void>;
  item: (fileName?: string) => Promise<AudienceItem>;
  liveVersion: (fileName?: string) => Promise<number | undefined>;
}

const kernel = new JoinKernel();
const users = Array.from({ length: 9 }, (_, index) => `user-${index}`);

/** Runs in a stack with the project `shop`, whose users are `user-0` to `user-8`. */
export const runWithOperators = <T>(work: (world: OperatorsWorld) => Promise<T>): Promise<T> => {
  const random = createRandom(5);
  const time = createVirtualTime();
  const aws = createAws({ virtual: { time, random } });
  const host = createHost(time, random);
  const calm: FaultOf = () => undefined;

  const operatorOf: OperatorsWorld['operator'] = ({ faultOf = calm, clock = time.now } = {}) => {
    const { dynamodb, s3 } = aws.connect(faultOf);
    return createStackPorts(
      {
        resources: {
          bucket,
          tables,
          usersTables: ['crm'],
          scannerFunction: 'scanner',
          mailerFunction: undefined,
          newsQueueUrl: undefined,
          alarmTopicArn: undefined,
          version: undefined,
        },
        dynamodb,
        document: toDocumentClient(dynamodb),
        s3,
        // Nobody invokes anything: tests call the functions.
        lambda: new LambdaClient({ region: 'eu-west-1' }),
        local: undefined,
        close: () => undefined,
      },
      { ...host, now: clock },
    );
  };

  return time.run(async () => {
    const urls = await createResources(aws);
    const functions: OperatorsWorld['functions'] = (faultOf = calm) =>
      createFunctions(aws.connect(faultOf), urls, host);
    const ports = operatorOf();
    await aws.dynamodb.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [tables.users]: users.map((id) => ({
            PutRequest: { Item: aUserItem('shop', id) },
          })),
        },
      }),
    );
    await ports.putProject.create('shop', {
      path: 'shop/',
      audienceLimit: 10,
      adminEmails: ['a@example.com'],
      usersSource: null,
    });
    const item: OperatorsWorld['item'] = async (fileName = 'vip.csv') =>
      (await ports.getAudienceItem('shop', fileName))!;
    return work({
      aws,
      time,
      urls,
      functions,
      item,
      operator: operatorOf,
      upload: async (ids, Key = 'shop/vip.csv') => {
        const Body = ids.map((id) => `${id}\n`).join('');
        await aws.s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
      },
      remove: async (Key = 'shop/vip.csv') => {
        await aws.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
      },
      scan: async () => {
        await functions().scan();
      },
      deliver: (faultOf) =>
        deliverAll(
          aws.sqs,
          urls.imports,
          (event) => functions(faultOf).importFiles(event, kernel),
          (error) => {
            throw error;
          },
        ),
      liveVersion: async (fileName) => findLiveVersion((await item(fileName)).versions)?.version,
    });
  });
};

/** The answer to this operation is lost after the service has done it; what comes next comes so much later. */
export const losingFirst = (operation: string, answerDelay: number): FaultOf => {
  let lost = 0;
  return (call) => {
    if (call.operation !== operation || lost > 0) return undefined;
    lost += 1;
    return { lost: 'answer', answerDelay };
  };
};
