import type { Notice } from '../../shared/domain/notice.ts';

export interface PendingNotice {
  fileName: string;
  /** in the map `notices` of the audience's item */
  key: string;
  notice: Notice;
}

/** What one mail tells: one notice, or many of one kind and cause. */
export type Letter = readonly [PendingNotice, ...PendingNotice[]];

/** More of one cause make one mail. */
const mostSingleMails = 10;

/** Each notice is in exactly one letter; the letters are in the order of what they tell. */
export const groupNotices = (notices: readonly PendingNotice[]): Letter[] => {
  const inOrder = notices.toSorted((one, other) => one.notice.at - other.notice.at);
  const alike = Map.groupBy(inOrder, ({ notice }) => `${notice.kind}:${notice.cause}`);
  return [...alike.values()]
    .flatMap((group) =>
      group.length > mostSingleMails ? toLetters([group]) : toLetters(group.map((one) => [one])),
    )
    .sort(([one], [other]) => one.notice.at - other.notice.at);
};

const toLetters = (groups: readonly PendingNotice[][]): Letter[] =>
  groups.flatMap(([first, ...others]) => (first ? [[first, ...others]] : []));
