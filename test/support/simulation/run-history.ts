import { crc32 } from 'node:zlib';
import { createAws } from '../aws/create-aws.ts';
import { createRandom } from '../aws/time/create-random.ts';
import { createVirtualTime } from '../aws/time/virtual-time.ts';
import type { Call } from '../aws/wire/fault.ts';
import { type Climate, drawClimate } from './climate.ts';
import { createWorld } from './create-world.ts';
import { drawGuards } from './guards.ts';
import { runStack } from './run-stack.ts';
import type { BrokenPromise } from './promises/report.ts';

export interface History {
  climate: Climate;
  /** every call of every client, with how it ended */
  trace: readonly string[];
  /** versions that became live */
  published: number;
  /** versions that were held */
  held: number;
  /** processes that were killed */
  killed: number;
  broken: readonly BrokenPromise[];
}

/**
 * Two and a half hours in which files come, change and go, users register and leave, operators change their minds, calls are
 * late, lost, refused and doubled, and functions are killed; then one and a half quiet ones, in which everything has to come
 * to its end; then a day, and the collector.
 *
 * @param more `rematchHours` of both projects; `isTold`: S3 tells of objects, with `trigger=events`
 */
export const runHistory = async (
  seed: number,
  { rematchHours, isTold = false }: { rematchHours?: number; isTold?: boolean } = {},
): Promise<History> => {
  const random = createRandom(seed);
  const climate = drawClimate(random);
  const guards = drawGuards(seed);
  const announcerRandom = createRandom(seed + 1_000_000);
  const time = createVirtualTime();
  const dates = { olderBy: 0 };
  const trace: string[] = [];
  let onEffect: (call: Call) => void = () => undefined;
  const aws = createAws({
    virtual: { time, random },
    s3Now: () => time.now() - dates.olderBy,
    isUnsigned: true,
    onCall: (call, ending) => trace.push(`${time.now()} ${describe(call)} ${ending}`),
    onEffect: (call) => {
      onEffect(call);
    },
  });
  return time.run(async () => {
    const world = await createWorld(
      { aws, time, random, climate, guards, dates, rematchHours, announcerRandom, isTold },
      (next) => {
        onEffect = next;
      },
    );
    const killed = await runStack(world);
    const { published, held, broken } = world.promises;
    return { climate, trace, published: published(), held: held(), killed, broken };
  });
};

/** What S3 gets has the date of its signature in it. */
const describe = ({ service, operation, input }: Call): string => {
  const content = service === 's3' ? { ...input, headers: undefined } : input;
  return `${service} ${operation} ${crc32(JSON.stringify(content)).toString(16)}`;
};
