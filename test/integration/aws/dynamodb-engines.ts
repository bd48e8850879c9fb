import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe } from '@jest/globals';
import { startDynamodb } from '../../../local/emulators/dynamodb.ts';
import type { Emulator } from '../../../local/emulators/emulator.ts';
import { startOfficialDynamodb } from '../../../local/emulators/official/start-dynamodb.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { createClientInMemory } from '../../support/aws/dynamodb/create-client.ts';
import { officialEngine, skipOfficial } from '../../support/official-engine.ts';

export type EngineName = 'in memory' | 'dynalite' | 'DynamoDB Local';

/** An empty DynamoDB. */
export interface Engine {
  name: EngineName;
  client: DynamoDBClient;
  stop: () => Promise<void>;
}

const engineOf = (name: EngineName, { url, close }: Emulator): Engine => {
  const client = new DynamoDBClient(sdkSettings(url));
  return {
    name,
    client,
    stop: async () => {
      client.destroy();
      await close();
    },
  };
};

export const startInMemory = (): Promise<Engine> =>
  Promise.resolve({
    name: 'in memory',
    client: createClientInMemory(),
    stop: () => Promise.resolve(),
  });

export const startDynalite = async (): Promise<Engine> =>
  engineOf('dynalite', await startDynamodb(0));

const startOfficial =
  (jar: string): (() => Promise<Engine>) =>
  async () => {
    const emulator = await startOfficialDynamodb(
      0,
      jar,
      () => undefined,
      () => undefined,
    );
    return engineOf('DynamoDB Local', emulator);
  };

/** The same tests on every engine. */
export const describeOnEngines = (suite: (start: () => Promise<Engine>) => void): void => {
  describe('in memory', () => {
    suite(startInMemory);
  });
  describe('on dynalite', () => {
    suite(startDynalite);
  });
  const jar = officialEngine;
  if (typeof jar === 'string')
    describe('on DynamoDB Local', () => {
      suite(startOfficial(jar));
    });
  else skipOfficial('on DynamoDB Local', jar);
};
