import { viewAudienceDetails } from '../../lambdas/shared/domain/audience-view.ts';
import { ignoredReasons } from '../../lambdas/shared/domain/ignored-objects.ts';
import type { Project } from '../../lambdas/shared/domain/project.ts';
import { explainStored } from '../../lambdas/shared/texts/explain-stored.ts';
import { aboutFile } from '../../lambdas/shared/texts/explain.ts';
import { ignored } from '../../lambdas/shared/texts/en/ignored.ts';
import type { MailLine } from '../console/api.ts';
import type { OpenContents } from '../console/server/open-contents.ts';
import type { Print } from '../ready-message.ts';
import type { ObjectChange } from '../s3/index.ts';
import { describeImport } from './describe-import.ts';
import { describeObject } from './describe-object.ts';
import { type LogLine, readLogLine } from './log-line.ts';

export interface TellerPorts extends Pick<
  OpenContents,
  'listProjects' | 'getAudienceItem' | 'getIgnored'
> {
  /** all that were sent, in any order; undefined: another emulator has them */
  listMails: (() => Promise<readonly MailLine[]>) | undefined;
  now: () => number;
  print: Print;
}

/** Says what the stack does while it does it: a line for each import that ends, each mail, each file that is ignored. */
export interface Teller {
  /** what a function has logged */
  hearLog: (line: string) => void;
  hearObject: (change: ObjectChange) => void;
  /** all that was heard is told */
  settled: () => Promise<void>;
}

/** Many files come at once, and projects do not. */
const projectsStayMs = 1_000;

export const createTeller = ({
  listProjects,
  getAudienceItem,
  getIgnored,
  listMails,
  now,
  print,
}: TellerPorts): Teller => {
  const say = (text: string): void => {
    print(`${new Date(now()).toTimeString().slice(0, 8)}  ${text}`);
  };
  const toldMails = new Set<string>();
  /** objects and folders by what is said of them */
  const remarked = new Map<string, string>();
  const toldIgnored = new Map<string, string>();

  const known: { projects: Project[]; at: number } = { projects: [], at: -Infinity };
  const projects = async (): Promise<readonly Project[]> => {
    if (now() - known.at < projectsStayMs) return known.projects;
    known.projects = [];
    for await (const project of listProjects())
      if (project.deletedAt === undefined) known.projects.push(project);
    known.at = now();
    return known.projects;
  };

  const reasonOf = async (projectId: string, fileName: string): Promise<string | undefined> => {
    const item = await getAudienceItem(projectId, fileName);
    if (!item) return undefined;
    const { message } = viewAudienceDetails(item, now());
    return message === null
      ? undefined
      : explainStored('en', item.outcome?.explanation, message, aboutFile(projectId, fileName));
  };

  const tellMails = async (sent: number): Promise<void> => {
    if (sent === 0) return;
    if (!listMails) {
      say(`${sent} ${sent === 1 ? 'mail was' : 'mails were'} sent`);
      return;
    }
    const mails = (await listMails()).filter(({ id }) => !toldMails.has(id));
    for (const { id, to, subject } of mails.toSorted((one, other) => one.at - other.at)) {
      toldMails.add(id);
      say(`mail to ${to.join(', ')}: ${subject}`);
    }
  };

  /** Where nobody tells of objects, only the scanner knows of them. */
  const tellIgnored = async (projectId: string, path: string): Promise<void> => {
    const found = await getIgnored(projectId);
    for (const reason of ignoredReasons) {
      const { count, examples } = found?.reasons[reason] ?? { count: 0, examples: [] };
      const names = ignored.examples(count, examples);
      const about = `${projectId} ${reason}`;
      if (count === 0 || toldIgnored.get(about) === names) continue;
      toldIgnored.set(about, names);
      if (count === examples.length && examples.every((name) => remarked.has(path + name)))
        continue;
      say(`${projectId}: ${ignored.objects(reason, count, examples)}`);
    }
  };

  const tell = async (line: LogLine): Promise<void> => {
    switch (line.message) {
      case 'import ended': {
        const { projectId, fileName, failure } = line;
        const text = describeImport(line, failure && (await reasonOf(projectId, fileName)));
        if (text !== undefined) say(`${projectId}/${fileName}  ${text}`);
        return;
      }
      case 'dead letter done with': {
        const { projectId, fileName } = line;
        const reason = await reasonOf(projectId, fileName);
        if (reason !== undefined) say(`${projectId}/${fileName}  given up: ${reason}`);
        return;
      }
      case 'mailed':
        await tellMails(line.mailsSent);
        return;
      case 'scanned':
        for (const { projectId, ignored: count } of line.projects) {
          if (count === 0) continue;
          const project = (await projects()).find((each) => each.projectId === projectId);
          if (project) await tellIgnored(projectId, project.path);
        }
    }
  };

  const tellObject = async (change: ObjectChange): Promise<void> => {
    if (change.kind === 'removed') {
      remarked.delete(change.key);
      return;
    }
    const remark = describeObject(change, await projects());
    if (!remark || remarked.get(remark.about) === remark.text) return;
    remarked.set(remark.about, remark.text);
    say(`${change.key}  ${remark.text}`);
  };

  let telling = Promise.resolve();
  const next = (what: () => Promise<void>): void => {
    telling = telling.then(what).catch((error: unknown) => {
      say(
        `What happened cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  };
  return {
    hearLog: (text) => {
      const line = readLogLine(text);
      if (line) next(() => tell(line));
    },
    hearObject: (change) => {
      next(() => tellObject(change));
    },
    settled: async () => {
      await telling;
    },
  };
};
