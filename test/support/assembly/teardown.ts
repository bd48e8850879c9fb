import { rm } from 'node:fs/promises';
import { assemblyVariable } from './variable.ts';

export default async (): Promise<void> => {
  const folder = process.env[assemblyVariable];
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
};
