import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { untilItEnds } from '../../../bin/cli/stack/until-it-ends.ts';
import { serve, type TestServer } from '../../support/http-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await serve((request, response) => {
    request.resume();
    response.end('{}');
  });
});
afterAll(() => server.stop());

it('a call of a function has a connection that is kept alive, and outlasts the function', async () => {
  const client = new LambdaClient({
    endpoint: server.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: untilItEnds,
  });
  await client.send(new InvokeCommand({ FunctionName: 'scanner' }));
  const handler = client.config.requestHandler as unknown as {
    httpHandlerConfigs: () => {
      httpsAgent: { keepAlive: boolean; options: { keepAliveMsecs?: number } };
      httpAgent: { keepAlive: boolean };
      requestTimeout: number;
    };
  };
  const { httpsAgent, httpAgent, requestTimeout } = handler.httpHandlerConfigs();
  for (const agent of [httpsAgent, httpAgent]) expect(agent.keepAlive).toBe(true);
  expect(httpsAgent.options.keepAliveMsecs).toBeLessThan(350_000);
  expect(requestTimeout).toBeGreaterThan(900_000);
  client.destroy();
});
