import { servicePrices as prices } from './service-prices.ts';

export interface StoredBytes {
  /** of all tables */
  tables: number;
  /** of those of them that can be restored to any second: projects, audiences and users */
  restorable: number;
}

export const costsOfStorageKeys = ['storage', 'backups'] as const;
export type CostOfStorage = (typeof costsOfStorageKeys)[number];

/** Dollars a month. */
export const costsOfStorage = ({
  tables,
  restorable,
}: StoredBytes): Record<CostOfStorage, number> => ({
  storage: (tables / 1e9) * prices.gigabyte,
  backups: (restorable / 1e9) * prices.gigabyteRestorable,
});
