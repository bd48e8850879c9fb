/** Read and write units a second, or how many were used. */
export interface Units {
  read: number;
  write: number;
}

export type Direction = keyof Units;

/**
 * What a partition takes a second, whatever the table has.
 * Source: Developer Guide, "DynamoDB burst and adaptive capacity" and "Understanding DynamoDB warm throughput in
 * different scenarios".
 */
export const partitionUnits: Units = { read: 3000, write: 1000 };

/** How long unused throughput is kept. Source: Developer Guide, "DynamoDB burst and adaptive capacity". */
export const documentedBurstSeconds = 300;

/**
 * A table that grows takes double its previous peak, 30 minutes after that peak.
 * Source: Developer Guide, "DynamoDB on-demand capacity mode", initial throughput and scaling properties.
 */
export const growthFactor = 2;
export const growthDelayMs = 30 * 60_000;

export interface TableLimits {
  billing: 'on-demand' | 'provisioned';
  /** that the table takes a second */
  units: Units;
  /** over which the keys are spread, each with its own limits */
  partitions: number;
  /** For how many seconds the table keeps what it did not use. 1: none of it for later. */
  burstSeconds: number;
  /** whether it takes more when its peak is 30 minutes old */
  grows: boolean;
}

/**
 * A table on demand that nobody has used: 12,000 read and 4,000 write units a second, which is what 4 partitions take.
 * Source: Developer Guide, "DynamoDB on-demand capacity mode"; re:Post, "Why is my on-demand DynamoDB table throttled?".
 */
export const newOnDemandTable: TableLimits = {
  billing: 'on-demand',
  units: { read: 12_000, write: 4000 },
  partitions: 4,
  burstSeconds: 1,
  grows: true,
};

/**
 * A table with provisioned units, and as many partitions as can take them. Adaptive capacity gives a partition all of the
 * table's units up to its own limit, so they are not divided. Source: Developer Guide, "DynamoDB burst and adaptive capacity".
 */
export const provisionedTable = (
  units: Units,
  options: Partial<Pick<TableLimits, 'partitions' | 'burstSeconds'>> = {},
): TableLimits => ({
  billing: 'provisioned',
  units,
  partitions: partitionsFor(units),
  burstSeconds: documentedBurstSeconds,
  grows: false,
  ...options,
});

/** At least so many partitions take these units, if the keys are spread evenly. */
export const partitionsFor = ({ read, write }: Units): number =>
  Math.max(1, Math.ceil(read / partitionUnits.read), Math.ceil(write / partitionUnits.write));
