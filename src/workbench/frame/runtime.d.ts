/** The part of Observable's runtime that is used here; the package brings no types. */
declare module "@observablehq/runtime" {
  export interface Variable {
    delete(): void;
  }
  export type VariableDefinition = (...inputs: never[]) => unknown;
  export interface Module {
    variable(observer?: unknown, options?: unknown): Variable;
  }
  export class Runtime {
    constructor(builtins?: Record<string, unknown>);
    module(): Module;
    dispose(): void;
  }
  export class RuntimeError extends Error {
    input: string;
  }
}
