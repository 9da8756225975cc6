'use client';

import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useCallback, useEffect, useState } from 'react';
import { hasUnsaved, reportSessionBack, useOtherTabs, useSessionEnded } from '@/lib/session-end';
import { useTRPCClient } from '@/lib/trpc/client';

const SessionEndedDialog = dynamic(() => import('./session-ended-dialog').then((module) => module.SessionEndedDialog), {
  ssr: false,
});

/**
 * When the session has ended, leads to the login page, with nothing of the hospital left on the screen. Where something typed or
 * shown only once would be lost, it asks for the password over the page instead.
 */
export function SessionGuard({ email, hospitalId }: { email: string; hospitalId: string }) {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const ended = useSessionEnded();
  const [staying, setStaying] = useState(false);

  useEffect(() => {
    if (!ended) return setStaying(false);
    if (hasUnsaved()) return setStaying(true);
    // A whole new page, not a change of route: what the tab has cached must go.
    window.location.replace(`/login?ended=1&callbackUrl=${encodeURIComponent(window.location.pathname)}`);
  }, [ended]);

  /** Asks the server who is signed in. An ended session is noticed by `watchSession`; somebody else begins anew. */
  const verify = useCallback(async () => {
    const viewer = await client.dashboard.viewer.query({}).catch(() => null);
    if (viewer === null) return;
    if (viewer.email !== email || viewer.hospital.id !== hospitalId) return window.location.replace('/dashboard');
    reportSessionBack();
    await queryClient.invalidateQueries();
  }, [client, queryClient, email, hospitalId]);
  useOtherTabs(verify);

  return staying ? <SessionEndedDialog email={email} onSignedIn={verify} /> : null;
}
