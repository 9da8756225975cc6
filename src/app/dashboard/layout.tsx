import type { ReactNode } from 'react';
import { DataProvider } from '@/components/providers/data-provider';
import { SignedInShell } from '@/components/shell/signed-in-shell';
import { requireViewer } from './session';

/** Every dashboard page: who is signed in, and the frame. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { viewer } = await requireViewer();
  return (
    <DataProvider>
      <SignedInShell viewer={viewer} now={Date.now()}>
        {children}
      </SignedInShell>
    </DataProvider>
  );
}
