import type { Language } from '../../../../lambdas/shared/texts/language.ts';
import {
  audienceSchema,
  type ConsoleAudience,
  paths,
  type Refusal,
  type Uploaded,
} from '../../api.ts';
import { askServer } from '../ask-server.ts';
import { sendFile } from './send-file.ts';

/** A file that somebody has uploaded, and what has become of it. */
export interface Upload {
  projectId: string;
  /** as the file is called where it came from */
  name: string;
  /** part that is sent, from 0 to 1 */
  sent: number;
  refusal?: Refusal | 'unreachable';
  uploaded?: Uploaded;
  audience?: ConsoleAudience;
  /** nobody has seen the file for a while: perhaps S3 tells nobody of it */
  waitsLong?: boolean;
}

/** Nothing more will become of it by itself. */
export const isSettled = ({ refusal, uploaded, audience }: Upload): boolean =>
  refusal !== undefined ||
  (uploaded !== undefined &&
    audience?.etag === uploaded.etag &&
    audience.status !== 'importing' &&
    audience.status !== 'being-written');

/** Quickly at first, when most is over soon. */
const pauseMs = (looks: number): number => (looks < 80 ? 250 : 2_000);

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const looksUntilLong = 8;

const kept = 20;

export interface Uploads {
  /** the newest first */
  list: () => readonly Upload[];
  add: (projectId: string, files: readonly File[]) => void;
}

interface UploadListeners {
  language: () => Language;
  onChange: () => void;
  /** an audience has become what it will be */
  onSettled: () => void;
}

export const createUploads = ({ language, onChange, onSettled }: UploadListeners): Uploads => {
  const uploads: Upload[] = [];

  const follow = async (upload: Upload, { fileName, etag }: Uploaded): Promise<void> => {
    for (let looks = 0; !isSettled(upload) && uploads.includes(upload); looks += 1) {
      if (looks > 0) await pause(pauseMs(looks));
      try {
        const path = paths.audience(upload.projectId, fileName, language());
        upload.audience = await askServer(path, audienceSchema);
        upload.waitsLong = upload.audience.etag !== etag && looks >= looksUntilLong;
        onChange();
      } catch {
        // The page says that the stack does not answer; it may come back.
      }
    }
  };

  const run = async (upload: Upload, file: File): Promise<void> => {
    const sent = await sendFile(upload.projectId, file, (part) => {
      upload.sent = part;
      onChange();
    });
    if (sent === 'unreachable' || 'refusal' in sent) upload.refusal = sent;
    else {
      upload.uploaded = sent;
      onChange();
      await follow(upload, sent);
      onSettled();
    }
    onChange();
  };

  return {
    list: () => uploads,
    add: (projectId, files) => {
      for (const file of files) {
        const upload: Upload = { projectId, name: file.name, sent: 0 };
        uploads.unshift(upload);
        void run(upload, file);
      }
      uploads.length = Math.min(uploads.length, kept);
      onChange();
    },
  };
};
