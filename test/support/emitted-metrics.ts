import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What one line of a log tells CloudWatch, in its embedded metric format. */
export interface EmittedMetrics {
  namespace: string;
  /** by name */
  dimensions: Record<string, unknown>;
  /** by name */
  values: Record<string, unknown>;
}

interface MetricLine extends Record<string, unknown> {
  _aws: {
    CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[];
  };
}

/** All that the functions of a local stack have emitted so far. @param state folder of its stack.json */
export const readEmittedMetrics = async (state: string): Promise<EmittedMetrics[]> => {
  const folder = join(state, 'logs');
  const logs = (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8'));
  return (await Promise.all(logs))
    .flatMap((log) => log.split('\n'))
    .filter((line) => line.startsWith('{"_aws"'))
    .flatMap((text) => {
      const line = JSON.parse(text) as MetricLine;
      const pick = (names: string[]) => Object.fromEntries(names.map((name) => [name, line[name]]));
      return line._aws.CloudWatchMetrics.map(({ Namespace, Dimensions, Metrics }) => ({
        namespace: Namespace,
        dimensions: pick(Dimensions.flat()),
        values: pick(Metrics.map(({ Name }) => Name)),
      }));
    });
};
