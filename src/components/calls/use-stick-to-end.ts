'use client';

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { isAtEnd } from './transcript-turns';

type StickToEnd = {
  box: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  /** How many have come since the reader scrolled up. */
  unseen: number;
  toEnd: () => void;
};

/**
 * Keeps the end of a growing text in sight for as long as the reader is there. Whoever scrolls up reads in peace.
 * @param count how much there is.
 * @param follows does it grow at all?
 */
export function useStickToEnd(count: number, follows: boolean): StickToEnd {
  const box = useRef<HTMLDivElement>(null);
  const sticking = useRef(true);
  const [seen, setSeen] = useState(count);

  useLayoutEffect(() => {
    const element = box.current;
    if (!follows || !sticking.current || !element) return;
    element.scrollTop = element.scrollHeight;
    setSeen(count);
  }, [count, follows]);

  // A narrower screen makes the text longer, without a word of it being new.
  useEffect(() => {
    const element = box.current;
    if (!follows || !element) return;
    const observer = new ResizeObserver(() => {
      if (sticking.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [follows]);

  return {
    box,
    onScroll: () => {
      if (box.current) sticking.current = isAtEnd(box.current);
      if (sticking.current) setSeen(count);
    },
    unseen: follows ? count - seen : 0,
    toEnd: () => {
      const element = box.current;
      if (!element) return;
      element.scrollTop = element.scrollHeight;
      // The button goes: the focus must not go with it.
      element.focus({ preventScroll: true });
    },
  };
}
