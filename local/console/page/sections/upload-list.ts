import { html, nothing, type TemplateResult } from 'lit-html';
import { escapeName } from '../../../../lambdas/shared/domain/escape-name.ts';
import type { ConsoleAudience } from '../../api.ts';
import type { ConsoleTexts } from '../../texts/en.ts';
import type { Deeds, Model } from '../model.ts';
import { isSettled, type Upload } from '../uploads/uploads.ts';

type Tone = 'busy' | 'good' | 'bad' | 'waits';

const refused = ({ upload: say }: ConsoleTexts, refusal: Upload['refusal']): string => {
  if (refusal === undefined) return '';
  if (refusal === 'unreachable') return say.refused.unreachable;
  return refusal.refusal === 'bucket'
    ? say.refused.bucket(refusal.message ?? '')
    : say.refused[refusal.refusal];
};

const ofStatus = (
  { upload: say }: ConsoleTexts,
  { status, members, message }: ConsoleAudience,
): readonly [Tone, string] => {
  switch (status) {
    case 'ready':
    case 'stale':
      return ['good', say.ready(members ?? 0)];
    case 'held':
      return ['waits', message ?? say.held];
    case 'rejected':
      return ['bad', message ?? say.rejected];
    case 'failed':
      return ['bad', message ?? say.failed];
    case 'deleted':
      return ['waits', say.deleted];
    case 'source-missing':
      return ['waits', say.sourceMissing];
    case 'being-written':
      return ['waits', say.beingWritten];
    case 'importing':
      return ['busy', say.importing];
    case null:
      return ['busy', say.waiting];
  }
};

const describe = (upload: Upload, { say, state }: Model): readonly [Tone, string] => {
  if (upload.refusal) return ['bad', refused(say, upload.refusal)];
  if (!upload.uploaded) return ['busy', say.upload.progress(Math.floor(upload.sent * 100))];
  const project = state?.projects.find(({ projectId }) => projectId === upload.projectId);
  if (project?.paused === true)
    return ['waits', say.upload.paused(project.projectId, state?.command ?? '')];
  if (upload.audience?.etag !== upload.uploaded.etag) return ['busy', say.upload.waiting];
  return ofStatus(say, upload.audience);
};

const row = (upload: Upload, model: Model, deeds: Deeds): TemplateResult => {
  const { say } = model;
  const [tone, sentence] = describe(upload, model);
  const { uploaded } = upload;
  return html`
    <li class="upload" data-tone=${tone}>
      <div class="upload-what">
        <span class="upload-name"><bdi>${escapeName(upload.name)}</bdi></span>
        <span class="upload-project">${upload.projectId}</span>
      </div>
      ${
        uploaded || upload.refusal
          ? nothing
          : html`<progress
              max="1"
              .value=${upload.sent}
              aria-label=${say.upload.progress(Math.floor(upload.sent * 100))}
            ></progress>`
      }
      <p class="upload-state" aria-live="polite">${sentence}</p>
      ${
        uploaded && isSettled(upload)
          ? html`<button
              type="button"
              class="button button-small"
              aria-label=${say.upload.open(upload.name)}
              @click=${() => {
                deeds.showAudience(upload.projectId, uploaded.fileName);
              }}
            >
              ${say.upload.show}
            </button>`
          : nothing
      }
      ${
        upload.waitsLong === true
          ? html`<button type="button" class="button button-small" @click=${deeds.scan}>
              ${say.upload.scanNow}
            </button>`
          : nothing
      }
    </li>
  `;
};

/** What was uploaded with this page, and what has become of it. */
export const uploadList = (model: Model, deeds: Deeds): TemplateResult | typeof nothing =>
  model.uploads.length === 0
    ? nothing
    : html`<ul class="uploads" tabindex="0" aria-label=${model.say.upload.list}>
        ${model.uploads.map((upload) => row(upload, model, deeds))}
      </ul>`;
