'use client';

import { useTimed } from '@/components/providers/clock-provider';
import { Countdown } from '@/components/ui/countdown';
import { Progress } from '@/components/ui/progress';
import { DateTime } from '@/components/ui/relative-time';
import type { KeyDetails } from './types';

/** After a rotation, as long as the old credential still works: how long the partner has left to change over. */
export function OverlapNotice({ apiKey }: { apiKey: KeyDetails }) {
  const end = apiKey.old_secret_expires_at;
  const begin = apiKey.rotated_at;
  const passed = useTimed((now) => {
    if (end === null || begin === null) return 100;
    // Not below zero: the browser's clock may be behind the server's.
    const share = (now - Date.parse(begin)) / (Date.parse(end) - Date.parse(begin));
    return Math.max(0, Math.min(100, Math.floor(100 * share)));
  });
  if (end === null || passed >= 100) return null;
  const what = apiKey.kind === 'server' ? 'key' : 'secret';
  return (
    <div className="space-y-2 rounded-md border border-warning/35 bg-warning-soft p-3 text-sm">
      <div className="flex items-baseline justify-between gap-3">
        <p className="font-medium">The old {what} still works</p>
        <Countdown until={end} />
      </div>
      <Progress label={`Time since the rotation until the old ${what} ends`} value={passed} />
      <p className="text-muted-foreground">
        Until <DateTime at={end} withTime />. Rotating again ends it at once.
      </p>
    </div>
  );
}
