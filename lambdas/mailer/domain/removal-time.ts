/**
 * What is left of the function's time when a run starts nothing more, in milliseconds: enough to remove what was mailed
 * last from a table that refuses now and then. It would be mailed again otherwise.
 */
export const reserveMs = 10_000;

/** DynamoDB takes 1,000 write units a second under one partition key: all that is of one project. */
const unitsPerMs = 1;

/** @param writeUnits of the items, which a removal writes whole */
export const removalMs = (writeUnits: number): number => writeUnits / unitsPerMs;

/** As many as can be removed in 10 seconds. 2,000 items without a history take fewer. */
export const mostUnitsAtATime = 10_000;
