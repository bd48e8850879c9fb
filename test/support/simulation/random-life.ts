import type { Random } from '../../../lambdas/shared/ports.ts';
import type { Fault, FaultOf } from '../aws/wire/fault.ts';

/** The process of a function was killed. */
export class KilledError extends Error {
  override readonly name = 'KilledError';
}

export interface Life {
  /** what becomes of the calls of the process */
  faultOf: FaultOf;
  /** rejects when it dies */
  end: Promise<never>;
}

const minute = 60_000;
/** Several times what a claim lasts, and a message stays hidden. */
const longestWay = 60 * minute;
/** An import that looks users up makes about ten, one that scans makes thirty. */
const mostCalls = 30;

/**
 * The life of one process: now and then it is killed in the middle of a call. Its code knows nothing of that and goes on,
 * but nothing that it sends arrives any more, except perhaps, late, what was on its way.
 */
export const createRandomLife = (random: Random, faultOf: FaultOf): Life => {
  const lastCall = random() < 0.5 ? Math.ceil(random() * mostCalls) : Infinity;
  let calls = 0;
  let die: (error: KilledError) => void = () => undefined;
  const end = new Promise<never>((_, reject) => {
    die = reject;
  });

  const lastFault = (): Fault => {
    const chance = random();
    if (chance < 0.3) return { requestDelay: Infinity };
    return { requestDelay: chance < 0.6 ? 0 : random() * longestWay, answerDelay: Infinity };
  };

  return {
    faultOf: (call) => {
      calls += 1;
      if (calls < lastCall) return faultOf(call);
      if (calls > lastCall) return { requestDelay: Infinity };
      die(new KilledError(`killed by its call ${calls}, ${call.operation}`));
      return lastFault();
    },
    end,
  };
};
