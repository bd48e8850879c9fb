import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findResources } from '../../../bin/cli/stack/find-resources.ts';
import { stackOutputs } from '../../../lambdas/shared/contract.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A CloudFormation that gives one answer. */
const settingsFor = async (status: number, body: string) => {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  };
};

const stackWith = (outputs: Record<string, string>): string =>
  '<DescribeStacksResponse><DescribeStacksResult><Stacks><member><Outputs>' +
  Object.entries(outputs)
    .map(
      ([name, value]) =>
        `<member><OutputKey>${name}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    )
    .join('') +
  '</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>';

describe('finding a deployed stack', () => {
  it('takes the names from its outputs', async () => {
    const outputs = Object.fromEntries(
      Object.values(stackOutputs).map((name) => [name, `x-${name}`]),
    );
    const settings = await settingsFor(200, stackWith(outputs));
    expect(await findResources('S', settings)).toMatchObject({
      tables: { projects: 'x-ProjectsTableName', users: 'x-UsersTableName' },
      scannerFunction: 'x-ScannerFunctionName',
      mailerFunction: 'x-MailerFunctionName',
    });
  });

  it.each<[string, string | undefined, string[]]>([
    ['two', 'crm,app', ['crm', 'app']],
    ['one', 'crm', ['crm']],
    ['none', '', []],
    ['none, as an older stack', undefined, []],
  ])('takes %s of the customer’s own tables', async (_, list, tables) => {
    const optional: string[] = [stackOutputs.usersTables, stackOutputs.mailerFunction];
    const needed = Object.values(stackOutputs).filter((name) => !optional.includes(name));
    const outputs = {
      ...Object.fromEntries(needed.map((name) => [name, 'x'])),
      ...(list !== undefined && { [stackOutputs.usersTables]: list }),
    };
    const resources = await findResources('S', await settingsFor(200, stackWith(outputs)));
    expect(resources.usersTables).toEqual(tables);
    expect(resources.mailerFunction).toBeUndefined();
  });

  it('says which outputs another version of the stack lacks', async () => {
    const settings = await settingsFor(200, stackWith({ BucketName: 'b' }));
    await expect(findResources('S', settings)).rejects.toThrow(
      /Stack "S" lacks the output ProjectsTableName, .* npx cdk deploy/,
    );
  });

  it('says where there is no such stack, and what to do', async () => {
    const settings = await settingsFor(
      400,
      '<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code>' +
        '<Message>Stack with id S does not exist</Message></Error></ErrorResponse>',
    );
    await expect(findResources('S', settings)).rejects.toThrow(
      /^There is no stack "S" in eu-west-1\. Deploy it .*--stack/,
    );
  });
});
