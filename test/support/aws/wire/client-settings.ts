import type { RequestHandler } from './request-handler.ts';

/** Everything that the SDK would look for in files and variables of whoever runs the test is stated. */
export const clientSettings = (
  requestHandler: RequestHandler,
  { maxAttempts = 5, isUnsigned = false }: { maxAttempts?: number; isUnsigned?: boolean } = {},
): {
  region: string;
  endpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  retryMode: 'standard';
  maxAttempts: number;
  requestHandler: RequestHandler;
  signer?: { sign: <Request>(request: Request) => Promise<Request> };
} => ({
  region: 'eu-west-1',
  endpoint: 'http://127.0.0.1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  retryMode: 'standard',
  maxAttempts,
  requestHandler,
  ...(isUnsigned && { signer: { sign: (request) => Promise.resolve(request) } }),
});
