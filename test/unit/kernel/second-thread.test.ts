import { execFileSync } from 'node:child_process';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ForgottenFileError, SecondThreadError } from '../../../kernel/errors.ts';
import { instantiateJoin } from '../../../kernel/instantiate.ts';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { joinedMembers } from '../../../kernel/joined-members.ts';
import { Lease } from '../../../kernel/lease.ts';
import { SecondThread } from '../../../kernel/second-thread.ts';
import { idsOf, joinAll, readInto, toLines, numbered } from '../../support/kernels.ts';
import { orderMembers } from '../../support/order-members.ts';

const pageOf = (ids: readonly string[]): Buffer =>
  Buffer.from(JSON.stringify({ Items: ids.map((id) => ({ id: { S: id } })), Count: 1 }));
const keys = { keyName: 'id', keyType: 'string', keyPrefix: '' } as const;

const kernels: JoinKernel[] = [];
const newKernel = (): JoinKernel => {
  const kernel = new JoinKernel({ secondThreadFrom: 0 });
  kernels.push(kernel);
  return kernel;
};

afterEach(async () => {
  await Promise.all(kernels.map((kernel) => kernel.end()));
});

/** A thread that has started, in a memory that holds no file yet. */
const startThread = async () => {
  const instance = instantiateJoin();
  const thread = new SecondThread(instance);
  expect(instance.join.begin(1000, 64, instance.join.deskCount.value, false)).toBe(0);
  thread.begin();
  while (!thread.isAwake) await turn();
  return thread;
};

/** Behind the end of the memory: whoever marks lines up to there dies of it. */
const nowhere = 2 ** 32 - 1;

describe('the second thread', () => {
  it('reads a file while it is written, and touches nothing that it did not read', async () => {
    // Long enough for the thread to be far ahead of what is written.
    const ids = numbered(1_200_000);
    const bytes = toLines(ids);
    const kernel = newKernel();
    const file = kernel.begin(bytes.length);
    for (let start = 0; start < bytes.length; start += 100_000) {
      file.write(bytes.subarray(start, start + 100_000));
      await turn();
    }
    expect(file.finish()).toMatchObject({ rows: ids.length, blank: 0, distinct: ids.length });
    // More pieces than there are desks, and faster than the thread can be: both threads mark.
    const pieces = Array.from({ length: 30 }, (_, index) =>
      toLines(ids.slice(index * 40_000, index * 40_000 + 40_000)),
    );
    for (const piece of pieces) file.markLines(piece);
    const found = idsOf(file.orderMembers());
    // Compared as one string: Jest takes long for lists of this length.
    expect(found.sort().join() === ids.toSorted().join()).toBe(true);
  });

  it('leaves a file in the middle when another one is begun', () => {
    const kernel = newKernel();
    const large = toLines(numbered(300_000));
    const ids = numbered(20_000).map((id) => `another-${id}`);
    const inOrder = orderMembers(ids).ids.join();
    for (let round = 0; round < 10; round += 1) {
      kernel.begin(large.length).write(large);
      expect(idsOf(joinAll(kernel, ids)).join() === inOrder).toBe(true);
    }
  });

  it('marks what stands behind a file of 500 MB', () => {
    const kernel = newKernel();
    const ids = numbered(10_000);
    const file = kernel.begin(500 * 2 ** 20);
    // The rest of it never comes.
    file.write(toLines(ids));
    expect(file.finish().distinct).toBe(ids.length);
    for (const id of ids) file.markLines(toLines([id]));
    expect(idsOf(file.orderMembers()).join() === orderMembers(ids).ids.join()).toBe(true);
  });

  it('copies members of which just so many fit into its window', () => {
    // A window has room for 8,192 of them, but not for the length of a key behind the last one.
    const ids = numbered(9000).map((id) => id.padEnd(1023, '-'));
    const kernel = newKernel();
    expect(idsOf(joinAll(kernel, ids)).join() === orderMembers(ids).ids.join()).toBe(true);
  });

  it('has all of its desks again when members are not read to the end', () => {
    const instance = instantiateJoin();
    const thread = new SecondThread(instance);
    const { join, memory } = instance;
    const lease = new Lease();
    const bytes = toLines(numbered(50_000));
    join.begin(bytes.length, 2 ** 20, join.deskCount.value, false);
    thread.begin();
    join.beginFile(join.arena.value, 1, false);
    new Uint8Array(memory.buffer).set(bytes, join.arena.value);
    const file = thread.readFile(join.arena.value);
    expect(file.finish(join.arena.value + bytes.length)).toBe(0);
    const desk = thread.takeDesk()!;
    new Uint8Array(memory.buffer).set(bytes, desk.window);
    desk.post('markLines', desk.window + bytes.length);
    thread.finish(desk);
    thread.giveBack(desk);
    join.orderMembers();
    const members = joinedMembers({ instance, thread, lease }, join.chooseMembers(1));
    for (const piece of members.readLines(0, 50_000)) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    thread.finishAll();
    const desks = Array.from({ length: join.deskCount.value }, () => thread.takeDesk());
    expect(desks).not.toContain(undefined);
    return thread.end();
  });

  it('marks pages while others are marked, and copies members for several readers at once', async () => {
    const ids = numbered(60_000);
    const file = readInto(newKernel(), toLines(ids));
    file.readKeysAs(keys);
    const pages = Array.from({ length: 60 }, (_, page) => ids.slice(page * 900, page * 900 + 900));
    await turn();
    await Promise.all(pages.map((page) => file.markPage([pageOf(page)])));
    const members = file.orderMembers();
    const expected = orderMembers(pages.flat()).ids;
    expect(members.count).toBe(expected.length);

    // Three of them want more desks than there are.
    const readers = [0, 1, 2].map((from) => members.readLines(from, members.count));
    const texts = readers.map(() => '');
    for (let open = readers.length; open > 0;) {
      open = 0;
      for (const [index, reader] of readers.entries()) {
        const next = reader.next();
        if (next.done === true) continue;
        texts[index] += Buffer.from(next.value).toString();
        open += 1;
      }
    }
    expect(texts.map((text, from) => text === toLines(expected.slice(from)).toString())).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('is not started for a file that is not worth it', () => {
    const reserved = (kernel: JoinKernel): number => {
      kernels.push(kernel);
      const [piece] = joinAll(kernel, ['a']).readLines(0, 1);
      return piece!.buffer.byteLength;
    };
    const withThread = reserved(new JoinKernel({ secondThreadFrom: 4 }));
    const without = reserved(new JoinKernel({ secondThreadFrom: 5 }));
    expect(without).toBe(reserved(new JoinKernel()));
    expect(withThread).toBeGreaterThan(without);
  });

  it('leaves a file when another one is begun, and so do those who wait for it', async () => {
    const thread = await startThread();
    const desk = thread.takeDesk()!;
    desk.post('markLines', desk.window);
    const waiting = thread.finished(desk);
    thread.endAll();
    thread.begin();
    await expect(waiting).rejects.toThrow(ForgottenFileError);
    // Not taken for one of the new file.
    thread.giveBack(desk);
    const taken = [1, 2, 3, 4, 5].map(() => thread.takeDesk());
    expect(new Set(taken).size).toBe(5);
    expect(taken).not.toContain(desk);
    await thread.end();
  });

  it('says that it died to those who wait for it', async () => {
    const thread = await startThread();
    const desks = [thread.takeDesk()!, thread.takeDesk()!, thread.takeDesk()!];
    for (const desk of desks) desk.post('markLines', nowhere);
    const waiting = desks.map((desk) => thread.finished(desk));
    const ends = await Promise.allSettled(waiting);
    expect(ends.map((end) => 'reason' in end && end.reason instanceof SecondThreadError)).toEqual([
      true,
      true,
      true,
    ]);
    for (const desk of desks)
      expect(() => {
        thread.finish(desk);
      }).toThrow(SecondThreadError);
  });

  it.each([
    ['keeps no process alive', '', '1 thread'],
    ['keeps it alive for those who wait', 'await thread.finished(desk);', '1 thread'],
    [
      'is replaced for the next file when it died',
      'join(); await kernel.end(); join();',
      '3 threads',
    ],
  ])('%s', (_, steps, answer) => {
    const kernelFolder = new URL('../../../kernel/', import.meta.url).href;
    const program = `
      import { setImmediate as turn } from 'node:timers/promises';
      import { instantiateJoin } from '${kernelFolder}instantiate.ts';
      import { JoinKernel } from '${kernelFolder}join-kernel.ts';
      import { SecondThread } from '${kernelFolder}second-thread.ts';

      let threads = 0;
      process.on('worker', () => { threads += 1; });

      const instance = instantiateJoin();
      const thread = new SecondThread(instance);
      instance.join.begin(1000, 64, instance.join.deskCount.value, false);
      thread.begin();
      while (!thread.isAwake) await turn();
      const desk = thread.takeDesk();
      // A window full of them takes a while.
      new Uint8Array(instance.memory.buffer).fill(0x0a, desk.window, desk.window + 2 ** 23);
      desk.post('markLines', desk.window + 2 ** 23);

      const kernel = new JoinKernel({ secondThreadFrom: 0 });
      const join = () => {
        const file = kernel.begin(2);
        file.write(Buffer.from('a\\n'));
        file.finish();
      };
      ${steps}
      // The event comes later.
      await turn();
      console.log(threads, threads === 1 ? 'thread' : 'threads');`;
    const run = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];
    expect(execFileSync(process.execPath, run).toString().trim()).toBe(answer);
  });
});
