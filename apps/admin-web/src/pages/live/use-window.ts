import { type RefObject, useLayoutEffect, useState } from 'react';

/** Of one line of the log, in pixels. */
export const LINE_HEIGHT = 34;

const BEYOND = 8;

/** Which lines of a scrolled box are in sight, and a few beyond. */
export function useWindow(
  box: RefObject<HTMLElement | null>,
  count: number,
): { first: number; last: number } {
  const [seen, setSeen] = useState({ first: 0, last: 40 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / LINE_HEIGHT) - BEYOND);
      const last = Math.ceil((element.scrollTop + element.clientHeight) / LINE_HEIGHT) + BEYOND;
      setSeen((before) => (before.first === first && before.last === last ? before : { first, last }));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [box]);
  return { first: Math.min(seen.first, count), last: Math.min(seen.last, count) };
}
