import {
  type AudienceItem,
  type HeldVersion,
  type LiveVersion,
  objectNameOf,
} from '../domain/audience-item.ts';
import { explainsRise } from '../domain/diagnosis.ts';
import { otherSuffixOf } from '../domain/file-name.ts';
import type { Explanation } from '../domain/explanation.ts';
import { addNotices, type Notices } from '../domain/fold-notices.ts';
import { afterTelling, type Notice, successCause, wasTold } from '../domain/notice.ts';
import { explainInEnglish } from '../texts/en/explain-in-english.ts';
import type { ClaimedImport, Found } from './ports.ts';
import type { UpdateParts } from './update-parts.ts';

/** What an import knows of what its audience's administrators were told, or are about to be. */
type Known = Pick<ClaimedImport, 'projectId' | 'told' | 'notices'>;

/** What is not called like its file is told by its own name. */
export const suffixIn = (fileName: string, object: string): Pick<Notice, 'suffix'> => {
  const suffix = otherSuffixOf(fileName, object);
  return suffix === undefined ? {} : { suffix };
};

/** Of the file, beside what has become of it. */
export const toldOf = ({
  diagnosis,
  report,
}: Pick<Found, 'diagnosis' | 'report'>): Pick<Notice, 'diagnosis' | 'hasReport'> => ({
  ...(diagnosis && { diagnosis }),
  ...(report && 'key' in report && { hasReport: true }),
});

/**
 * Adds notices for the mailer to an update of the audience's item. What is folded has to be there still: the mailer may
 * have told it meanwhile, and then it must not be counted.
 */
export const giveNotices = (
  projectId: string,
  present: Notices,
  added: readonly Notice[],
): UpdateParts => {
  if (added.length === 0) return {};
  const { written, folded } = addNotices(present, added);
  const entries = [...written];
  const needed = [...folded, ...entries.map(([key]) => key).filter((key) => key in present)];
  return {
    set: [
      ...entries.map((_, index) => `#notices.#notice${index} = :notice${index}`),
      '#pending = :pending',
    ],
    remove: folded.map((_, index) => `#notices.#needed${index}`),
    conditions: needed.map((_, index) => `attribute_exists(#notices.#needed${index})`),
    names: {
      '#notices': 'notices',
      '#pending': 'pending',
      ...Object.fromEntries(entries.map(([key], index) => [`#notice${index}`, key])),
      ...Object.fromEntries(needed.map((key, index) => [`#needed${index}`, key])),
    },
    values: {
      ':pending': projectId,
      ...Object.fromEntries(entries.map(([, notice], index) => [`:notice${index}`, notice])),
    },
  };
};

/** A failure is told once for each state of the file and cause. */
export const tellFailure = ({ projectId, told, notices }: Known, notice: Notice): UpdateParts[] =>
  wasTold(told, notice)
    ? []
    : [
        giveNotices(projectId, notices, [notice]),
        {
          set: ['#told = :told'],
          names: { '#told': 'told' },
          values: { ':told': afterTelling(told, notice) },
        },
      ];

/**
 * That it works again is told where a failure was; that nobody is in it, of the first version and where somebody was; that
 * many IDs are unregistered, where it is known why; that most members are lost, whatever the reason. That all is well, where the
 * project wants to hear of it.
 */
export const tellPublication = (
  { projectId, fileName, object, told, notices, live, importId, etag, isRematch }: ClaimedImport,
  published: { version: number; members: number },
  at: number,
  found: Found,
): UpdateParts[] => {
  const about = { message: '', importId, etag, at, live: published, ...suffixIn(fileName, object) };
  const { diagnosis } = found;
  const of = { ...about, ...toldOf(found) };
  const isEmpty = published.members === 0;
  const isPartlyLost = !isEmpty && diagnosis !== undefined && explainsRise(diagnosis);
  const isShrunk =
    !isEmpty && !isPartlyLost && live && losesMost(live.counts.members, published.members);
  const toTell: Notice[] = [
    ...(told ? [{ ...of, kind: 'recovered' as const, cause: 'recovered' }] : []),
    ...(isEmpty && live && live.counts.members > 0
      ? [{ ...of, kind: 'emptied' as const, cause: 'emptied' }]
      : []),
    ...(isEmpty && !live
      ? [{ ...of, kind: 'published-empty' as const, cause: 'published-empty' }]
      : []),
    ...(isShrunk
      ? [
          {
            ...of,
            kind: 'shrunk' as const,
            cause: 'shrunk',
            ...explained({
              of: 'shrunk',
              values: {
                before: live.counts.members,
                version: live.version,
                now: published.members,
              },
            }),
          },
        ]
      : []),
    ...(isPartlyLost ? [{ ...of, kind: 'unregistered' as const, cause: 'unregistered' }] : []),
  ];
  // What else is told says that it is published, too.
  if (found.tellsSuccess === true && toTell.length === 0 && !isRematch)
    toTell.push({ ...of, kind: 'recovered', cause: successCause });
  return [
    giveNotices(projectId, notices, toTell),
    ...(told ? [{ remove: ['#told'], names: { '#told': 'told' } }] : []),
  ];
};

/** Where no command is mentioned. */
const explained = (explanation: Explanation): Pick<Notice, 'message' | 'explanation'> => ({
  message: explainInEnglish(explanation),
  explanation,
});

/** Of a few members, many come and go. */
const leastLost = 10;

const losesMost = (before: number, after: number): boolean =>
  after * 2 < before && before - after >= leastLost;

/** What is held, and what is live beside it, if anything is. */
interface Decision {
  live: (LiveVersion & { version: number }) | undefined;
  held: HeldVersion & { version: number };
}

type Occasion = Pick<Notice, 'importId' | 'at'>;

const ofHeld = (item: AudienceItem, { held: { etag, version, counts } }: Decision) => ({
  etag,
  held: { version, members: counts.members },
  ...suffixIn(item.fileName, objectNameOf(item)),
});

/** That what was held is live: it is told to those who were told of it. */
export const tellApproval = (
  item: AudienceItem,
  decision: Decision,
  occasion: Occasion,
): UpdateParts[] => {
  const { live } = decision;
  const about = ofHeld(item, decision);
  return [
    giveNotices(item.projectId, item.notices, [
      {
        kind: 'approved',
        cause: 'approved',
        ...about,
        ...occasion,
        live: about.held,
        ...explained(
          live
            ? {
                of: 'was-live',
                values: { version: live.version, members: live.counts.members },
              }
            : { of: 'was-first', values: {} },
        ),
      },
    ]),
    ...(item.told ? [{ remove: ['#told'], names: { '#told': 'told' } }] : []),
  ];
};

/** That nobody has approved what was held. */
export const tellExpiry = (
  item: AudienceItem,
  decision: Decision,
  occasion: Occasion,
): UpdateParts[] => {
  const { live } = decision;
  const about = ofHeld(item, decision);
  return [
    giveNotices(item.projectId, item.notices, [
      {
        kind: 'hold-expired',
        cause: 'hold-expired',
        ...about,
        ...occasion,
        ...(live && { live: { version: live.version, members: live.counts.members } }),
        message: '',
      },
    ]),
  ];
};
