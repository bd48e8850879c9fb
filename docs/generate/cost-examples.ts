import {
  costsAtRest,
  days,
  itemBytes,
  placeBytes,
  projectBytes,
  versionBytes,
} from '../../bin/cli/estimate/costs-at-rest.ts';
import { costsOfImports } from '../../bin/cli/estimate/costs-of-imports.ts';
import { costsOfStorage } from '../../bin/cli/estimate/costs-of-storage.ts';
import { unitPrices } from '../../lambdas/shared/domain/prices.ts';

/** One project with as many lists, which all come at the same time. */
export interface Example {
  name: string;
  audiences: number;
  /** of a list: IDs of 30 characters, of which `registered` is */
  rows: number;
  importsADay: number;
  /** of the project, in the stack's own table, 100 bytes each */
  users: number;
  /** share of a list that is another one in the next: as many come as go */
  change: number;
}

export const examples: readonly Example[] = [
  {
    name: '5 lists of 10,000, once a day',
    audiences: 5,
    rows: 10_000,
    importsADay: 1,
    users: 1_000_000,
    change: 0.01,
  },
  {
    name: '50 lists of 1 million, once a night',
    audiences: 50,
    rows: 1_000_000,
    importsADay: 1,
    users: 20_000_000,
    change: 0.01,
  },
  {
    name: '20 lists of 100,000, every ten minutes',
    audiences: 20,
    rows: 100_000,
    importsADay: 144,
    users: 1_000_000,
    change: 0.001,
  },
];

/** Figures of docs/scaling.md. */
const registered = 0.75;
const rowBytes = 31;
const userBytes = 100;
const writeUnitsPerMember = 0.0265;
const compareUnitsPerMember = 0.003;
const storedBytesPerMember = 23.5;
/** 12 million members of which 1 % change each time: 62,300 of 641,000 units, what is replaced included. */
const measuredShare = { change: 0.01, share: 62_300 / 641_014 };
/** Files from this size on share a reading of the users: 32, of 500 MB together. */
const sharedFromBytes = 512 * 1024;
const sharedFiles = 32;
const sharedBytes = 500 * 1024 * 1024;
const leastToScanFor = 50_000;
const recordBytes = 1000;

/**
 * Share of a whole version that an import writes on average. Differences grow by the same amount from import to import until they have cost as
 * much as a whole version, so it goes with the square root of what changes.
 */
const shareWritten = (change: number): number =>
  measuredShare.share * Math.sqrt(change / measuredShare.change);

/** Dollars a month, by what they are paid for. */
export const costsOfExample = ({
  audiences,
  rows,
  importsADay,
  users,
  change,
}: Example): Record<string, number> => {
  const units = unitPrices['us-east-1'];
  const imports = audiences * importsADay * days;
  const members = rows * registered;
  const fileBytes = rows * rowBytes;
  const together =
    fileBytes < sharedFromBytes
      ? 1
      : Math.min(sharedFiles, audiences, Math.max(1, Math.floor(sharedBytes / fileBytes)));
  const scanUnits = (users * userBytes) / 8192;
  const lookupUnits = rows / 2;
  const passUnits =
    together * rows < leastToScanFor
      ? together * lookupUnits
      : Math.min(scanUnits, together * lookupUnits);
  const readUnits = passUnits / together + members * compareUnitsPerMember;
  const share = shareWritten(change);
  const writeUnits = members * writeUnitsPerMember * share;
  const seconds =
    1 / together +
    fileBytes / 80e6 +
    passUnits / together / 9_600 +
    (members * compareUnitsPerMember) / 8_000 +
    writeUnits / 4_000;
  const bytesOfItem = itemBytes + (importsADay - 1) * versionBytes;
  const whole = members * storedBytesPerMember;
  const restorable = users * userBytes + audiences * (bytesOfItem + placeBytes) + projectBytes;
  const memberships = audiences * whole * (1 + (importsADay * share) / 2);
  const records = imports * recordBytes * (365 / days);
  return {
    ...costsAtRest({ projects: 1, files: audiences, itemBytes: bytesOfItem }, units),
    ...costsOfImports(
      {
        audiences,
        imports,
        readUnits: imports * readUnits,
        writeUnits: imports * writeUnits,
        seconds: imports * seconds,
        mails: days,
        itemBytes: bytesOfItem,
      },
      units,
    ),
    ...costsOfStorage({ tables: restorable + memberships + records, restorable }),
  };
};
