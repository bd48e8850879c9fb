import type { Command } from 'commander';
import { z } from 'zod';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import { email, parsedBy } from '../arguments/arguments.ts';
import type { OnPatient } from '../context.ts';
import { checks } from './checks.ts';
import { type Finding, type Status, tellFinding, type ToldFinding } from './finding.ts';
import type { Patient } from './ports.ts';
import { runChecks } from './run-checks.ts';
import { exitCodes } from '../errors.ts';
import type { Tone } from '../../../lambdas/shared/domain/tones.ts';
import type { Paint } from '../terminal/colors.ts';
import type { DoctorTexts } from '../texts/en/doctor.ts';
import { cliTexts } from '../texts/texts.ts';

const optionsSchema = z.object({ senderEmail: z.string().optional() });

export const addDoctorCommand = (program: Command, onPatient: OnPatient): void => {
  program
    .command('doctor')
    .option('--sender-email <address>', '', parsedBy(email))
    .action(async (options: unknown) => {
      const { senderEmail } = optionsSchema.parse(options);
      await onPatient(async ({ patient, output, say: { doctor: say }, exitWith }) => {
        const settings = { ...patient.settings, ...(senderEmail !== undefined && { senderEmail }) };
        const findings = await runChecks(checks, { ...patient, settings });
        const { region, isLocal, stack } = patient;
        const isDeployed = stack !== undefined;
        const told = findings.map((finding) => tellFinding(finding, cliTexts.en.doctor));
        await output.result({ region, isLocal, isDeployed, findings: told }, ({ paint }) =>
          [
            describeWhere(patient, say),
            ...findings.map((finding) => describeFinding(tellFinding(finding, say), paint)),
            summarize(findings, say),
          ].join('\n'),
        );
        if (findings.some(({ status }) => status === 'missing')) exitWith(exitCodes.failed);
      }, exitCodes.couldNotTell);
    });
};

const describeWhere = (
  { region, isLocal, stack }: Pick<Patient, 'region' | 'isLocal' | 'stack'>,
  say: DoctorTexts,
): string => {
  if (isLocal) return say.ofLocal;
  return stack ? say.ofStack(region) : say.notDeployed(region);
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
  ok: 'good',
  warning: 'warning',
  missing: 'bad',
  unknown: 'warning',
  'not-applicable': undefined,
};

const describeFinding = ({ check, status, what, remedy }: ToldFinding, paint: Paint): string => {
  const tone = tones[status];
  const mark = marks[status].padEnd(9);
  const rest = escapeName(check.padEnd(widest) + what);
  const line = (tone === undefined ? mark : paint(mark, tone)) + rest;
  return remedy === undefined ? line : `${line}\n${' '.repeat(9 + widest)}-> ${escapeName(remedy)}`;
};

const summarize = (findings: readonly Finding[], say: DoctorTexts): string => {
  const count = (status: Status): number =>
    findings.filter((each) => each.status === status).length;
  const found = [
    ...(count('missing') > 0 ? [say.missing(count('missing'))] : []),
    ...(count('warning') > 0 ? [say.warnings(count('warning'))] : []),
    ...(count('unknown') > 0 ? [say.unseen(count('unknown'))] : []),
  ];
  return found.length === 0 ? say.allWell : say.found(found);
};
