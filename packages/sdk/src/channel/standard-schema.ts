/**
 * A validator in the form that zod, valibot, arktype and others share: https://standardschema.dev (version 1). Copied
 * here as the standard recommends, so that no package is needed.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

/** One thing that is wrong with a value. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What may be sent under a schema. */
export type InputOf<Schema> = Schema extends StandardSchema<infer Input, unknown> ? Input : unknown;

/** What is received under a schema. */
export type OutputOf<Schema> = Schema extends StandardSchema<unknown, infer Output> ? Output : unknown;

/**
 * Validates at once. Schemas that answer later (asynchronous refinements) cannot be used on a feed, whose order they
 * would upset: they count as an issue.
 */
export function validate<Output>(
  schema: StandardSchema<unknown, Output>,
  value: unknown,
): SchemaResult<Output> {
  const result = schema['~standard'].validate(value);
  if (!(result instanceof Promise)) return result;
  // Nobody waits for it; its failure has no other effect than the issue below.
  result.catch(() => {});
  return { issues: [{ message: 'The schema is asynchronous; channels need one that answers at once.' }] };
}

/** Issues in one line, for an error's message. */
export function describeIssues(issues: readonly SchemaIssue[]): string {
  return issues.map(describeIssue).join('; ');
}

function describeIssue({ path, message }: SchemaIssue): string {
  const keys = (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  return keys.length > 0 ? `${keys.join('.')}: ${message}` : message;
}
