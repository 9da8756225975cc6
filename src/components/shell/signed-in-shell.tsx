'use client';

import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { showToast } from '@/components/ui/toast-store';
import { tellTabs } from '@/lib/session-end';
import type { Role } from '@/shared/roles';
import { DashboardShell } from './dashboard-shell';
import { SessionGuard } from './session-guard';

type Viewer = { name: string; email: string; role: Role; hospital: { id: string; name: string; timezone: string } };

/** The frame with the person's own menu. */
export function SignedInShell({ viewer, now, children }: { viewer: Viewer; now: number; children: ReactNode }) {
  const router = useRouter();
  const leave = async () => {
    try {
      // With the press: no page needs next-auth's 15 kB before it.
      const { signOut } = await import('next-auth/react');
      await signOut({ redirect: false });
      tellTabs('ended');
      router.replace('/login');
      // What the tab has cached of the hospital goes with the session.
      router.refresh();
    } catch {
      showToast({
        tone: 'danger',
        title: 'You are still signed in',
        description: 'The server could not be reached. Try again.',
      });
    }
  };
  return (
    <DashboardShell
      user={viewer}
      hospital={{ name: viewer.hospital.name, timeZone: viewer.hospital.timezone }}
      now={now}
      onSignOut={leave}
    >
      {children}
      <SessionGuard email={viewer.email} hospitalId={viewer.hospital.id} />
    </DashboardShell>
  );
}
