import { z } from 'zod';
import { LocalStackError } from '../errors.ts';
import { accountId, region } from '../template/physical-names.ts';
import type { EventRuleModel, TargetModel } from '../template/stack-model.ts';
import { parseEventPattern } from './event-pattern.ts';
import { readTargetInput, targetInputShape } from './target-input.ts';

const onDefaultBus = z
  .literal('default', 'the local stack has the default event bus only')
  .optional();

const putRuleSchema = z.strictObject({
  Name: z.string().regex(/^[\w.-]{1,64}$/),
  EventPattern: z.string(),
  EventBusName: onDefaultBus,
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Description: z.string().optional(),
  RoleArn: z.string().optional(),
});
const putTargetsSchema = z.strictObject({
  Rule: z.string(),
  EventBusName: onDefaultBus,
  Targets: z
    .array(
      z.strictObject({
        Id: z.string(),
        Arn: z.string(),
        ...targetInputShape,
        RetryPolicy: z.unknown().optional(),
        DeadLetterConfig: z.unknown().optional(),
      }),
    )
    .min(1),
});
const removeTargetsSchema = z.strictObject({
  Rule: z.string(),
  EventBusName: onDefaultBus,
  Ids: z.array(z.string()).min(1),
  Force: z.boolean().optional(),
});
const deleteRuleSchema = z.strictObject({
  Name: z.string(),
  EventBusName: onDefaultBus,
  Force: z.boolean().optional(),
});

/** Finds what an ARN means. */
export type FindTarget = (arn: string) => DistributedOmit<TargetModel, 'compose'> | undefined;
type DistributedOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

interface OwnRule {
  matches: EventRuleModel['matches'];
  isEnabled: boolean;
  targets: ReadonlyMap<string, TargetModel>;
}

/** Rules that somebody puts while the stack runs, beside the template's. */
export interface RuleBook {
  rules: () => readonly EventRuleModel[];
  /** EventBridge's calls, by their names; each takes its request. @throws LocalStackError, ZodError */
  calls: ReadonlyMap<string, (request: unknown) => object>;
}

const arnOf = (name: string): string => `arn:aws:events:${region}:${accountId}:rule/${name}`;

const parseJson = (text: string, place: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LocalStackError(`${place} is no JSON`, { cause });
  }
};

export const createRuleBook = (findTarget: FindTarget): RuleBook => {
  const own = new Map<string, OwnRule>();
  const ruleOf = (name: string): OwnRule => {
    const rule = own.get(name);
    if (rule) return rule;
    throw new LocalStackError(`there is no rule ${name} that was put while the stack runs`);
  };
  const toTarget = (
    { Arn, ...input }: z.infer<typeof putTargetsSchema>['Targets'][number],
    place: string,
  ): TargetModel => {
    const target = findTarget(Arn);
    if (!target)
      throw new LocalStackError(`${place}: ${Arn} is no function of this stack, nor a queue`);
    return { ...target, compose: readTargetInput(input, place) };
  };

  return {
    rules: () =>
      [...own].flatMap(([name, { matches, isEnabled, targets }]) =>
        isEnabled ? [{ name, arn: arnOf(name), matches, targets: [...targets.values()] }] : [],
      ),
    calls: new Map<string, (request: unknown) => object>([
      [
        'PutRule',
        (request) => {
          const { Name, EventPattern, State } = putRuleSchema.parse(request);
          const pattern = parseJson(EventPattern, 'EventPattern');
          own.set(Name, {
            matches: parseEventPattern(pattern, 'EventPattern'),
            isEnabled: State === 'ENABLED',
            targets: own.get(Name)?.targets ?? new Map(),
          });
          return { RuleArn: arnOf(Name) };
        },
      ],
      [
        'PutTargets',
        (request) => {
          const { Rule, Targets } = putTargetsSchema.parse(request);
          const rule = ruleOf(Rule);
          const added = Targets.map(
            (target, index) => [target.Id, toTarget(target, `Targets[${index}]`)] as const,
          );
          own.set(Rule, { ...rule, targets: new Map([...rule.targets, ...added]) });
          return { FailedEntryCount: 0, FailedEntries: [] };
        },
      ],
      [
        'RemoveTargets',
        (request) => {
          const { Rule, Ids } = removeTargetsSchema.parse(request);
          const rule = ruleOf(Rule);
          const left = [...rule.targets].filter(([id]) => !Ids.includes(id));
          own.set(Rule, { ...rule, targets: new Map(left) });
          return { FailedEntryCount: 0, FailedEntries: [] };
        },
      ],
      [
        'DeleteRule',
        (request) => {
          const { Name } = deleteRuleSchema.parse(request);
          if ((own.get(Name)?.targets.size ?? 0) > 0)
            throw new LocalStackError(`rule ${Name} has targets; remove them first`);
          own.delete(Name);
          return {};
        },
      ],
    ]),
  };
};
