/** What is used of WebAssembly's JavaScript interface: Node has it, TypeScript declares it for browsers only. */
declare namespace WebAssembly {
  type Exports = Record<string, unknown>;

  class Module {
    constructor(bytes: Uint8Array);
    private readonly compiled: unknown;
  }

  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, Memory>>);
    readonly exports: Exports;
  }

  class Memory {
    constructor(descriptor: { initial: number; maximum: number; shared: true });
    readonly buffer: SharedArrayBuffer;
  }

  class Global {
    constructor(descriptor: { value: 'i32' });
    readonly value: number;
  }
}
