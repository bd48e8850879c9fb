import { describe, expect, it } from '@jest/globals';
import { beginAttempt } from '../../../../lambdas/importer/attempt.ts';
import {
  type PutReport,
  type ReportPorts,
  writeReports,
} from '../../../../lambdas/importer/reports/write-reports.ts';
import { runningAlone } from '../../../support/alone.ts';
import { createFakeTimers } from '../../../support/fake-timers.ts';
import { claimed } from '../fake-import.ts';

const piece = (...ids: string[]): Buffer =>
  Buffer.concat(ids.flatMap((id) => [Buffer.from(id), Buffer.of(0xff)]));

/** A file with these unregistered IDs, in one piece each. */
const aFile = (importId: string, ids: readonly string[], deadline = Number.POSITIVE_INFINITY) => {
  const running = { ...runningAlone(beginAttempt()), deadline };
  return {
    file: { claimed: { ...claimed, importId }, running },
    join: {
      *unmarked() {
        for (const id of ids) yield piece(id);
      },
    },
  };
};

const run = async (
  files: ReturnType<typeof aFile>[],
  more: Partial<ReportPorts> = {},
  unregisteredReports = true,
) => {
  const put: Record<string, string> = {};
  const lost: unknown[] = [];
  const putReport: PutReport = (key, pieces) => {
    put[key] = Buffer.concat([...pieces]).toString();
    return Promise.resolve();
  };
  await writeReports(
    files,
    { unregisteredReports },
    {
      putReport,
      onReportLost: (error) => void lost.push(error),
      startTimer: createFakeTimers().startTimer,
      now: () => 1000,
      ...more,
    },
  );
  return { put, lost, reports: files.map(({ file }) => file.running.attempt.report) };
};

const keyOf = (importId: string): string => `audience-import-reports/shop/vip-${importId}.csv`;

describe('reports', () => {
  it('have all unregistered IDs of each file', async () => {
    const { put, reports } = await run([aFile('i1', ['a', '=b']), aFile('i2', ['c'])]);
    expect(put).toEqual({ [keyOf('i1')]: "a\r\n'=b\r\n", [keyOf('i2')]: 'c\r\n' });
    expect(reports).toEqual([{ key: keyOf('i1') }, { key: keyOf('i2') }]);
  });

  it('are not written where there is nothing to report, or nobody wants them', async () => {
    expect(await run([aFile('i1', [])])).toEqual({ put: {}, lost: [], reports: [undefined] });
    const unwanted = await run([aFile('i1', ['a'])], {}, false);
    expect(unwanted).toEqual({ put: {}, lost: [], reports: [undefined] });
  });

  it('that cannot be written are told, and those of others are written', async () => {
    const error = new Error('AccessDenied');
    const written: string[] = [];
    const { lost, reports } = await run([aFile('i1', ['a']), aFile('i2', ['b'])], {
      putReport: (key) => {
        if (key === keyOf('i1')) return Promise.reject(error);
        written.push(key);
        return Promise.resolve();
      },
    });
    expect(lost).toEqual([error]);
    expect(written).toEqual([keyOf('i2')]);
    expect(reports).toEqual([{ missing: 'failed' }, { key: keyOf('i2') }]);
  });

  it.each([
    ['a minute', Number.POSITIVE_INFINITY, 60_000],
    ['a quarter of what is left', 101_000, 25_000],
    ['nothing where nothing is left', 1000, 0],
  ])('have %s, all together', async (_, deadline, milliseconds) => {
    let clock = 1000;
    const given: number[] = [];
    const { reports } = await run([aFile('i1', ['a'], deadline), aFile('i2', ['b'], deadline)], {
      now: () => clock,
      startTimer: (delay) => {
        given.push(delay);
        return { restart: () => undefined, cancel: () => undefined };
      },
      putReport: () => {
        clock += 20_000;
        return Promise.resolve();
      },
    });
    expect(given).toEqual([milliseconds, Math.max(0, milliseconds - 20_000)]);
    expect(reports.map((report) => report && 'key' in report)).toEqual(
      milliseconds === 0 ? [false, false] : [true, true],
    );
  });

  it('are broken off when their time is up, and the next one is not begun', async () => {
    let clock = 1000;
    const begun: string[] = [];
    const timers = createFakeTimers();
    const { reports, lost } = await run([aFile('i1', ['a']), aFile('i2', ['b'])], {
      now: () => clock,
      startTimer: (delay, act) => {
        const timer = timers.startTimer(delay, act);
        if (begun.length === 0 && delay === 60_000)
          queueMicrotask(() => {
            clock += delay;
            act();
          });
        return timer;
      },
      putReport: (key, _, signal) => {
        begun.push(key);
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
        });
      },
    });
    expect(begun).toEqual([keyOf('i1')]);
    expect(reports).toEqual([{ missing: 'no-time' }, { missing: 'no-time' }]);
    expect(lost).toHaveLength(1);
  });
});
