import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import {
  createGetAudienceItem,
  type GetAudienceItem,
} from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { ScanSummary } from '../../../lambdas/shared/contract.ts';
import {
  createPutProject,
  type PutProject,
} from '../../../lambdas/shared/operators/put-project.ts';
import type { ThrottlingEvent } from '../../../local/throttling/throttling.ts';
import { type Aws, createAws } from '../aws/create-aws.ts';
import { createRandom } from '../aws/time/create-random.ts';
import { createVirtualTime, type VirtualTime } from '../aws/time/virtual-time.ts';
import type { FaultOf } from '../aws/wire/fault.ts';
import { createHost } from './create-host.ts';
import { deliverAll } from './deliver.ts';
import { createFunctions, type Functions } from './functions.ts';
import { bucket, createResources, tables } from './resources.ts';

type Summary = ScanSummary['projects'][number];

/** The functions on an AWS in which nothing happens by chance: a test says what happens when. */
export interface SmallWorld {
  time: VirtualTime;
  aws: Aws;
  document: DynamoDBDocumentClient;
  putProject: PutProject;
  getItem: GetAudienceItem;
  /** @param dateBack so many milliseconds before now is its Last-Modified */
  put: (key: string, body: string, dateBack?: number) => Promise<void>;
  remove: (key: string) => Promise<void>;
  /** One run of the scanner: what it says of the first project. */
  scan: (faultOf?: FaultOf) => Promise<Summary | undefined>;
  /** Imports everything that can be received. */
  deliver: () => Promise<void>;
  /** One run of the announcer. */
  announce: () => Promise<void>;
  /** what limited tables have taken */
  charged: ThrottlingEvent[];
}

export const settings = { audienceLimit: 10, adminEmails: ['a@example.com'], usersSource: null };

/** Kept: it reserves address space. */
const kernel = new JoinKernel();

/** @param sharedFrom bytes of files that share a pass over the users; as chance has it, if it is left out */
export const inSmallWorld = async (
  use: (world: SmallWorld) => Promise<void>,
  faultOf: FaultOf = () => undefined,
  sharedFrom?: number,
): Promise<void> => {
  const random = createRandom(7);
  const time = createVirtualTime();
  let dateBack = 0;
  const charged: ThrottlingEvent[] = [];
  const aws = createAws({
    now: () => time.now() - dateBack,
    virtual: { time, random },
    faultOf,
    onThrottling: (event) => charged.push(event),
  });
  const document = toDocumentClient(aws.dynamodb);
  const host = createHost(time, random);
  await time.run(async () => {
    const urls = await createResources(aws);
    // Nobody's clock shows what it showed before.
    const tick = (): Promise<void> => time.sleep(1);
    const functions = (clients = aws.connect(faultOf)): Functions =>
      createFunctions(clients, urls, host, undefined, sharedFrom);
    await use({
      time,
      aws,
      document,
      charged,
      putProject: createPutProject(document, tables.projects, host.newId),
      getItem: createGetAudienceItem(document, tables.audiences),
      put: async (Key, Body, back = 0) => {
        await tick();
        dateBack = back;
        await aws.s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
        dateBack = 0;
        await tick();
      },
      remove: async (Key) => {
        await aws.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
        await tick();
      },
      scan: async (scanFaultOf) => {
        await tick();
        const clients = scanFaultOf && aws.connect(scanFaultOf);
        const summary = (await functions(clients).scan()) as ScanSummary;
        return summary.projects[0];
      },
      announce: async () => {
        await functions().announce();
      },
      deliver: () =>
        deliverAll(
          aws.sqs,
          urls.imports,
          (event) => functions().importFiles(event, kernel),
          (error) => {
            throw error;
          },
        ),
    });
  });
};
