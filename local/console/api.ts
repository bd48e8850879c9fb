/** What the console's page and its server say to each other. Nothing here is of this process or of the browser. */
import { z } from 'zod';
import { scanSummarySchema } from '../../lambdas/shared/contract.ts';
import { audienceStatuses } from '../../lambdas/shared/domain/audience-status.ts';

/** URL paths of the console. */
export const paths = {
  state: '/console/state',
  mail: (id: string): string => `/console/mails/${encodeURIComponent(id)}`,
  file: (projectId: string, objectName: string): string =>
    `/console/projects/${projectId}/files/${encodeURIComponent(objectName)}`,
  audience: (projectId: string, fileName: string, language: string): string =>
    `/console/projects/${projectId}/audiences/${encodeURIComponent(fileName)}?lang=${language}`,
  invoke: (nameOrArn: string): string =>
    `/2015-03-31/functions/${encodeURIComponent(nameOrArn)}/invocations`,
} as const;

/** milliseconds since 1970 */
const time = z.number();

const projectSchema = z.object({ projectId: z.string(), path: z.string(), paused: z.boolean() });
export type ConsoleProject = z.infer<typeof projectSchema>;

/** One run of the scanner. */
const scanSchema = z.object({
  at: time,
  milliseconds: z.number(),
  summary: scanSummarySchema.nullable(),
  /** why there is no summary */
  error: z.string().nullable(),
});
export type Scan = z.infer<typeof scanSchema>;

const mailLineSchema = z.object({
  id: z.string(),
  at: time,
  to: z.array(z.string()),
  subject: z.string(),
});
export type MailLine = z.infer<typeof mailLineSchema>;

export const mailSchema = mailLineSchema.extend({
  text: z.string().nullable(),
  html: z.string().nullable(),
});
export type Mail = z.infer<typeof mailSchema>;

const functionSchema = z.object({
  name: z.string(),
  timeoutSeconds: z.number(),
  memoryMegabytes: z.number(),
  running: z.number(),
  started: z.number(),
  failed: z.number(),
});

const queueSchema = z.object({ name: z.string(), waiting: z.number(), inFlight: z.number() });

/** All that the page shows beside the widget; `GET /console/state`. */
export const stateSchema = z.object({
  /** of the stack */
  name: z.string(),
  version: z.string().nullable(),
  /** how the operator's command is called for this stack */
  command: z.string(),
  /** ARN of the function that the widget shows; null: the stack has none */
  screen: z.string().nullable(),
  /** name of the function */
  scanner: z.string().nullable(),
  /** by name; deleted ones are left out */
  projects: z.array(projectSchema),
  /** the newest first */
  scans: z.array(scanSchema),
  /** the newest first; null: another emulator has them */
  mails: z.array(mailLineSchema).nullable(),
  endpoints: z.record(z.string(), z.string()),
  functions: z.array(functionSchema),
  queues: z.array(queueSchema),
  outputs: z.record(z.string(), z.string()),
});
export type ConsoleState = z.infer<typeof stateSchema>;

/** What has become of a file: `GET` of `paths.audience`. */
export const audienceSchema = z.object({
  /** null: the scanner has not seen the file yet */
  status: z.enum(audienceStatuses).nullable(),
  /** of the file as it was seen last */
  etag: z.string().nullable(),
  members: z.number().nullable(),
  /** the cause as a sentence, in the language that was asked for */
  message: z.string().nullable(),
});
export type ConsoleAudience = z.infer<typeof audienceSchema>;

/** A file that the bucket has taken: the answer to a `PUT` of `paths.file`. */
export const uploadedSchema = z.object({ fileName: z.string(), etag: z.string() });
export type Uploaded = z.infer<typeof uploadedSchema>;

/** Why a file was not taken. */
export const refusals = ['no-project', 'suffix', 'too-large', 'no-length', 'bucket'] as const;
export const refusalSchema = z.object({
  refusal: z.enum(refusals),
  /** what the bucket said */
  message: z.string().optional(),
});
export type Refusal = z.infer<typeof refusalSchema>;
