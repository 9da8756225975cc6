import type { ReactNode } from 'react';
import { Logo } from '@/components/brand/logo';
import { ThemeToggle } from '@/components/ui/theme-toggle';
import { PinsArt } from './pins-art';

/** The frame of pages without a session: the brand on the left where there is room, the form on the right. */
export function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <aside className="relative hidden overflow-hidden bg-brand text-brand-foreground lg:block">
        <PinsArt />
        <div className="relative flex h-full flex-col justify-between p-10">
          <Logo />
          <div className="max-w-sm space-y-3">
            <p className="text-2xl leading-8 font-semibold tracking-tight text-balance">
              Every partner through one door, with three locks.
            </p>
            <p className="text-brand-muted">Who may come in, what they may reach, and what they saw: set and seen here.</p>
          </div>
        </div>
      </aside>
      <div className="flex flex-col">
        <header className="flex items-center justify-between p-5 lg:justify-end">
          <Logo className="lg:hidden" />
          <ThemeToggle />
        </header>
        <main id="main" tabIndex={-1} className="flex flex-1 items-center justify-center px-5 pt-4 pb-20 focus:outline-none">
          <div className="w-full max-w-sm">{children}</div>
        </main>
      </div>
    </div>
  );
}
