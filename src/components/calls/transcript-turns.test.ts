import { expect, it } from 'vitest';
import { isAtEnd, toTurns, withLines } from './transcript-turns';
import type { Line } from './types';

const line = (position: number, speaker: Line['speaker']): Line => ({
  position,
  speaker,
  text: `line ${position}`,
  created_at: `2026-11-22T10:00:0${position}.000Z`,
});
const LINES = [line(1, 'agent'), line(2, 'agent'), line(3, 'patient'), line(4, 'agent')];

it('joins what one side says in a row', () => {
  expect(
    toTurns(LINES).map(({ speaker, startedAt, lines }) => [speaker, startedAt, lines.map(({ position }) => position)]),
  ).toEqual([
    ['agent', LINES[0]?.created_at, [1, 2]],
    ['patient', LINES[2]?.created_at, [3]],
    ['agent', LINES[3]?.created_at, [4]],
  ]);
  expect(toTurns([])).toEqual([]);
});

it('adds lines once', () => {
  expect(withLines(LINES.slice(0, 2), LINES.slice(1)).map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  expect(withLines([], LINES)).toEqual(LINES);
});

it('is at the end within a line’s height', () => {
  expect(isAtEnd({ scrollTop: 600, clientHeight: 400, scrollHeight: 1000 })).toBe(true);
  expect(isAtEnd({ scrollTop: 570.5, clientHeight: 400, scrollHeight: 1000 })).toBe(true);
  expect(isAtEnd({ scrollTop: 560, clientHeight: 400, scrollHeight: 1000 })).toBe(false);
});
