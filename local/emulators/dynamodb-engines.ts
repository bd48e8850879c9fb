/** What can stand in for DynamoDB: a package of this project, or AWS's own emulator. */
export const dynamodbEngines = ['dynalite', 'official'] as const;
export type DynamodbEngine = (typeof dynamodbEngines)[number];
