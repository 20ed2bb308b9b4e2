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
    /** Computes what has changed, at once; the runtime itself calls it when the next picture is due. */
    _computeNow(): Promise<void>;
    dispose(): void;
  }
  export class RuntimeError extends Error {
    input: string;
  }
}
