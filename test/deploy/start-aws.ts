import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { findPython } from '../support/python.ts';

/** What moto gives to calls with keys that it does not know. */
export const account = '123456789012';
export const region = 'us-east-1';

/** Modules that the emulator needs. */
export const emulatorModules = ['flask', 'moto.server', 'yaml'] as const;

export interface Aws {
  url: string;
  /** for a program that shall find this AWS and no other */
  environment: Readonly<Record<string, string>>;
  /** for clients of the SDK */
  settings: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  stop: () => Promise<void>;
}

/** An account of AWS in which nothing is yet; see emulator.py. */
export const startAws = async (): Promise<Aws> => {
  const python = findPython(emulatorModules);
  if (python === undefined) throw new Error(`no python3 has ${emulatorModules.join(' and ')}`);
  const child = spawn(python, [join(import.meta.dirname, 'emulator.py')], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: '1' },
  });
  const complaints = text(child.stderr);
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line') as Promise<[string]>,
    once(child, 'exit').then(async () => {
      throw new Error(`the emulator of AWS did not start: ${await complaints}`);
    }),
  ]);
  // The CDK keeps there what it knows of accounts.
  const home = await mkdtemp(join(tmpdir(), 'audience-import-home-'));
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return {
    url: line,
    environment: {
      PATH: process.env.PATH ?? '',
      HOME: home,
      AWS_ENDPOINT_URL: line,
      // CloudFormation reads the template there. moto takes an S3 for its own under this name only.
      AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION: line.replace('127.0.0.1', 'localhost'),
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_REGION: region,
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
    },
    settings: { endpoint: line, region, credentials },
    stop: async () => {
      const exited = once(child, 'exit');
      child.stdin.end();
      await exited;
      await rm(home, { recursive: true });
    },
  };
};
