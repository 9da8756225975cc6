'use client';

import { ArrowDown, Ear, MessageSquareOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { cn } from '@/lib/cn';
import { offsetText } from './call-text';
import { type Turn, toTurns } from './transcript-turns';
import type { CallRow, Line } from './types';
import { useStickToEnd } from './use-stick-to-end';

type TranscriptProps = { call: CallRow; lines: readonly Line[]; live: boolean };

/**
 * What was said, as a conversation. Of a call under way the end stays in sight, and a screen reader hears new lines when it is
 * idle; one that was over when the page was opened is shown in its whole length.
 */
export function Transcript({ call, lines, live }: TranscriptProps) {
  // A call that ends while somebody reads must not change its shape under their eyes.
  const [follows] = useState(live);
  const { box, onScroll, unseen, toEnd } = useStickToEnd(lines.length, follows);
  return (
    <Card aria-label="Transcript" className="overflow-hidden">
      <CardHeader title="Transcript" description={countText(lines.length)} />
      <div className="relative">
        <div
          ref={box}
          role="log"
          aria-label="What is said"
          // A scrolled text must be reachable by keyboard.
          tabIndex={follows ? 0 : -1}
          onScroll={onScroll}
          className={cn(
            'px-4 py-5 focus-visible:-outline-offset-2',
            follows && 'h-[min(40rem,calc(100dvh-17rem))] min-h-72 overflow-y-auto overscroll-contain',
          )}
        >
          {lines.length === 0 && <Nothing call={call} live={live} />}
          <ol className="space-y-4 empty:hidden">
            {toTurns(lines).map((turn) => (
              <TurnOf key={turn.lines[0]?.position} turn={turn} start={call.created_at} />
            ))}
          </ol>
          {live && lines.length > 0 && <Listening />}
          {follows && !live && lines.length > 0 && <Over />}
        </div>
        {unseen > 0 && (
          <Button size="sm" onClick={toEnd} className="absolute bottom-4 left-1/2 -translate-x-1/2 rounded-full shadow-raised">
            <ArrowDown aria-hidden="true" />
            {unseen === 1 ? '1 new line' : `${unseen} new lines`}
          </Button>
        )}
      </div>
    </Card>
  );
}

const SPEAKER = { agent: 'Voice agent', patient: 'Patient' } as const;

function TurnOf({ turn: { speaker, startedAt, lines }, start }: { turn: Turn; start: string }) {
  const agent = speaker === 'agent';
  return (
    <li className={cn('flex max-w-[88%] flex-col gap-1 sm:max-w-[75%]', agent ? 'ml-auto items-end' : 'items-start')}>
      <p aria-hidden="true" className="px-1 text-xs text-muted-foreground">
        {SPEAKER[speaker]} <span className="tabular-nums">· {offsetText(startedAt, start)}</span>
      </p>
      {lines.map(({ position, text }) => (
        <p
          key={position}
          className={cn(
            'max-w-prose animate-fade-in rounded-xl px-3.5 py-2 break-words',
            agent ? 'rounded-tr-sm bg-primary-soft' : 'rounded-tl-sm bg-muted',
          )}
        >
          <span className="sr-only">{SPEAKER[speaker]}: </span>
          {text}
        </p>
      ))}
    </li>
  );
}

/** The call goes on. Decoration: the page's head says that it is live. */
function Listening() {
  return (
    <div aria-hidden="true" className="mt-5 flex items-center justify-center gap-1.5 text-xs text-muted-foreground">
      <Ear className="size-3.5 animate-pulse motion-reduce:animate-none" />
      Listening
    </div>
  );
}

function Over() {
  return (
    <p className="mt-5 flex items-center gap-3 text-xs text-muted-foreground before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
      The call has ended
    </p>
  );
}

function Nothing({ call, live }: { call: CallRow; live: boolean }) {
  const Icon = live ? Ear : MessageSquareOff;
  return (
    <div className="flex h-full min-h-48 flex-col items-center justify-center gap-3 text-center">
      <span className="grid size-11 place-items-center rounded-xl bg-muted text-muted-foreground">
        <Icon className={cn('size-5', live && 'animate-pulse motion-reduce:animate-none')} aria-hidden="true" />
      </span>
      <p className="max-w-sm text-sm text-balance text-muted-foreground">{nothingText(call, live)}</p>
    </div>
  );
}

function nothingText({ call_status: status }: CallRow, live: boolean): string {
  if (live) return 'Nothing has been said yet. Each line appears here as it is spoken.';
  return status === 'missed' ? 'Nobody took this call, so nothing was said.' : 'Nothing was written down of this call.';
}

function countText(count: number): string {
  if (count === 0) return 'No lines';
  return count === 1 ? '1 line' : `${count} lines`;
}
