import type { z } from 'zod';
import { COMPLAINTS } from './complaint-texts.ts';

/** What is wrong, by field: lists of texts, nested as the input is. */
export interface Complaints {
  readonly [field: string]: readonly string[] | Complaints;
}

interface Place {
  readonly texts: Set<string>;
  readonly below: Map<string, Place>;
}

/** However broken an input is, so much is told of it. */
const MOST_TOLD = 1000;
/** Where it is told what is wrong with an object itself. */
const ITSELF = '_schema';

/** The form in which clients of this protocol are told what is wrong: indexes of lists are texts, too. */
export function complaintsOf(issues: readonly z.core.$ZodIssue[]): Complaints {
  const root: Place = { texts: new Set(), below: new Map() };
  for (const issue of issues.slice(0, MOST_TOLD)) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys.slice(0, MOST_TOLD)) {
        placeOf(root, [...issue.path, key]).texts.add(COMPLAINTS.unknown);
      }
      continue;
    }
    const place = placeOf(root, issue.path);
    if (issue.path.length === 0) place.texts.add(COMPLAINTS.input);
    else if (issue.message === COMPLAINTS.input) placeOf(place, [ITSELF]).texts.add(issue.message);
    else place.texts.add(issue.message);
  }
  return told(root);
}

function placeOf(root: Place, path: readonly PropertyKey[]): Place {
  let place = root;
  for (const step of path) {
    const key = String(step);
    const next = place.below.get(key) ?? { texts: new Set(), below: new Map() };
    place.below.set(key, next);
    place = next;
  }
  return place;
}

function told({ texts, below }: Place): Complaints {
  const fields = [...below].map(([key, place]): [string, readonly string[] | Complaints] => [
    key,
    place.below.size === 0 ? [...place.texts] : told(place),
  ]);
  return Object.fromEntries(texts.size === 0 ? fields : [...fields, [ITSELF, [...texts]]]);
}
