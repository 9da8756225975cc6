import type { ReactNode } from 'react';

type EmptyStateProps = {
  icon: ReactNode;
  title: string;
  message: string;
  /** It is all that the page shows: its title is the page's heading. */
  heading?: boolean;
  children?: ReactNode;
};

/** Nothing here, why, and what to do about it. */
export function EmptyState({ icon, title, message, heading = false, children }: EmptyStateProps) {
  const Title = heading ? 'h1' : 'p';
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <span className="grid size-12 place-items-center rounded-xl bg-primary-soft text-primary-strong [&_svg]:size-6">
        {icon}
      </span>
      <div className="max-w-md space-y-1">
        <Title className="font-semibold">{title}</Title>
        <p className="text-sm text-balance text-muted-foreground">{message}</p>
      </div>
      {children}
    </div>
  );
}
