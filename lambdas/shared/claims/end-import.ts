import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { GetAudienceItem } from '../adapters/read-audience-items.ts';
import {
  type AudienceItem,
  type Counts,
  findHeldVersion,
  type Outcome,
  type Version,
} from '../domain/audience-item.ts';
import { clipText } from '../domain/clip-text.ts';
import type { Notice } from '../domain/notice.ts';
import { retryAtAfter } from '../domain/retry-schedule.ts';
import type { Now } from '../ports.ts';
import { liveAs } from './announce.ts';
import { drawTrend } from './draw-trend.ts';
import { announceEnding, announceFailure } from './announce-ending.ts';
import type { ClaimedImport, EndImport, Failure, Found } from './ports.ts';
import { suffixIn, tellFailure, tellPublication, toldOf } from './tell.ts';
import { updateAudience } from './update-audience.ts';
import type { UpdateParts } from './update-parts.ts';
import { endWorker, forsake, replaceHeld, supersede } from './version-states.ts';

export interface EndImportDeps {
  dynamodb: DynamoDBDocumentClient;
  tableName: string;
  getItem: GetAudienceItem;
  now: Now;
}

export const createEndImport = ({
  dynamodb,
  tableName,
  getItem,
  now,
}: EndImportDeps): EndImport => {
  /** Each ending removes the claim, on condition that it is still this import's. */
  const end = (claimed: ClaimedImport, ...parts: readonly UpdateParts[]): Promise<boolean> =>
    updateAudience({ dynamodb, tableName }, claimed, [
      {
        conditions: ['#claim.#claimVersion = :version'],
        remove: ['#claim'],
        names: {
          '#claim': 'claim',
          '#claimVersion': 'version',
          '#versions': 'versions',
          '#version': String(claimed.version),
        },
        values: { ':version': claimed.version },
      },
      ...parts,
    ]);

  /** Of an import that was fenced out: from now on `project pause` does not wait for it. */
  const signOff = async ({ projectId, fileName, version }: ClaimedImport): Promise<void> => {
    const entry = '#versions.#version';
    await updateAudience({ dynamodb, tableName }, { projectId, fileName }, [
      {
        conditions: [`${entry}.#state = :abandoned AND ${entry}.#until > :ended`],
        names: { '#versions': 'versions', '#version': String(version), '#state': 'state' },
        values: { ':abandoned': 'abandoned' },
      },
      endWorker(entry, now()),
    ]);
  };

  /**
   * @param partsOf what is written with it, given what others may have changed meanwhile: the notices that wait, and what is held
   */
  const endWithOutcome = async (
    claimed: ClaimedImport,
    outcome: Omit<Outcome, 'etag' | 'importId'>,
    partsOf: (claimed: ClaimedImport) => readonly UpdateParts[],
  ): Promise<boolean> => {
    const { etag, importId, projectId, fileName, version, isRematch } = claimed;
    const isRematchInVain = isRematch && outcome.result !== 'published';
    const whole: Outcome = {
      etag,
      importId,
      ...outcome,
      ...(isRematchInVain && { rematch: true }),
    };
    const setOutcome = {
      set: ['#outcome = :outcome'],
      // Not before: an import that finds the file gone must not bring a deleted audience back to view.
      remove: ['#deletedAt'],
      names: { '#outcome': 'outcome', '#deletedAt': 'deletedAt' },
      values: { ':outcome': whole },
    };
    let { notices, events, held } = claimed;
    for (;;) {
      if (await end(claimed, setOutcome, ...partsOf({ ...claimed, notices, events, held })))
        return true;
      const item = await getItem(projectId, fileName);
      // The mailer or the announcer has told of what was to be folded, or what was held is not any more.
      if (item?.claim?.version === version) {
        ({ notices, events } = item);
        held = findHeldVersion(item.versions);
      } else {
        if (hasEnded(claimed, outcome.result, item)) return true;
        await signOff(claimed);
        return false;
      }
    }
  };

  const failureNotice = (
    kind: 'rejected' | 'failed' | 'held',
    { importId, etag, live, fileName, object }: ClaimedImport,
    failure: Failure,
    at: number,
  ): Notice => ({
    kind,
    importId,
    etag,
    at,
    cause: failure.cause,
    message: failure.message,
    ...(failure.explanation && { explanation: failure.explanation }),
    ...(failure.row !== undefined && { row: failure.row }),
    ...suffixIn(fileName, object),
    ...(live && { live: { version: live.version, members: live.counts.members } }),
  });

  return {
    publish: (claimed, counts, layout, found = {}) => {
      const { live, etag, version } = claimed;
      const at = now();
      const published: Version = { state: 'live', etag, counts, layout, publishedAt: at };
      const outcome = { result: 'published' as const, at, ...storedOf(found) };
      return endWithOutcome(claimed, outcome, (known) => [
        ...tellPublication(known, { version, members: counts.members }, at, found),
        announceEnding(known, { type: 'published', at, version, ...liveAs({ version, counts }) }),
        { set: ['#versions.#version = :published'], values: { ':published': published } },
        drawTrend(known, counts),
        ...(live
          ? [{ names: { '#live': String(live.version) } }, supersede('#versions.#live', at)]
          : []),
        ...replaceHeld(known, at),
      ]);
    },

    publishUnchanged: (claimed, { version: liveVersion, ...live }, counts, found = {}) => {
      const at = now();
      const published = { version: liveVersion, members: counts.members };
      const republished: Version = {
        ...live,
        etag: claimed.etag,
        publishedAt: at,
        counts: { ...counts, ...changesOf(live.counts) },
      };
      const outcome = { result: 'published' as const, at, ...storedOf(found) };
      return endWithOutcome(claimed, outcome, (known) => [
        ...tellPublication(known, published, at, found),
        // That users were caught up with, and none of them is new, is nothing to tell.
        ...(claimed.isRematch
          ? []
          : [
              announceEnding(known, {
                type: 'published',
                at,
                version: liveVersion,
                live: published,
              }),
            ]),
        {
          set: ['#versions.#live = :republished'],
          remove: ['#versions.#version'],
          names: { '#live': String(liveVersion) },
          values: { ':republished': republished },
        },
        ...replaceHeld(known, at),
      ]);
    },

    hold: (claimed, counts, layout, reason, found = {}) => {
      const { etag, version } = claimed;
      const { cause, explanation } = reason;
      const failure = {
        cause,
        message: clipText(reason.message),
        ...(explanation && { explanation }),
      };
      const at = now();
      const held: Version = { state: 'held', etag, counts, layout, heldAt: at, cause };
      return endWithOutcome(
        claimed,
        { result: 'held', ...failure, at, ...storedOf(found) },
        (known) => [
          ...tellFailure(known, {
            ...failureNotice('held', claimed, failure, at),
            held: { version, members: counts.members },
            ...toldOf(found),
          }),
          announceEnding(known, { type: 'held', at, version, cause, ...liveAs(known.live) }),
          { set: ['#versions.#version = :held'], values: { ':held': held } },
          ...replaceHeld(known, at),
        ],
      );
    },

    reject: (
      claimed,
      { message, ...rest },
      leftovers,
      { diagnosis, unregisteredSample, report } = {},
    ) => {
      const failure = { ...rest, message: clipText(message) };
      const at = now();
      return endWithOutcome(
        claimed,
        {
          result: 'rejected',
          ...failure,
          at,
          ...storedOf({ diagnosis, unregisteredSample, report }),
          ...(failure.cause === 'limit' && { overLimitSince: claimed.overLimitSince ?? at }),
        },
        (known) => [
          ...tellFailure(known, {
            ...failureNotice('rejected', claimed, failure, at),
            ...toldOf({ diagnosis, report }),
          }),
          announceFailure(known, failure, at),
          forsake(leftovers, at),
        ],
      );
    },

    fail: (claimed, { message, ...rest }, leftovers) => {
      const failure = { ...rest, message: clipText(message) };
      const { retries, overLimitSince } = claimed;
      const at = now();
      return endWithOutcome(
        claimed,
        {
          result: 'failed',
          ...failure,
          at,
          retries,
          retryAt: retryAtAfter(retries, at),
          ...(overLimitSince !== undefined && { overLimitSince }),
        },
        (known) => [
          ...tellFailure(known, failureNotice('failed', claimed, failure, at)),
          announceFailure(known, failure, at),
          forsake(leftovers, at),
        ],
      );
    },

    release: async (claimed, leftovers) => {
      if (await end(claimed, forsake(leftovers, now()))) return true;
      await signOff(claimed);
      return false;
    },
  };
};

/** Of a version: what it changed when it was made. */
const changesOf = ({ added, removed }: Counts): Pick<Counts, 'added' | 'removed'> => ({
  ...(added !== undefined && { added }),
  ...(removed !== undefined && { removed }),
});

/** Without what is not there, which no item may have. */
const storedOf = ({
  diagnosis,
  header,
  unregisteredSample = [],
  report,
}: Found): Pick<Outcome, 'diagnosis' | 'header' | 'unregisteredSample' | 'report'> => ({
  ...(diagnosis && { diagnosis }),
  ...(header !== undefined && { header }),
  ...(unregisteredSample.length > 0 && { unregisteredSample: [...unregisteredSample] }),
  ...(report && { report }),
});

/**
 * A retry after a lost response finds the claim gone although the first try has succeeded. The outcome may be a later
 * import's by then, or say that this one, which is being ended otherwise, was published.
 */
const hasEnded = (
  { importId, version }: ClaimedImport,
  result: Outcome['result'],
  item: AudienceItem | undefined,
): boolean =>
  (result === 'published' && wasPublished(item?.versions[version])) ||
  (result === 'held' && wasHeld(item?.versions[version])) ||
  (item?.outcome?.importId === importId &&
    (item.outcome.result === result || (result === 'held' && item.outcome.result === 'discarded')));

const wasPublished = (version: Version | undefined): boolean =>
  version?.state === 'live' || version?.state === 'superseded';

/** It may be approved by now. */
const wasHeld = (version: Version | undefined): boolean =>
  version?.state === 'held' || wasPublished(version);
