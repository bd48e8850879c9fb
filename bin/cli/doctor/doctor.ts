import type { Command } from 'commander';
import { z } from 'zod';
import { countOf } from '../../../lambdas/shared/domain/count-of.ts';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import { parsedBy } from '../arguments/arguments.ts';
import type { OnPatient } from '../context.ts';
import { checks } from './checks.ts';
import type { Finding, Status } from './finding.ts';
import { runChecks } from './run-checks.ts';
import { exitCodes } from '../errors.ts';
import type { Paint, Tone } from '../terminal/colors.ts';

const optionsSchema = z.object({ senderEmail: z.string().optional() });

export const addDoctorCommand = (program: Command, onPatient: OnPatient): void => {
  program
    .command('doctor')
    .option('--sender-email <address>', '', parsedBy(z.email('an e-mail address')))
    .action(async (options: unknown) => {
      const { senderEmail } = optionsSchema.parse(options);
      await onPatient(async ({ patient, output, exitWith }) => {
        const settings = { ...patient.settings, ...(senderEmail !== undefined && { senderEmail }) };
        const findings = await runChecks(checks, { ...patient, settings });
        const { region, isLocal, stack } = patient;
        const isDeployed = stack !== undefined;
        await output.result({ region, isLocal, isDeployed, findings }, ({ paint }) =>
          [
            describeWhere(patient),
            ...findings.map((finding) => describeFinding(finding, paint)),
            summarize(findings),
          ].join('\n'),
        );
        if (findings.some(({ status }) => status === 'missing')) exitWith(exitCodes.failed);
      });
    });
};

const describeWhere = ({
  region,
  isLocal,
  stack,
}: {
  region: string;
  isLocal: boolean;
  stack: unknown;
}): string => {
  if (isLocal) return 'The local stack:';
  return stack ? `The stack in ${region}:` : `Nothing is deployed in ${region} yet:`;
};

const marks: Readonly<Record<Status, string>> = {
  ok: 'ok',
  warning: 'warning',
  missing: 'MISSING',
  unknown: 'unknown',
  'not-applicable': '-',
};

const widest = Math.max(...checks.map(({ name }) => name.length)) + 2;

const tones: Readonly<Record<Status, Tone | undefined>> = {
  ...{ ok: 'good', warning: 'warning', missing: 'bad', unknown: 'warning' },
  'not-applicable': undefined,
};

const describeFinding = ({ check, status, what, remedy }: Finding, paint: Paint): string => {
  const tone = tones[status];
  const mark = marks[status].padEnd(9);
  const rest = escapeName(check.padEnd(widest) + what);
  const line = (tone === undefined ? mark : paint(mark, tone)) + rest;
  return remedy === undefined ? line : `${line}\n${' '.repeat(9 + widest)}-> ${escapeName(remedy)}`;
};

const summarize = (findings: readonly Finding[]): string => {
  const count = (status: Status): number =>
    findings.filter((each) => each.status === status).length;
  const found = [
    ...(count('missing') > 0 ? [`${count('missing')} missing`] : []),
    ...(count('warning') > 0 ? [countOf(count('warning'), 'warning')] : []),
    ...(count('unknown') > 0 ? [`${count('unknown')} could not be seen`] : []),
  ];
  return found.length === 0 ? 'All is well.' : `${found.join(', ')}.`;
};
