import type { Group } from './sort-out.ts';
import type { Trial } from './try-mends.ts';

/** The IDs that were looked at. */
export interface Examined {
  sampled: number;
  /** all that nobody has */
  isAll: boolean;
}

const plain = new Intl.NumberFormat('en-US');

/** A sentence or two: what was seen in how many, whether mending helps, what to change. */
export const describeCause = (
  { cause, ids, ...group }: Group,
  trial: Trial | undefined,
  examined: Examined,
): string => {
  const remedy = (trial && trial.registered > 0 ? trial.mend.remedy : undefined) ?? cause.remedy;
  const what =
    group.isShown && 'says' in cause
      ? `${describeShown(ids.length, cause.says, examined)}${describeTrial(ids.length, trial)}`
      : describeHidden(trial, examined);
  return `${what}. ${remedy}`;
};

/** `All 4 unregistered IDs end with .0` */
export const describeShown = (
  count: number,
  [one, several]: readonly [one: string, several: string],
  { sampled, isAll }: Examined,
): string => {
  const kind = isAll ? 'unregistered' : 'sampled unregistered';
  if (sampled === 1) return `The only ${kind} ID ${one}`;
  if (count === sampled) return `${allOf(sampled)} ${kind} IDs ${several}`;
  const says = count === 1 ? one : several;
  return `${plain.format(count)} of ${plain.format(sampled)} ${kind} IDs ${says}`;
};

/** `Both`, `All 1,000` */
const allOf = (count: number): string => (count === 2 ? 'Both' : `All ${plain.format(count)}`);

const describeTrial = (count: number, trial: Trial | undefined): string => {
  if (!trial || trial.tried === 0) return '';
  const { mend, tried, registered } = trial;
  const all = plain.format(tried);
  if (registered === 0)
    return tried === 1
      ? `; it would not be registered ${mend.how} either`
      : `; none of ${all} tried would be registered ${mend.how} either`;
  if (tried < count)
    return `; of ${all} tried, ${plain.format(registered)} would be registered ${mend.how}`;
  if (registered < tried)
    return `; ${plain.format(registered)} of them would be registered ${mend.how}`;
  if (count === 1) return `; it would be registered ${mend.how}`;
  return `; ${count === 2 ? 'both' : 'all'} of them would be registered ${mend.how}`;
};

const describeHidden = (trial: Trial | undefined, { isAll }: Examined): string => {
  const { tried = 0, registered = 0, mend } = trial ?? {};
  const kind = isAll ? 'unregistered' : 'sampled unregistered';
  const how = mend?.how ?? '';
  if (tried === 1) return `One ${kind} ID would be registered ${how}`;
  return registered === tried
    ? `${allOf(tried)} ${kind} IDs that were tried would be registered ${how}`
    : `${plain.format(registered)} of ${plain.format(tried)} ${kind} IDs that were tried would be registered ${how}`;
};
