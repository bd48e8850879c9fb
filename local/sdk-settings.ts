import { region } from './template/physical-names.ts';

/** No emulator checks them, every SDK asks for them. */
export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Settings of an SDK client that talks to an emulator. */
export const sdkSettings = (
  endpoint: string,
): { endpoint: string; region: string; credentials: typeof credentials; maxAttempts: number } => ({
  endpoint,
  region,
  credentials,
  maxAttempts: 1,
});
