import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

type Send = (command: unknown) => Promise<unknown>;

/** A client whose answers to the first request are lost: the SDK repeats it, and returns what the repetition finds. */
export const losingAnswers = (dynamodb: DynamoDBDocumentClient): DynamoDBDocumentClient => {
  const send = dynamodb.send.bind(dynamodb) as Send;
  return Object.assign(Object.create(dynamodb) as DynamoDBDocumentClient, {
    send: async (command: unknown) => {
      await send(command);
      return send(command);
    },
  });
};
