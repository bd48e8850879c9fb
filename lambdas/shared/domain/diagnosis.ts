import { z } from 'zod';
import { clipText } from './clip-text.ts';
import { storedExplanationSchema } from './explanation.ts';

/** Of what an import found out about IDs that nobody has; more would hide what matters most. */
export const mostFindings = 3;

const mostKindBytes = 40;
const mostExampleBytes = 60;
export const mostSentenceBytes = 300;

export const findingSchema = z.object({
  /** machine-readable, see docs/diagnosis.md */
  kind: z.string(),
  /** of the unregistered IDs that were looked at, 0 to 1 */
  share: z.number(),
  /** one of them, clipped */
  example: z.string().optional(),
  /** for people: what was seen in how many of them, where it comes from, what to change; clipped */
  sentence: z.string(),
  /** the same as values, for other languages than English; what earlier releases have written has none */
  explanation: storedExplanationSchema.optional(),
});
export type Finding = z.infer<typeof findingSchema>;

/** Why IDs of a file belong to nobody, as far as a sample of them tells. */
export const diagnosisSchema = z.object({
  /** what explains most first */
  findings: z.array(findingSchema),
  /** unregistered IDs that were looked at */
  sampled: z.number(),
  /** how many of these were looked up in a mended form; absent when none was, or not to the end */
  lookedUp: z.number().optional(),
  /** how many of those belong to a user in that form */
  wouldBeMembers: z.number().optional(),
  /** read units that looking them up took; the record's `readUnits` has them, too */
  readUnits: z.number().optional(),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;

/** As others see it: in English, without the values that our own texts are made of. */
export const diagnosisViewSchema = diagnosisSchema.extend({
  findings: z.array(findingSchema.omit({ explanation: true })),
});
export type DiagnosisView = z.infer<typeof diagnosisViewSchema>;

export const viewDiagnosis = ({ findings, ...rest }: Diagnosis): DiagnosisView => ({
  ...rest,
  findings: findings.map(({ kind, share, example, sentence }) => ({
    kind,
    share,
    ...(example !== undefined && { example }),
    sentence,
  })),
});

/** Kind of the finding that the file before had fewer such IDs. */
export const moreUnregistered = 'more-unregistered';

/** Of the IDs that were looked at; less is no reason why there are many more than before. */
const leastShareToTell = 0.2;

/** Whether many more IDs than before are nobody's, and it is known why. */
export const explainsRise = ({ findings }: Diagnosis): boolean =>
  findings.some(({ kind }) => kind === moreUnregistered) &&
  findings.some(({ kind, share }) => kind !== moreUnregistered && share >= leastShareToTell);

/** As it is stored: its size is bounded, whatever stands in the file. */
export const boundDiagnosis = ({ findings, ...rest }: Diagnosis): Diagnosis => ({
  ...rest,
  findings: findings
    .slice(0, mostFindings)
    .map(({ kind, share, example, sentence, explanation }) => ({
      kind: clipText(kind, mostKindBytes),
      share: Math.round(share * 1000) / 1000,
      ...(example !== undefined && { example: clipText(example, mostExampleBytes) }),
      sentence: clipText(sentence, mostSentenceBytes),
      ...(explanation && { explanation }),
    })),
});
