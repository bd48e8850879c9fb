import type { UsersTable } from './choose-plan.ts';

/** What is left for whoever the table belongs to. */
const share = 1 / 4;
/** Read units a second of a table on demand, whose owner pays for each of them. */
const mostOnDemand = 1_000;

/**
 * Read units a second that a customer's own table gives to all imports together where the project does not say.
 * It serves the customer's application as well.
 */
export const defaultReadCap = ({
  throughput,
  isProvisioned,
}: Pick<UsersTable, 'throughput' | 'isProvisioned'>): number => {
  const part = Math.max(1, Math.floor(throughput * share));
  return isProvisioned ? part : Math.min(mostOnDemand, part);
};
