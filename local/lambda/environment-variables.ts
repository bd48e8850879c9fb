import { devNull } from 'node:os';
import { credentials } from '../sdk-settings.ts';
import { region } from '../template/physical-names.ts';
import type { FunctionModel } from '../template/stack-model.ts';

/** URLs of what the functions call. `console` takes the calls to any other service, and refuses them. */
export interface ServiceEndpoints {
  s3: string;
  dynamodb: string;
  sqs: string;
  ses: string;
  console: string;
}

/** All that a process needs of this machine; nothing else of the parent's environment is passed on. */
const ofThisMachine = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot'];

/**
 * The variables of a function's process: those that Lambda sets, those that send the SDK to the
 * emulators (it reads them by itself: the product does not know where it runs), and the template's.
 */
export const environmentVariables = (
  model: FunctionModel,
  endpoints: ServiceEndpoints,
): Record<string, string> => ({
  ...Object.fromEntries(
    ofThisMachine.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  ),
  TZ: ':UTC',
  LAMBDA_TASK_ROOT: model.folder,
  _HANDLER: model.handler,
  AWS_EXECUTION_ENV: `AWS_Lambda_${model.runtime}`,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(model.memoryMegabytes),
  AWS_LAMBDA_FUNCTION_NAME: model.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${model.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  // A person's own profile must not leak in, and no call may leave the machine.
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL: endpoints.console,
  AWS_ENDPOINT_URL_S3: endpoints.s3,
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  AWS_ENDPOINT_URL_SQS: endpoints.sqs,
  AWS_ENDPOINT_URL_SES: endpoints.ses,
  AWS_ENDPOINT_URL_SESV2: endpoints.ses,
  ...model.environment,
});
