import type { Random } from '../../../lambdas/shared/ports.ts';
import type { Call, Fault, FaultOf } from '../aws/wire/fault.ts';
import { ServiceError } from '../aws/wire/service-error.ts';
import type { Climate } from './climate.ts';
import { tables } from './resources.ts';

const quickMs = 200;

const throttling = new ServiceError('ThrottlingException', 'Rate exceeded');
const throughput = new ServiceError(
  'ProvisionedThroughputExceededException',
  'The level of configured provisioned throughput for the table was exceeded',
);
const denied = new ServiceError('AccessDeniedException', 'not authorized to use the key');
const rejected = new ServiceError('MessageRejected', 'Email address is not verified');

/**
 * What the tables that imports read and write are like at the moment. `limited`: as DynamoDB throttles; the others are worse
 * than that.
 */
export type Weather = 'good' | 'limited' | 'refusing' | 'handing-back';

export interface FaultPorts {
  random: Random;
  climate: Climate;
  /** milliseconds that a call takes at most, each way, in a process that is slow */
  slowMs: number;
  weather: () => Weather;
  isRefused: (address: string) => boolean;
  /** told of each message that is sent, and how long it travels */
  onTravel: (body: string, milliseconds: number) => void;
}

/** Those whose use grows with the files. */
export const heavyTables: readonly string[] = [tables.users, tables.memberships];
const heavyOperations: readonly string[] = ['BatchGetItem', 'BatchWriteItem', 'Scan'];

/**
 * What meets the calls of one process: delays on every one, and now and then one of what else can happen to it. A process
 * that is slow stays so.
 */
export const createRandomFaults = ({
  random,
  climate,
  slowMs,
  weather,
  isRefused,
  onTravel,
}: FaultPorts): FaultOf => {
  const happens = (probability: number): boolean => random() < probability;
  const longestMs = happens(climate.slow) ? slowMs : quickMs;

  const deliveriesOf =
    ({ input }: Call) =>
    (index: number): number[] => {
      const { longestDelivery, isQueueLong } = climate;
      const delay = (): number => {
        if (isQueueLong) return (0.7 + 0.3 * random()) * longestDelivery;
        return happens(0.3) ? random() * longestDelivery : 0;
      };
      const delays = happens(0.2) ? [delay(), delay()] : [delay()];
      const entry = (input.Entries as { MessageBody: string }[] | undefined)?.[index];
      if (entry) onTravel(entry.MessageBody, Math.min(...delays));
      return delays;
    };

  const heavyFault = (): Fault => {
    if (weather() === 'good') return {};
    if (happens(0.02)) return { error: denied };
    if (weather() === 'limited') return {};
    if (weather() === 'handing-back') return { undone: () => happens(0.9) };
    return happens(0.7) ? { error: happens(0.5) ? throttling : throughput } : {};
  };

  return (call) => {
    const { service, operation, input } = call;
    const fault: Fault = {
      requestDelay: random() * longestMs,
      answerDelay: random() * longestMs,
      ...(operation.startsWith('SendMessage') && { deliveries: deliveriesOf(call) }),
    };
    if (service === 'ses' && recipientsOf(input).some(isRefused))
      return { ...fault, error: rejected };
    if (isHeavy(call)) {
      const heavy = heavyFault();
      if (Object.keys(heavy).length > 0) return { ...fault, ...heavy };
    }
    if (happens(0.04 * climate.trouble)) return { ...fault, lost: 'answer' };
    if (happens(0.03 * climate.trouble)) return { ...fault, lost: 'request' };
    if (happens(0.03 * climate.trouble)) return { ...fault, error: throttling };
    if (
      (operation.includes('Batch') || operation === 'PutEvents') &&
      happens(0.2 * climate.trouble)
    )
      return { ...fault, undone: () => happens(0.7) };
    return fault;
  };
};

const isHeavy = ({ operation, input }: Call): boolean =>
  heavyOperations.includes(operation) &&
  heavyTables.some(
    (table) =>
      input.TableName === table ||
      table in ((input.RequestItems as Record<string, unknown> | undefined) ?? {}),
  );

const recipientsOf = (input: Call['input']): string[] =>
  Object.entries(input).flatMap(([name, value]) =>
    name.startsWith('Destination.ToAddresses') ? [String(value)] : [],
  );
