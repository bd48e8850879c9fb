import { startS3 } from '../s3/index.ts';
import { liveAndDieWithParent } from '../live-and-die-with-parent.ts';
import { host } from '../ports.ts';
import { startDynamodb } from './dynamodb.ts';
import { startOfficialDynamodb } from './official/start-dynamodb.ts';
import { settingsSchema } from './messages.ts';
import { startSes } from './ses.ts';
import { startSqs } from './sqs.ts';

// Entry point of the emulators' process: one JSON argument, one message when all of them listen.
liveAndDieWithParent();

const { bucket, directory, officialDynamodb, ports } = settingsSchema.parse(
  JSON.parse(process.argv[2] ?? ''),
);
const crash = (error: Error): void => {
  console.error(error.message);
  process.exit(1);
};

const [s3, dynamodb, sqs, ses] = await Promise.all([
  startS3({ directory, bucket, port: ports.s3, host }),
  officialDynamodb === undefined
    ? startDynamodb(ports.dynamodb)
    : startOfficialDynamodb(ports.dynamodb, officialDynamodb, crash),
  startSqs(ports.sqs),
  startSes(ports.ses),
]);

process.on('SIGTERM', () => {
  void Promise.all([s3, dynamodb, sqs, ses].map((emulator) => emulator.close())).finally(() =>
    process.exit(),
  );
});

process.send?.({
  type: 'ready',
  endpoints: { s3: s3.url, dynamodb: dynamodb.url, sqs: sqs.url, ses: ses.url },
});
