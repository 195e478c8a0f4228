import { fieldPath } from '../../base/describe-issues.ts';

/** Names the first few of the keys that no schema knows. */
export function describeUnknown(paths: readonly (readonly (string | number)[])[]): string {
  const named = paths.slice(0, 5).map(fieldPath).join(', ');
  const more = paths.length > 5 ? ` and ${paths.length - 5} more` : '';
  const text = `${named}${more}: not known here; check the spelling`;
  return text.length <= 500 ? text : `${text.slice(0, 499)}…`;
}
