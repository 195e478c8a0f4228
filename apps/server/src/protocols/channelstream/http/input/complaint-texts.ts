/** What clients and their tests know to be wrong with a field, word for word. */
export const COMPLAINTS = {
  missing: 'Missing data for required field.',
  null: 'Field may not be null.',
  unknown: 'Unknown field.',
  input: 'Invalid input type.',
  text: 'Not a valid string.',
  uuid: 'Not a valid UUID.',
  list: 'Not a valid list.',
  flag: 'Not a valid boolean.',
  integer: 'Not a valid integer.',
  time: 'Not a valid datetime.',
  mapping: 'Not a valid mapping type.',
  scalar: 'Value is not type of string, integer, boolean or float.',
  length: (min: number, max: number) => `Length must be between ${min} and ${max}.`,
  shorter: (min: number) => `Shorter than minimum length ${min}.`,
  longer: (max: number) => `Longer than maximum length ${max}.`,
  atLeast: (min: number) => `Must be greater than or equal to ${min}.`,
  atMost: (max: number) => `Must be less than or equal to ${max}.`,
} as const;

/** What is wrong with a value that is not of its field's type: there may be none at all. */
export function wrongType(value: unknown, complaint: string): string {
  if (value === undefined) return COMPLAINTS.missing;
  return value === null ? COMPLAINTS.null : complaint;
}
