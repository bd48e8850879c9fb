import type { Now } from '../../../../lambdas/shared/ports.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import type { Call, FaultOf } from './fault.ts';
import type { Network } from './request-handler.ts';

export interface NetworkOptions {
  /** the services' clock; left out: this machine's */
  now?: Now;
  /** left out: every call is answered at once */
  time?: VirtualTime;
  /** left out: nothing goes wrong */
  faultOf?: FaultOf;
  onCall?: (call: Call, ending: number | 'lost') => void;
  /** told of each call at the moment in which a service has done what it asks for */
  onEffect?: (call: Call) => void;
}

/** What lies between the clients and the services. */
export const createNetwork = ({
  now = Date.now,
  time,
  faultOf = () => undefined,
  onCall = () => undefined,
  onEffect = () => undefined,
}: NetworkOptions): Network => {
  let calls = 0;
  return {
    now,
    faultOf,
    onCall,
    onEffect,
    nextNumber: () => (calls += 1),
    pause: time ? time.pause : () => Promise.resolve(),
    awake: () => Promise.resolve(),
  };
};
