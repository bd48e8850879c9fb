import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Now, Random } from '../../../lambdas/shared/ports.ts';
import type { TableLimits } from '../../../local/throttling/limits.ts';
import {
  createThrottling,
  type Throttling,
  type ThrottlingEvent,
} from '../../../local/throttling/throttling.ts';
import { createDynamodbService } from './dynamodb/dynamodb-service.ts';
import { createEventBridgeService, type TakenEvent } from './event-bridge/event-bridge-service.ts';
import { createS3Service } from './s3/s3-service.ts';
import { createSesService, type SentMail } from './ses/ses-service.ts';
import { createSqsService } from './sqs/sqs-service.ts';
import type { FreezableTime } from './time/freezable-time.ts';
import type { VirtualTime } from './time/virtual-time.ts';
import { patientIn } from './time/patient-in.ts';
import { clientSettings } from './wire/client-settings.ts';
import { createNetwork, type NetworkOptions } from './wire/network.ts';
import type { FaultOf } from './wire/fault.ts';
import { createRequestHandler, type Network } from './wire/request-handler.ts';
import type { Service } from './wire/service.ts';
import { tieToTime } from './wire/tie-to-time.ts';

export interface Clients {
  dynamodb: DynamoDBClient;
  s3: S3Client;
  sqs: SQSClient;
  ses: SESClient;
  eventBridge: EventBridgeClient;
}

/** Clients of an account of its own, in which there is nothing. */
export interface Aws extends Clients {
  /**
   * Clients of another process, whose calls meet faults of their own.
   *
   * @param processTime left out: it is never frozen
   */
  connect: (faultOf: FaultOf, processTime?: FreezableTime) => Clients;
  /** What a service that speaks JSON would answer at the moment: without a call, a fault or a client. */
  ask: (service: 'dynamodb' | 'sqs', operation: string, input: object) => object;
  /** in the order in which SES took them */
  mails: readonly SentMail[];
  /** in the order in which EventBridge took them */
  events: readonly TakenEvent[];
  /** What DynamoDB's tables take: may be changed at any time, for all of them or for one. */
  throttling: Throttling;
}

export interface AwsOptions extends Omit<NetworkOptions, 'time' | 'now'> {
  /** left out: every call is answered at once, and never repeated */
  virtual?: { time: VirtualTime; random: Random };
  now?: Now;
  /**
   * What S3 dates objects with, instead of `now`: earlier for a version that is restored, or an upload in parts that began
   * earlier.
   */
  s3Now?: Now;
  /** for runs with many calls: nothing is signed, which no service here looks at and which takes a fifth of a call */
  isUnsigned?: boolean;
  /** of all tables of DynamoDB; left out: nothing is refused */
  limits?: TableLimits;
  /** told of all that limited tables have taken and refused */
  onThrottling?: (event: ThrottlingEvent) => void;
}

export const createAws = ({
  virtual,
  now,
  s3Now,
  isUnsigned = false,
  limits,
  onThrottling,
  ...options
}: AwsOptions = {}): Aws => {
  const clock = now ?? virtual?.time.now ?? Date.now;
  const network = createNetwork({
    ...options,
    now: clock,
    ...(virtual && { time: virtual.time }),
  });
  const throttling = createThrottling(clock, onThrottling);
  throttling.limitAll(limits);
  const ses = createSesService(clock);
  const eventBridge = createEventBridgeService(clock);
  const services = {
    dynamodb: createDynamodbService(throttling),
    s3: createS3Service(s3Now ?? clock),
    sqs: createSqsService(clock),
  };
  const clientsOn = (some: Network, time = virtual?.time): Clients => {
    const tie = <Client>(client: Client): Client =>
      virtual && time ? tieToTime(client, time, virtual.random) : client;
    const settingsOf = (service: Service): ReturnType<typeof clientSettings> =>
      clientSettings(createRequestHandler(service, some), {
        maxAttempts: virtual ? 5 : 1,
        isUnsigned,
      });
    return {
      dynamodb: tie(
        new DynamoDBClient({
          ...settingsOf(services.dynamodb),
          ...(virtual && { retryStrategy: patientIn(virtual.time, virtual.random) }),
        }),
      ),
      // As the importer's: the SDK checks no body.
      s3: tie(
        new S3Client({
          ...settingsOf(services.s3),
          responseChecksumValidation: 'WHEN_REQUIRED',
        }),
      ),
      sqs: tie(new SQSClient(settingsOf(services.sqs))),
      ses: tie(new SESClient(settingsOf(ses.service))),
      eventBridge: tie(new EventBridgeClient(settingsOf(eventBridge.service))),
    };
  };
  return {
    ...clientsOn(network),
    connect: (faultOf, processTime) =>
      clientsOn(
        { ...network, faultOf, ...(processTime && { awake: processTime.awake }) },
        processTime,
      ),
    ask: (service, operation, input) => {
      const { body } = services[service].perform(operation, { ...input }, {});
      return JSON.parse(body.toString()) as object;
    },
    mails: ses.mails,
    events: eventBridge.events,
    throttling,
  };
};
