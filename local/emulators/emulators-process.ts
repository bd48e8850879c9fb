import { once } from 'node:events';
import { whyRefused } from '../other-sites.ts';
import { startS3 } from '../s3/index.ts';
import { liveAndDieWithParent } from '../live-and-die-with-parent.ts';
import { host } from '../ports.ts';
import { startDynamodb } from './dynamodb.ts';
import type { Emulator } from './emulator.ts';
import { startOfficialDynamodb } from './official/start-dynamodb.ts';
import { type Report, settingsSchema } from './messages.ts';
import { startSes } from './ses.ts';
import { startSqs } from './sqs.ts';
import { startThrottled } from './throttled/start-throttled.ts';

// Entry point of the emulators' process: one message with the settings, and one back when all of them listen.
liveAndDieWithParent();

const messages: unknown[] = await once(process, 'message');
const { bucket, directory, tables, officialDynamodb, throttle, writer, tellsObjects, ports } =
  settingsSchema.parse(messages[0]);
const report = (message: Report): void => {
  process.send?.(message);
};
const crash = (error: Error): void => {
  console.error(error.message);
  process.exit(1);
};

const startEngine = (port: number): Promise<Emulator> =>
  officialDynamodb === undefined
    ? startDynamodb(port, tables)
    : startOfficialDynamodb(port, officialDynamodb, crash, console.log, tables);

/** With limits, clients talk to what stands before the engine, which gets any port. */
const startLimited = async (): Promise<Emulator> => {
  if (!throttle) return startEngine(ports.dynamodb);
  const engine = await startEngine(0);
  const front = await startThrottled(ports.dynamodb, engine.url, throttle);
  return { url: front.url, close: () => Promise.all([front.close(), engine.close()]) };
};

const [s3, dynamodb, sqs, ses] = await Promise.all([
  startS3({
    directory,
    bucket,
    port: ports.s3,
    host,
    refuse: whyRefused,
    guest: writer && { port: ports.writer, rights: writer },
    events: tellsObjects
      ? {
          onChange: (change) => {
            report({ type: 'object', change });
          },
          onTrouble: (error, key) => {
            const what = key ?? "The bucket's folder";
            report({ type: 'trouble', message: `${what} is not watched: ${String(error)}` });
          },
        }
      : undefined,
  }),
  startLimited(),
  startSqs(ports.sqs),
  startSes(ports.ses),
]);

process.on('SIGTERM', () => {
  void Promise.all([s3, dynamodb, sqs, ses].map((emulator) => emulator.close())).finally(() =>
    process.exit(),
  );
});

report({
  type: 'ready',
  endpoints: {
    s3: s3.url,
    dynamodb: dynamodb.url,
    sqs: sqs.url,
    ses: ses.url,
    writer: s3.guestUrl,
  },
});
