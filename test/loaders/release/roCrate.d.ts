/** The little of the ro-crate library's validator that is used in tests; it brings no types of it. */
declare module "ro-crate/lib/validator.js" {
  class Validator {
    results: {id: string; status: string; message: string}[];
    parseJSON(json: string): void;
    rootDataEntity(): void;
    checkFiles(files: Record<string, unknown>): void;
  }
  const library: {Validator: typeof Validator};
  export default library;
}
