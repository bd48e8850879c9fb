import { shellWord } from '../lambdas/shared/domain/shell-word.ts';
import { commandOf } from './state-folder.ts';

export interface EmptyStack {
  /** folder of the stack's stack.json */
  state: string;
  /** folder or address of the bucket */
  bucket: string;
  /** whether a rule scans by itself */
  scans: boolean;
}

/** What to do with a stack that has no project yet, to be typed as it stands. */
export const describeFirstSteps = ({ state, bucket, scans }: EmptyStack): string => {
  const command = commandOf(state);
  return [
    'There is no project yet. In another terminal:',
    `  ${command} project put shop --admin-email you@example.com --audience-limit 100`,
    `  seq -f user-%04.0f 1000 > user-ids.csv && head -100 user-ids.csv > vip.csv      # or files of yours: one ID a row`,
    `  ${command} users load shop user-ids.csv`,
    `  ${copyTo(bucket)}`,
    ...(scans ? [] : [`  ${command} scan --wait`]),
    `  ${command} audience list shop`,
  ].join('\n');
};

const copyTo = (bucket: string): string =>
  /^https?:/.test(bucket)
    ? `curl -T vip.csv ${bucket}/shop/vip.csv`
    : `mkdir -p ${shellWord(`${bucket}/shop`)} && cp vip.csv ${shellWord(`${bucket}/shop/`)}`;
