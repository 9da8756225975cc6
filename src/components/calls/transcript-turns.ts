import type { Line } from './types';

/** What one side said before the other spoke again. */
export type Turn = { speaker: Line['speaker']; startedAt: string; lines: readonly Line[] };

/** A transcript as a conversation. */
export function toTurns(lines: readonly Line[]): Turn[] {
  const turns: { speaker: Line['speaker']; startedAt: string; lines: Line[] }[] = [];
  for (const line of lines) {
    const last = turns.at(-1);
    if (last?.speaker === line.speaker) last.lines.push(line);
    else turns.push({ speaker: line.speaker, startedAt: line.created_at, lines: [line] });
  }
  return turns;
}

/** What is known and what has come since; a line that both have is there once. */
export function withLines(known: readonly Line[], fresh: readonly Line[]): Line[] {
  const reached = known.at(-1)?.position ?? 0;
  return [...known, ...fresh.filter(({ position }) => position > reached)];
}

/** Is the end of a scrolled text in sight? Some pixels less count too: zoomed pages have fractions of them. */
export function isAtEnd({
  scrollTop,
  clientHeight,
  scrollHeight,
}: Record<'scrollTop' | 'clientHeight' | 'scrollHeight', number>) {
  return scrollHeight - scrollTop - clientHeight < 40;
}
