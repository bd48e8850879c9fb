import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { GetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { GetProject } from '../../../lambdas/shared/adapters/read-projects.ts';
import { defaultLanguage, languageOf } from '../../../lambdas/shared/texts/language.ts';
import type { Refusal } from '../api.ts';
import { followAudience } from './follow-audience.ts';
import { pageFiles } from './page-files.ts';
import { readMails } from './read-mails.ts';
import { readState, type ShownStack } from './read-state.ts';
import { uploadFile } from './upload-file.ts';

/** What uploads and what becomes of them are read from. */
export interface Contents {
  s3: S3Client;
  bucket: string;
  getProject: GetProject;
  getAudienceItem: GetAudienceItem;
}

const statusOf: Readonly<Record<Refusal['refusal'], 404 | 411 | 413 | 422>> = {
  'no-project': 404,
  suffix: 422,
  'too-large': 413,
  'no-length': 411,
  bucket: 422,
};

/** Nothing that a function or a mail says may run or load anything, whatever the page's sanitiser thinks of it. */
const onlyFromHere = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    // Widgets and mails bring styles of their own.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
  // The page is served without TLS, and only on this machine.
  strictTransportSecurity: false,
});

const bodyOf = (body: Context['req']['raw']['body']): Readable =>
  body === null ? Readable.from([]) : Readable.from(body);

/** The page for a person, and what it asks for. */
export const createConsole = (shown: ShownStack, contents: Contents | undefined): Hono => {
  const app = new Hono();
  app.get('/', onlyFromHere, async (context) => context.html((await pageFiles()).html));
  app.get('/console/page.js', async (context) =>
    context.body((await pageFiles()).script, 200, {
      'content-type': 'text/javascript; charset=utf-8',
    }),
  );
  app.get('/console/page.css', async (context) =>
    context.body((await pageFiles()).style, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  app.get('/console/icon.svg', async (context) =>
    context.body((await pageFiles()).icon, 200, { 'content-type': 'image/svg+xml' }),
  );

  app.get('/console/state', async (context) => context.json(await readState(shown)));
  app.get('/console/mails/:id', async (context) => {
    const id = context.req.param('id');
    const mail = (await readMails(shown.endpoints.ses)).find((each) => each.id === id);
    return mail ? context.json(mail) : context.json({ message: `no mail ${id}` }, 404);
  });
  if (!contents) return app;
  app.get('/console/projects/:project/audiences/:file', async (context) => {
    const { project, file } = context.req.param();
    const language = languageOf(context.req.query('lang') ?? '') ?? defaultLanguage;
    const { getAudienceItem } = contents;
    const key = { projectId: project, fileName: file };
    return context.json(await followAudience(key, language, getAudienceItem));
  });
  app.put('/console/projects/:project/files/:name', async (context) => {
    const { project, name } = context.req.param();
    const length = context.req.header('content-length');
    const result = await uploadFile(
      {
        projectId: project,
        objectName: name,
        body: bodyOf(context.req.raw.body),
        bytes: length === undefined ? undefined : Number(length),
      },
      contents,
    );
    return 'refusal' in result
      ? context.json(result, statusOf[result.refusal])
      : context.json(result, 201);
  });
  return app;
};
