import type { z } from 'zod';

const MOST_ISSUES = 5;
const MOST_CHARACTERS = 500;
const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

/**
 * Says in one line what is wrong with an input, naming each field by its path: `events[0].name: Too small: …`. At most
 * five issues and 500 characters, however broken the input is. A message that a schema wrote as a whole sentence, ending
 * with a full stop or an exclamation mark, stands for itself.
 */
export function describeIssues(issues: readonly z.core.$ZodIssue[]): string {
  const told = issues.slice(0, MOST_ISSUES).map((issue) => {
    const place = fieldPath(issue.path);
    return place === '' || isSentence(issue.message) ? issue.message : `${place}: ${issue.message}`;
  });
  if (issues.length > MOST_ISSUES) told.push(`and ${issues.length - MOST_ISSUES} more`);
  return shortened([...new Set(told)].join('; '));
}

function isSentence(message: string): boolean {
  return /[.!]$/.test(message);
}

/** A path into a value as it is written in JavaScript: `events[0].name`; keys of odd form are quoted. */
export function fieldPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (PLAIN_KEY.test(String(key))) text += text === '' ? String(key) : `.${String(key)}`;
    else text += `[${JSON.stringify(shortKey(String(key)))}]`;
  }
  return text;
}

function shortKey(key: string): string {
  return key.length <= 64 ? key : `${key.slice(0, 63)}…`;
}

function shortened(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}
