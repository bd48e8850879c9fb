import { z } from 'zod';

/** What the emulators' process is told first. */
export const settingsSchema = z.object({
  bucket: z.string(),
  /** folder that holds the bucket's objects */
  directory: z.string(),
  /** folder in which DynamoDB keeps its tables, which is there; in memory if it is not given */
  tables: z.string().optional(),
  /** jar of the engine that takes dynalite's place */
  officialDynamodb: z.string().optional(),
  /** units a second that each table takes; no limit if it is not given */
  throttle: z.object({ read: z.number(), write: z.number() }).optional(),
  /** who gets an address of the bucket of their own, with these rights and no other */
  writer: z.object({ prefix: z.string(), actions: z.array(z.string()).readonly() }).optional(),
  /** whether it is told what becomes of the bucket's objects */
  tellsObjects: z.boolean(),
  /** 0: any */
  ports: z.object({
    s3: z.number(),
    dynamodb: z.number(),
    sqs: z.number(),
    ses: z.number(),
    writer: z.number(),
  }),
});
export type EmulatorSettings = z.infer<typeof settingsSchema>;

const endpointsSchema = z.object({
  s3: z.string(),
  dynamodb: z.string(),
  sqs: z.string(),
  ses: z.string(),
  /** of the bucket, for a writer */
  writer: z.string().optional(),
});
export type EmulatorEndpoints = z.infer<typeof endpointsSchema>;

/** What it reports: once that all of them listen, and what becomes of the bucket's objects. */
export const reportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), endpoints: endpointsSchema }),
  z.object({
    type: z.literal('object'),
    change: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('created'), key: z.string(), size: z.number(), etag: z.string() }),
      z.object({ kind: z.literal('removed'), key: z.string() }),
    ]),
  }),
  z.object({ type: z.literal('trouble'), message: z.string() }),
]);
export type Report = z.infer<typeof reportSchema>;
