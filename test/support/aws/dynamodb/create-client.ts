import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../wire/client-settings.ts';
import { createNetwork } from '../wire/network.ts';
import { createRequestHandler } from '../wire/request-handler.ts';
import { createDynamodbService } from './dynamodb-service.ts';

/** A client of an empty DynamoDB of its own that answers at once, and to which nothing happens. */
export const createClientInMemory = (): DynamoDBClient => {
  const handler = createRequestHandler(createDynamodbService(), createNetwork({}));
  return new DynamoDBClient(clientSettings(handler, { maxAttempts: 1 }));
};
