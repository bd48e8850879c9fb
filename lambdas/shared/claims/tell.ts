import { afterTelling, type Notice, noticeKey, wasTold } from '../domain/notice.ts';
import type { ClaimedImport } from './ports.ts';
import type { UpdateParts } from './update-parts.ts';

/** Adds notices for the mailer to an update of the audience's item. */
const addNotices = (projectId: string, notices: readonly Notice[]): UpdateParts =>
  notices.length === 0
    ? {}
    : {
        set: [
          ...notices.map((_, index) => `#notices.#notice${index} = :notice${index}`),
          '#pending = :pending',
        ],
        names: {
          '#notices': 'notices',
          '#pending': 'pending',
          ...Object.fromEntries(
            notices.map((notice, index) => [`#notice${index}`, noticeKey(notice)]),
          ),
        },
        values: {
          ':pending': projectId,
          ...Object.fromEntries(notices.map((notice, index) => [`:notice${index}`, notice])),
        },
      };

/** A failure is told once for each state of the file and cause. */
export const tellFailure = (
  { projectId, told }: Pick<ClaimedImport, 'projectId' | 'told'>,
  notice: Notice,
): UpdateParts[] =>
  wasTold(told, notice)
    ? []
    : [
        addNotices(projectId, [notice]),
        {
          set: ['#told = :told'],
          names: { '#told': 'told' },
          values: { ':told': afterTelling(told, notice) },
        },
      ];

/** That it works again is told where a failure was; that nobody is left, where somebody was. */
export const tellPublication = (
  { projectId, told, live, importId, etag }: ClaimedImport,
  published: { version: number; members: number },
  at: number,
): UpdateParts[] => {
  const of = { message: '', importId, etag, at, live: published };
  const isEmptied = published.members === 0 && live !== undefined && live.counts.members > 0;
  return [
    addNotices(projectId, [
      ...(told ? [{ ...of, kind: 'recovered' as const, cause: 'recovered' }] : []),
      ...(isEmptied ? [{ ...of, kind: 'emptied' as const, cause: 'emptied' }] : []),
    ]),
    ...(told ? [{ remove: ['#told'], names: { '#told': 'told' } }] : []),
  ];
};
