import { connect } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { startLocalStack } from '../../../local/local-stack.ts';
import { anyPorts } from '../../../local/ports.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { writeAssembly } from '../../support/local-assembly.ts';
import { officialEngine, skipOfficial } from '../../support/official-engine.ts';

const isReachable = async (host: string, port: number): Promise<boolean> => {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};

/** Runs what the test needs of the stack on AWS's own engine. */
const startOfficial = async (folder: string) =>
  startLocalStack({
    assembly: await writeAssembly(join(folder, 'assembly'), {
      resources: {
        Lists: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
            AttributeDefinitions: [{ AttributeName: 'owner', AttributeType: 'S' }],
            BillingMode: 'PAY_PER_REQUEST',
          },
        },
      },
    }),
    bucketFolder: join(folder, 'bucket'),
    dynamodb: 'official',
    logFolder: join(folder, 'logs'),
    ports: anyPorts,
    onTrouble: () => undefined,
    onCrash: () => undefined,
  });

const title = 'has its tables there, and lets nobody else reach it';

describe("the local stack on AWS's own DynamoDB emulator", () => {
  if (typeof officialEngine !== 'string') skipOfficial(title, officialEngine);
  else
    it(title, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'official-'));
      const stack = await startOfficial(folder);
      try {
        const dynamodb = new DynamoDBClient(sdkSettings(stack.endpoints.dynamodb));
        const { TableNames } = await dynamodb.send(new ListTablesCommand());
        dynamodb.destroy();
        const preflight = await fetch(stack.endpoints.dynamodb, {
          method: 'OPTIONS',
          headers: {
            origin: 'https://example.com',
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'x-amz-target',
          },
        });
        const allowed = preflight.headers.get('access-control-allow-origin');
        expect(['*', 'https://example.com']).not.toContain(allowed);
        expect(TableNames).toEqual(['Tiny-Lists']);

        const port = Number(new URL(stack.endpoints.dynamodb).port);
        const others = Object.values(networkInterfaces())
          .flatMap((addresses) => addresses ?? [])
          .filter(({ internal, address }) => !internal && !address.startsWith('fe80'));
        for (const { address } of others) expect(await isReachable(address, port)).toBe(false);
        expect(await isReachable('127.0.0.1', port)).toBe(true);
      } finally {
        await stack.stop();
        await rm(folder, { recursive: true });
      }
    });
});
