import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { OpenApiDocument, Reference, ResponseObject } from '../../openapi/openapi-types.ts';
import type { JsonSchema } from '../../schema/json-schema.ts';

/** The schemas of an API document, to check values by. */
export class DocumentSchemas {
  readonly #document: OpenApiDocument;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: false });

  readonly #validators = new WeakMap<JsonSchema, ValidateFunction>();

  constructor(document: OpenApiDocument) {
    this.#document = document;
    formats.default(this.#ajv);
  }

  /** Why the value does not fit, or null. */
  misfit(schema: JsonSchema, value: unknown): string | null {
    const validate = this.#validator(schema);
    return validate(value) ? null : this.#ajv.errorsText(validate.errors);
  }

  #validator(schema: JsonSchema): ValidateFunction {
    const known = this.#validators.get(schema);
    if (known) return known;
    const { components } = this.#document;
    const made = this.#ajv.compile({ ...schema, components });
    this.#validators.set(schema, made);
    return made;
  }

  /** Follows a reference to a schema. */
  readonly resolve = (ref: string): JsonSchema => {
    const name = ref.replace('#/components/schemas/', '');
    const found = this.#document.components.schemas[name];
    if (!found) throw new Error(`the document has no schema ${ref}`);
    return found;
  };

  response(response: ResponseObject | Reference): ResponseObject {
    if (!('$ref' in response)) return response;
    const found = this.#document.components.responses[response.$ref.replace('#/components/responses/', '')];
    if (!found) throw new Error(`the document has no response ${response.$ref}`);
    return found;
  }
}
