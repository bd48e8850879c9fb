import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { SESClient } from '@aws-sdk/client-ses';
import { clientDefaults, createDocumentClient } from '../shared/adapters/clients.ts';
import { createGetProject } from '../shared/adapters/read-projects.ts';
import { metricsNamespace } from '../shared/contract.ts';
import { createListPending } from './adapters/list-pending.ts';
import { createReadPending } from './adapters/read-pending.ts';
import { createRemoveNotices } from './adapters/remove-notices.ts';
import { createSendMail } from './adapters/send-mail.ts';
import { loadEnv } from './env.ts';
import type { MailPorts } from './mail-notices.ts';

export interface Deps {
  ports: Omit<MailPorts, 'isOutOfTime'>;
  logger: Pick<Logger, 'addContext' | 'info' | 'warn' | 'error'>;
  metrics: Pick<Metrics, 'addMetric' | 'publishStoredMetrics'>;
}

export const createDeps = (): Deps => {
  const env = loadEnv();
  const dynamodb = createDocumentClient();
  return {
    logger: new Logger(),
    metrics: new Metrics({ namespace: metricsNamespace }),
    ports: {
      listPending: createListPending(dynamodb, env.audiencesTable),
      readPending: createReadPending(dynamodb, env.audiencesTable),
      removeNotices: createRemoveNotices(dynamodb, env.audiencesTable),
      getProject: createGetProject(dynamodb, env.projectsTable),
      sendMail: createSendMail(new SESClient(clientDefaults), env.senderEmail),
    },
  };
};
