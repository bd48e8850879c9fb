import type { OperatorsWorld } from './operators-world.ts';

/** Long enough for what is imported to be told from what was before. */
const pauseMs = 10 * 60_000;

/** Uploads a list and has it imported. */
export const bring = async (world: OperatorsWorld, ...ids: string[]): Promise<void> => {
  await world.time.sleep(pauseMs);
  await world.upload(ids);
  await world.scan();
  await world.deliver();
};

/** @returns the version that is live then */
export const publish = async (world: OperatorsWorld, ...ids: string[]): Promise<number> => {
  await bring(world, ...ids);
  return (await world.liveVersion())!;
};
