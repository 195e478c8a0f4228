/**
 * A pattern as other languages and tools read it too: many know no Unicode classes, or match them only with a flag that
 * JSON Schema cannot set. Control characters become the ranges they are. Lone surrogates are left out: no UTF-8 text
 * holds any, and the procedure's own schema refuses them.
 */
export function portablePattern(pattern: string): string {
  return pattern.replaceAll('\\p{Cc}', '\\u0000-\\u001f\\u007f-\\u009f').replaceAll('\\p{Cs}', '');
}
