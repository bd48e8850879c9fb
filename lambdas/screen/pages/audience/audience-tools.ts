import {
  type AudienceItem,
  findLiveVersion,
  objectNameOf,
} from '../../../shared/domain/audience-item.ts';
import { hasLiveClaim } from '../../../shared/domain/due.ts';
import { escapeName } from '../../../shared/domain/escape-name.ts';
import { audienceNameOf } from '../../../shared/domain/file-name.ts';
import { clipHtml } from '../../../shared/screen/clip-html.ts';
import { fileParamOf } from '../../../shared/screen/file-param.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import type { AudienceSheet } from '../../domain/shown.ts';
import { action } from '../parts/action.ts';
import { currentOutcome } from '../parts/cause.ts';
import type { Reader } from '../reader.ts';
import { readUntil, willReadNothing } from './what-campaigns-read.ts';

/** Bytes: a question is no place for more of a name. */
const mostOfName = 120;

const asked = (name: string): string => clipHtml(escapeName(name), mostOfName);

/** What can be done with an audience as a whole. */
export const audienceTools = (
  { item, project: { paused } }: AudienceSheet,
  reader: Reader,
): Html | undefined =>
  item.deletedAt === undefined
    ? html`<div class="row">
        ${canBeRetried(item, reader.now) && retry(item, reader)}
        ${remove(item, { withFile: false, paused }, reader)}
        ${item.source.present && remove(item, { withFile: true, paused }, reader)}
      </div>`
    : undefined;

/** What has no outcome yet is imported anyway. */
const canBeRetried = (item: AudienceItem, now: number): boolean =>
  item.source.present && !hasLiveClaim(item, now) && currentOutcome(item) !== undefined;

const retry = (item: AudienceItem, reader: Reader): Html => {
  const { actions } = reader.say.screenAudience;
  const question = actions.askToRetry(asked(audienceNameOf(item.fileName)));
  return action(
    { label: actions.retry, confirmation: readUntil(question, item, reader.say) },
    {
      action: 'retry',
      project: item.projectId,
      file: fileParamOf(item.fileName),
      seen: { etag: item.source.etag, importId: item.outcome?.importId ?? null },
    },
    reader,
  );
};

const remove = (
  item: AudienceItem,
  { withFile, paused }: { withFile: boolean; paused: boolean },
  reader: Reader,
): Html => {
  const { actions } = reader.say.screenAudience;
  const name = asked(audienceNameOf(item.fileName));
  const hasFile = item.source.present;
  const [label, question] = withFile
    ? [actions.deleteWithFile, actions.askToDeleteWithFile(name, asked(objectNameOf(item)))]
    : hasFile
      ? [actions.delete, actions.askToDelete(name, paused)]
      : [actions.deleteAlone, actions.askToDeleteAlone(name)];
  return action(
    {
      label,
      look: 'b no',
      confirmation: willReadNothing(question, reader.say),
    },
    {
      action: 'delete',
      project: item.projectId,
      file: fileParamOf(item.fileName),
      withFile,
      seen: {
        live: findLiveVersion(item.versions)?.version ?? null,
        counter: item.versionCounter,
        etag: item.source.etag,
      },
    },
    reader,
  );
};
