import { type Duration, Stack, Token } from 'aws-cdk-lib';
import { type IMetric, type IWidget, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { costOf } from '../../lambdas/shared/domain/prices.ts';
import type { Tables } from './tables.ts';

/** Draws one graph. */
type Graph = (title: string, left: IMetric[], right?: IMetric[]) => IWidget;

const secondsOfDay = 24 * 60 * 60;

type Kind = 'Read' | 'Write';

/**
 * What the tables take, and what DynamoDB charges for that; by its own metrics, which cost nothing more. Without the two sparse
 * indexes, which are next to nothing.
 */
export const ofTables = (tables: Tables, period: Duration, graph: Graph): IWidget[] => {
  const { projects, audiences, memberships, imports, users } = tables;
  const named = Object.entries({ projects, audiences, memberships, imports, users });

  const sumOf = (table: Pick<Table, 'metric'>, metric: string, label: string): IMetric =>
    table.metric(metric, { statistic: Stats.SUM, period, label });
  const throttled = (kind: Kind): IMetric[] =>
    named.map(([name, table]) => sumOf(table, `${kind}ThrottleEvents`, name));

  /** Of each table what it has consumed in a period, by an ID for expressions. */
  const unitsOf = (kind: Kind): [id: string, name: string, units: IMetric][] =>
    named.map(([name, table]) => [
      `${kind.toLowerCase()}_${name}`,
      name,
      sumOf(table, `Consumed${kind}CapacityUnits`, name),
    ]);
  const aSecond = (kind: Kind): IMetric[] =>
    unitsOf(kind).map(
      ([id, name, units]) =>
        new MathExpression({
          expression: `${id} / PERIOD(${id})`,
          usingMetrics: { [id]: units },
          label: `${name}, ${kind.toLowerCase()}`,
          period,
        }),
    );

  // A stack without an environment does not know where it will be deployed.
  const { region: ownRegion } = Stack.of(tables);
  const known = Token.isUnresolved(ownRegion) ? 'unknown' : ownRegion;
  const read = costOf({ readUnits: 1, writeUnits: 0 }, known);
  const write = costOf({ readUnits: 0, writeUnits: 1 }, known);
  const dollarsADay = (kind: Kind, dollars: number): IMetric => {
    const units = unitsOf(kind);
    // There is no value for a period in which a table was not touched.
    const sum = units.map(([id]) => `FILL(${id}, 0)`).join(' + ');
    return new MathExpression({
      expression: `(${sum}) * ${dollars * secondsOfDay} / ${period.toSeconds()}`,
      usingMetrics: Object.fromEntries(units.map(([id, , metric]) => [id, metric])),
      label: kind.toLowerCase(),
      period,
    });
  };

  return [
    graph('Units of the tables a second: read; written (right)', aSecond('Read'), aSecond('Write')),
    graph(`Dollars a day for units, by the prices of ${read.region} in ${read.asOf}`, [
      dollarsADay('Read', read.dollars),
      dollarsADay('Write', write.dollars),
    ]),
    graph(
      'Calls that a throttled table has refused: reads; writes (right)',
      throttled('Read'),
      throttled('Write'),
    ),
  ];
};
