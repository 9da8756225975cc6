'use client';

import type { ReactNode } from 'react';
import { Logo, LogoMark } from '@/components/brand/logo';
import { ClockProvider } from '@/components/providers/clock-provider';
import { ThemeToggle } from '@/components/ui/theme-toggle';
import { HospitalLabel } from './hospital-label';
import { MobileNav } from './mobile-nav';
import { SidebarNav } from './sidebar-nav';
import { type ShellUser, UserMenu } from './user-menu';

export type DashboardShellProps = {
  user: ShellUser;
  hospital: { name: string; timeZone: string };
  /** `Date.now()` of the server that rendered the page. */
  now: number;
  onSignOut: () => void;
  children: ReactNode;
};

/** The frame of every dashboard page: a sidebar, or at phone width a top bar whose menu opens the same list as a sheet. */
export function DashboardShell({ user, hospital, now, onSignOut, children }: DashboardShellProps) {
  return (
    <ClockProvider now={now} timeZone={hospital.timeZone}>
      <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)]">
        <aside className="sticky top-0 hidden h-dvh flex-col gap-4 border-r border-border bg-sidebar pt-5 pb-3 lg:flex">
          <Logo className="px-5" />
          <div className="border-y border-border px-5 py-3">
            <HospitalLabel name={hospital.name} />
          </div>
          <SidebarNav role={user.role} />
          <div className="flex items-center gap-1 border-t border-border px-3 pt-3">
            <div className="min-w-0 flex-1">
              <UserMenu user={user} onSignOut={onSignOut} />
            </div>
            <ThemeToggle />
          </div>
        </aside>
        <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-border bg-sidebar px-3 lg:hidden">
          <MobileNav hospitalName={hospital.name} role={user.role} />
          <LogoMark className="size-6 shrink-0" />
          <div className="min-w-0 flex-1 pl-1">
            <HospitalLabel name={hospital.name} />
          </div>
          <ThemeToggle />
          <UserMenu user={user} onSignOut={onSignOut} compact />
        </header>
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-7xl px-4 py-6 focus:outline-none sm:px-6 lg:px-8 lg:py-8">
          {children}
        </main>
      </div>
    </ClockProvider>
  );
}
