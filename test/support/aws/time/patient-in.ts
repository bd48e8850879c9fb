import { PatientRetryStrategy } from '../../../../lambdas/shared/back-pressure/patient-retries.ts';
import type { Random } from '../../../../lambdas/shared/ports.ts';
import type { VirtualTime } from './virtual-time.ts';

/** As the product's clients repeat what DynamoDB refuses, in virtual time. It waits within a call, so that time is held. */
export const patientIn = ({ now, pause }: VirtualTime, random: Random): PatientRetryStrategy =>
  new PatientRetryStrategy({ now, sleep: pause, random, patienceMs: 120_000 });
