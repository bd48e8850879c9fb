import { stackOutputs } from '../../../lambdas/shared/contract.ts';
import type { ListProjects } from '../../../lambdas/shared/adapters/read-projects.ts';
import type { EmulatorEndpoints } from '../../emulators/messages.ts';
import type { StackStatus } from '../../status.ts';
import type { StackModel } from '../../template/stack-model.ts';
import type { ConsoleProject, ConsoleState } from '../api.ts';
import { readMails } from './read-mails.ts';
import type { ScanLog } from './scan-log.ts';

export interface ShownStack {
  name: string;
  stack: StackModel;
  endpoints: EmulatorEndpoints & { lambda: string };
  /** how the operator's command is called for this stack */
  command: string;
  /** by the embedded SES; another emulator keeps them elsewhere */
  keepsMails: boolean;
  status: () => Promise<StackStatus>;
  scans: Pick<ScanLog, 'list'>;
  /** undefined: the template has no table of them */
  listProjects: ListProjects | undefined;
}

const readProjects = async (listProjects: ListProjects | undefined): Promise<ConsoleProject[]> => {
  const projects: ConsoleProject[] = [];
  for await (const { projectId, path, paused, deletedAt } of listProjects?.() ?? [])
    if (deletedAt === undefined) projects.push({ projectId, path, paused });
  return projects.sort((one, other) => one.projectId.localeCompare(other.projectId));
};

const linesOf = async (ses: string): Promise<ConsoleState['mails']> =>
  (await readMails(ses)).map(({ id, at, to, subject }) => ({ id, at, to, subject }));

/** What the page shows beside the widget. */
export const readState = async (shown: ShownStack): Promise<ConsoleState> => {
  const { name, stack, endpoints, command, keepsMails, scans } = shown;
  const [status, projects, mails] = await Promise.all([
    shown.status(),
    readProjects(shown.listProjects),
    keepsMails ? linesOf(endpoints.ses) : null,
  ]);
  const functionOf = (output: string) =>
    stack.functions.find((model) => model.name === stack.outputs[output]);
  return {
    name,
    command,
    projects,
    mails,
    scans: [...scans.list()],
    version: stack.outputs[stackOutputs.version] ?? null,
    screen: functionOf('ScreenFunctionName')?.arn ?? null,
    scanner: functionOf(stackOutputs.scannerFunction)?.name ?? null,
    endpoints: Object.fromEntries(
      Object.entries(endpoints).flatMap(([service, url]) =>
        url === undefined ? [] : [[service, url]],
      ),
    ),
    functions: stack.functions.map((model) => ({
      name: model.name,
      timeoutSeconds: model.timeoutSeconds,
      memoryMegabytes: model.memoryMegabytes,
      ...(status.functions[model.name] ?? { running: 0, started: 0, failed: 0 }),
    })),
    queues: Object.entries(status.queues).map(([queue, { visible, delayed, inFlight }]) => ({
      name: queue,
      waiting: visible + delayed,
      inFlight,
    })),
    outputs: stack.outputs,
  };
};
