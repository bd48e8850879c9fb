/** What is used of WebAssembly's JavaScript interface: Node has it, TypeScript declares it for browsers only. */
declare namespace WebAssembly {
  type Exports = Record<string, unknown>;

  class Module {
    constructor(bytes: Uint8Array);
    private readonly compiled: unknown;
  }

  class Instance {
    constructor(module: Module);
    readonly exports: Exports;
  }

  class Memory {
    constructor(descriptor: { initial: number });
    readonly buffer: ArrayBuffer;
  }

  class Global {
    constructor(descriptor: { value: 'i32' });
    readonly value: number;
  }
}
