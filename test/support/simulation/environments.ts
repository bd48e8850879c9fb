import type { Context } from 'aws-lambda';
import type { Random } from '../../../lambdas/shared/ports.ts';
import type { Aws, Clients } from '../aws/create-aws.ts';
import { createFreezableTime, type FreezableTime } from '../aws/time/freezable-time.ts';
import type { VirtualTime } from '../aws/time/virtual-time.ts';
import type { Call, Fault, FaultOf } from '../aws/wire/fault.ts';
import { functionSeconds } from './resources.ts';

/** The process of a function was killed. */
export class KilledError extends Error {
  override readonly name = 'KilledError';
}

/** What a process of a function is given. */
export interface Process {
  clients: Clients;
  time: FreezableTime;
}

export interface Started<Event, Result> {
  handle: (event: Event, context: Context) => Promise<Result>;
  /** the process is gone */
  onEnd?: () => void;
}

export interface EnvironmentsDeps {
  aws: Aws;
  time: VirtualTime;
  random: Random;
  /** what meets the calls of a new process */
  newFaults: () => FaultOf;
  /** how likely an invocation is killed */
  kills: () => number;
  /** whether the process is killed in this call, however many it was to make */
  diesIn?: (call: Call) => boolean;
  /** told of the calls of processes that live */
  onCall?: (call: Call) => void;
  /** the last call of a process that was killed, if it arrives */
  onLate: (call: Call) => void;
}

export interface Environments<Event, Result> {
  /** @throws KilledError, or what the function fails with */
  invoke: (event: Event) => Promise<Result>;
  /** Nobody is invoked any more. */
  end: () => void;
}

interface Environment<Event, Result> extends Started<Event, Result> {
  time: FreezableTime;
  life: { call: (call: Call) => Fault | undefined; begin: () => Promise<never>; end: () => void };
}

const minute = 60_000;
/** Several times what a claim lasts, and a message stays hidden. */
const longestWay = 60 * minute;
/** An import that looks users up makes about twenty, one that scans makes thirty. */
const mostCalls = 30;
/** Lambda ends a process at times although nothing is wrong with it. */
const replaced = 0.1;

/**
 * The processes of one function, as Lambda keeps them: each serves one invocation after the other with what it holds in
 * memory, and is frozen between two of them, with its timers and its calls. One that is killed, or runs into the function's
 * time limit, is never seen again; perhaps, late, what was on its way arrives.
 */
export const createEnvironments = <Event, Result>(
  start: (process: Process) => Started<Event, Result>,
  { aws, time, random, newFaults, kills, diesIn, onCall, onLate }: EnvironmentsDeps,
): Environments<Event, Result> => {
  const idle: Environment<Event, Result>[] = [];

  const createLife = (processTime: FreezableTime): Environment<Event, Result>['life'] => {
    const faults = newFaults();
    let left = Infinity;
    let isDead = false;
    let die: (error: KilledError) => void = () => undefined;
    let cancel: () => void = () => undefined;

    const kill = (why: string): void => {
      isDead = true;
      processTime.freeze();
      cancel();
      die(new KilledError(why));
    };
    const lastFault = (call: Call): Fault => {
      const chance = random();
      if (chance < 0.3) return { requestDelay: Infinity };
      onLate(call);
      return { requestDelay: chance < 0.6 ? 0 : random() * longestWay, answerDelay: Infinity };
    };

    return {
      call: (call) => {
        if (isDead) return { requestDelay: Infinity };
        left -= 1;
        onCall?.(call);
        if (left > 0 && diesIn?.(call) !== true) return faults(call);
        kill(`killed in the middle of ${call.operation}`);
        return lastFault(call);
      },
      begin: () => {
        left = random() < kills() ? Math.ceil(random() * mostCalls) : Infinity;
        const timer = time.startTimer(functionSeconds * 1000, () => {
          kill('ran into the time limit');
        });
        cancel = timer.cancel;
        return new Promise<never>((_, reject) => {
          die = reject;
        });
      },
      end: () => {
        left = Infinity;
        cancel();
      },
    };
  };

  const create = (): Environment<Event, Result> => {
    const processTime = createFreezableTime(time);
    const life = createLife(processTime);
    const clients = aws.connect(life.call, processTime);
    return { ...start({ clients, time: processTime }), time: processTime, life };
  };

  const take = (): Environment<Event, Result> => {
    const found = idle.pop();
    if (found && random() >= replaced) return found;
    found?.onEnd?.();
    return create();
  };

  const context = (): Context => {
    const end = time.now() + functionSeconds * 1000;
    return { getRemainingTimeInMillis: () => end - time.now() } as Context;
  };

  return {
    invoke: async (event) => {
      const environment = take();
      environment.time.thaw();
      const death = environment.life.begin();
      const freeze = (): void => {
        environment.life.end();
        environment.time.freeze();
        idle.push(environment);
      };
      try {
        const result = await Promise.race([environment.handle(event, context()), death]);
        freeze();
        return result;
      } catch (error) {
        if (error instanceof KilledError) environment.onEnd?.();
        else freeze();
        throw error;
      }
    },
    end: () => {
      for (const { onEnd } of idle.splice(0)) onEnd?.();
    },
  };
};
