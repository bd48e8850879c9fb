import { importFiles, type ImportPorts } from '../../lambdas/importer/import-files.ts';
import type { ImportTime } from '../../lambdas/importer/import-files.ts';
import type { ImportResult } from '../../lambdas/importer/import-result.ts';
import type { ImportMessage } from '../../lambdas/shared/contract.ts';

/** A message with one file. @throws what interrupted it */
export const importFile = async (
  message: ImportMessage,
  time: ImportTime,
  ports: ImportPorts,
): Promise<ImportResult> => {
  const [imported] = await importFiles([message], time, ports);
  const { ending } = imported!;
  if (ending.result === 'interrupted') throw ending.error;
  return ending;
};
