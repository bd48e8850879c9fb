import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { writerPrefix } from '../lib/writers-schema.ts';
import { dynamodbEngines } from './emulators/dynamodb-engines.ts';
import { refuseTakenByNpm } from './taken-by-npm.ts';
import { usualStateFolder } from './state-folder.ts';
import type { Units } from './throttling/limits.ts';

const never = 'never';

const startOptionsSchema = z.object({
  inbox: z.string().optional(),
  empty: z.boolean().default(false),
  /** milliseconds, or never; as in the template if it is not given */
  every: z.union([z.number(), z.literal(never)]).optional(),
  once: z.boolean().default(false),
  state: z.string().default(usualStateFolder),
  /** whether projects, users and audiences stay in the state folder when the stack ends */
  keeps: z.boolean(),
  /** whether what an earlier stack has kept is thrown away first */
  fresh: z.boolean().default(false),
  assembly: z.string().optional(),
  context: z.record(z.string(), z.unknown()).default({}),
  dynamodb: z.enum(dynamodbEngines).default('dynalite'),
  /** URL of an emulator that runs already; embedded ones if it is not given */
  endpoint: z.string().optional(),
  /** path that a writer may put files under, who gets a port of its own */
  asWriter: z.string().optional(),
  /** what that writer may do besides */
  writerMay: z.array(z.enum(['readBack', 'list'])).default([]),
  /** units a second that each table takes; no limit if it is not given */
  throttle: z.object({ read: z.number(), write: z.number() }).optional(),
});
export type StartOptions = z.infer<typeof startOptionsSchema>;

const milliseconds = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

/** `10m`, `30s`, `1h` in milliseconds, or `never`. */
export const parseEvery = (text: string): number | typeof never => {
  if (text === never) return never;
  const [, count, unit] = /^([1-9]\d*)([a-z])$/.exec(text) ?? [];
  const length = milliseconds.get(unit ?? '');
  if (length === undefined)
    throw new InvalidArgumentError('Give a number and s, m or h (30s, 10m), or never.');
  return Number(count) * length;
};

/** `http://127.0.0.1:4566`: scheme, host and port, and nothing else. */
export const parseEndpoint = (text: string): string => {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw new InvalidArgumentError('Give a URL like http://127.0.0.1:4566.');
  // By a name, the functions would ask for the bucket as a part of it, as in inbox.localhost.
  if (url.hostname === 'localhost') url.hostname = '127.0.0.1';
  return url.origin;
};

const throttleSchema = z
  .string()
  .regex(/^[1-9]\d*,[1-9]\d*$/)
  .transform((text) => text.split(',').map(Number))
  .pipe(z.tuple([z.int(), z.int()]));

/** `400,100`: read and write units a second. */
export const parseThrottle = (text: string): Units => {
  const { data } = throttleSchema.safeParse(text);
  if (!data)
    throw new InvalidArgumentError(
      'Give read and write units a second that each table takes, as 400,100.',
    );
  const [read, write] = data;
  return { read, write };
};

/** `shop/`, as the setting `prefix` of a writer. */
const parsePrefix = (text: string): string => {
  const { data, error } = writerPrefix.safeParse(text);
  if (error)
    throw new InvalidArgumentError(`Give ${error.issues.map(({ message }) => message).join()}.`);
  return data;
};

const parseContext = (text: string): Record<string, unknown> => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw new InvalidArgumentError('Give a JSON object.');
  }
};

/**
 * Ends the process with a message and status 2 if the command line is wrong.
 *
 * @param environment npm's variables, which tell what npm has taken from the command line
 */
export const parseArguments = (
  argv: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): StartOptions => {
  const program = new Command('npm start --')
    .description(
      'Runs the whole stack on this machine, as its CloudFormation template describes it.',
    )
    .option(
      '--inbox <dir>',
      'this folder is the content of the bucket; nothing in it is deleted, and it is created if it is not there',
    )
    .option('--empty', 'without the sample project')
    .option('--every <time>', 'how often the rules fire: 10m, 30s, never', parseEvery)
    .option('--once', 'exit when nothing is left to do: 0 if all went well')
    .option(
      '--state <dir>',
      'keep projects, users, audiences and files in this folder, and go on with what it has kept; on free ports. ' +
        `Without it every start begins with nothing, in ${usualStateFolder}`,
    )
    .option('--fresh', 'with --state: throw away what the folder has kept')
    .option('--assembly <dir>', 'run what was synthesized before, as by "npm run synth"')
    .option(
      '--context <json>',
      'settings of the CDK app, as {"functionTimeoutSeconds":20}',
      parseContext,
    )
    .addOption(
      new Option(
        '--endpoint <url>',
        'an emulator of S3, DynamoDB, SQS and SES that runs there, instead of the embedded ones',
      )
        .argParser(parseEndpoint)
        .conflicts(['inbox', 'dynamodb', 'asWriter']),
    )
    .addOption(
      new Option('--dynamodb <engine>', "official: AWS's own, which has to be installed").choices(
        dynamodbEngines,
      ),
    )
    .option(
      '--throttle <read,write>',
      'units a second that each table takes; beyond it calls are refused as AWS does',
      parseThrottle,
    )
    .option(
      '--as-writer <prefix>',
      'a second S3 port, which takes what a writer of this prefix may do, and answers 403 to the rest',
      parsePrefix,
    )
    .addOption(
      new Option(
        '--writer-may <rights...>',
        'what that writer may do besides, as its settings say',
      ).choices(['readBack', 'list']),
    )
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  refuseTakenByNpm(program, environment);
  const options = program.parse(argv).opts();
  // An emulator that runs already keeps what it has by itself.
  const keeps = options.state !== undefined && options.endpoint === undefined;
  return startOptionsSchema.parse({ ...options, keeps });
};
