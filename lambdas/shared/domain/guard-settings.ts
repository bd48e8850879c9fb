import { z } from 'zod';
import { maxFileBytes } from '../contract.ts';
import type { GuardSettings } from './guard.ts';

/** More than 100 % cannot be lost. */
export const maxShrinkSchema = z.number().int().min(0).max(99);
/** In a file, an ID takes two bytes at least, with the end of its line. */
export const minMembersSchema = z
  .number()
  .int()
  .min(1)
  .max(maxFileBytes / 2);
/** A thousand times as many: more than that is rather meant as `off`. */
export const maxGrowthSchema = z.number().int().min(0).max(100_000);

/** What a project says of versions that surprise: attributes of its item. */
export const guardShape = {
  /** whether a version is held that would leave nobody where somebody was; absent: yes */
  holdWhenEmpty: z.boolean().optional(),
  /** percent: a version with fewer members than the live one by more than that is held; absent: none is for that */
  maxShrink: maxShrinkSchema.optional(),
  /** a version with fewer members is held, also a first one; absent: none is for that */
  minMembers: minMembersSchema.optional(),
  /** percent: a version with more members than the live one by more than that is held; absent: none is for that */
  maxGrowth: maxGrowthSchema.optional(),
  /** whether the first version of an audience is held; absent: no */
  holdFirst: z.boolean().optional(),
};

/** The same of one audience, in place of its project's. Absent: as the project says; null: off, whatever the project says. */
export const ownGuardSchema = z.object({
  holdWhenEmpty: guardShape.holdWhenEmpty,
  maxShrink: maxShrinkSchema.nullable().optional(),
  minMembers: minMembersSchema.nullable().optional(),
  maxGrowth: maxGrowthSchema.nullable().optional(),
  holdFirst: guardShape.holdFirst,
});
export type OwnGuard = z.infer<typeof ownGuardSchema>;

export const guardNames = ownGuardSchema.keyof().options;
export type GuardName = (typeof guardNames)[number];

/** What counts for an audience. */
export const mergeGuard = (project: GuardSettings, own: OwnGuard = {}): GuardSettings => {
  const choose = <T>(ofAudience: T | null | undefined, ofProject: T | undefined): T | undefined =>
    ofAudience === undefined ? ofProject : (ofAudience ?? undefined);
  return {
    holdWhenEmpty: choose(own.holdWhenEmpty, project.holdWhenEmpty),
    maxShrink: choose(own.maxShrink, project.maxShrink),
    minMembers: choose(own.minMembers, project.minMembers),
    maxGrowth: choose(own.maxGrowth, project.maxGrowth),
    holdFirst: choose(own.holdFirst, project.holdFirst),
  };
};
